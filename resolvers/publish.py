"""Publishing: a member's new content, known at once to everything that counts, lists and tells."""

from collections.abc import Sequence
from functools import partial

from domain.access import Scope
from domain.content import Content
from domain.errors import NotAllowed, NotFound
from domain.ids import ContentId, IdPrefix, new_id
from domain.outbox import EventType, outbox_event
from domain.publish import Draft, Publication, slug_of
from domain.review import Submission
from graph import area as areas
from graph import publish as graph
from graph import tag as tags
from resolvers import review
from resolvers.context import Context


async def publish(ctx: Context, draft: Draft) -> Content | None:
    """Make content of a draft; the viewer is its author, who alone sees it while a check holds it for review.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        NotFound: there is no such tag or area, or the viewer is gone.
    """
    ctx.viewer.require(Scope.CONTENT_WRITE)
    if ctx.viewer.user_id is None:
        raise NotAllowed("Content has an author: sign in as a member.")
    await check_names(ctx, draft.tags, draft.area, ("input",))
    id = ContentId(new_id(IdPrefix.CONTENT))
    new = Publication(id, slug_of(draft.title, id), draft, ctx.viewer.user_id, ctx.now)
    told = outbox_event(EventType.CONTENT_PUBLISHED, ctx.now, new.told())
    looked_at = Submission(id, new.author_id, draft.title, draft.body, ctx.now)
    if not await review.write(ctx, looked_at, partial(graph.publish, new=new, told=told)):
        raise NotFound("Your account is gone.")
    ctx.live.nudge()
    return await review.shown(ctx, id)


async def check_names(ctx: Context, slugs: Sequence[str], area: str | None, path: tuple[str, ...] = ()) -> None:
    """Go on only when there are such tags and there is such an area.

    Raises:
        NotFound: one is unknown; the message names it.
    """
    known = await ctx.graph.read(tags.by_slugs, slugs) if slugs else {}
    for number, slug in enumerate(slugs):
        if slug not in known:
            raise NotFound(f"There is no tag {slug!r}.", (*path, "tags", str(number)))
    if area is not None and area not in await ctx.graph.read(areas.by_slugs, [area]):
        raise NotFound(f"There is no area {area!r}.", (*path, "area"))
