"""Publishing: a member's new content, known at once to everything that counts, lists and tells."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from domain.access import Scope
from domain.content import Content
from domain.errors import NotAllowed, NotFound, Refused
from domain.ids import UserId
from domain.money import Money
from domain.newcomer import Deed
from domain.outbox import EventType, OutboxEvent, outbox_event
from domain.publish import Draft, Manuscript, Publication, checked, publication
from graph import review as reviews
from graph import standing
from graph.database import Transaction
from resolvers import area, content_price, review, tag
from resolvers.context import Context


async def publish(ctx: Context, manuscript: Manuscript, price: Money | None = None) -> Content | None:
    """Make content of what was handed in, on sale if it has a price; the viewer is its author, who alone sees it while
    a check holds it.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person, or the area isn't open to them.
        InvalidInput: it can't be published like this.
        NotFound: there is no such tag or area, or the viewer is gone.
        Conflict: they have published the same text before, and don't say that they know.
    """
    author(ctx)
    write = content_price.publishing(ctx, manuscript, price)
    draft = await asyncio.to_thread(checked, manuscript)
    await check_place(ctx, draft.tags, draft.area)
    return await put_out(ctx, draft, write, NotFound("Your account is gone."))


async def put_out(
    ctx: Context, draft: Draft, write: Callable[[Transaction, Publication, OutboxEvent], Awaitable[bool]], fail: Refused
) -> Content | None:
    """Write what was checked as a content of the viewer's, held for review if a check says so.

    Raises:
        Refused: `fail`, when `write` finds nothing to do.
        LimitReached: they are new, and have done enough for today.
        Conflict: the viewer has published the same text before, and doesn't say that they know.
    """
    new = publication(draft, author(ctx), ctx.now)
    told = outbox_event(EventType.CONTENT_PUBLISHED, ctx.now, new.told())

    async def work(tx: Transaction) -> bool:
        ground = await standing.ground(tx, ctx.viewer)
        await standing.hold(tx, ctx.viewer, ground, Deed.of("contents", draft.body), ctx.now)
        return await write(tx, new, told)

    looked_at = await ctx.graph.read(reviews.submission, new.id, new.author_id, draft, ctx.now)
    if not await review.write(ctx, looked_at, work):
        raise fail
    ctx.live.nudge()
    return await review.shown(ctx, new.id)


def author(ctx: Context) -> UserId:
    """Who writes.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
    """
    ctx.viewer.require(Scope.CONTENT_WRITE)
    if ctx.viewer.user_id is None:
        raise NotAllowed("Content has an author: sign in as a member.")
    return ctx.viewer.user_id


async def check_place(ctx: Context, slugs: Sequence[str], place: str | None) -> None:
    """Go on only when there are such tags and there is such an area, and the viewer may start something there.

    Raises:
        NotFound: one is unknown; the message names it.
        NotAllowed: the area isn't open to them; the message says what is missing.
    """
    await tag.named(ctx, slugs, ("input", "tags"))
    if place is not None:
        await area.check_posting(ctx, await area.named(ctx, place, ("input", "area")))
