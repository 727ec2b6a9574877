"""Series: an author's contents in the order to read them in, and where each stands in it."""

from collections.abc import Sequence
from functools import partial

from domain.content import Content
from domain.errors import InvalidInput, LimitReached, NotFound
from domain.ids import ContentId, IdPrefix, UserId, new_id, require_id
from domain.page import Connection, Edge, Page, Slice, connect
from domain.publish import slug_of, title_of
from domain.series import MAX_CONTENTS, MAX_SERIES, Place, Series, SeriesId, arranged, described, inserted
from graph import series as graph
from graph.series import Order
from resolvers import content
from resolvers.context import Context
from resolvers.publish import author


async def by_id(ctx: Context, id: SeriesId) -> Series | None:
    """The series of that id, if the viewer may find it."""
    return await ctx.loaders.load(graph.by_ids, id, ctx.viewer, ctx.now)


async def by_slug(ctx: Context, slug: str) -> Series | None:
    """The series of that slug, if the viewer may find it."""
    named = await ctx.graph.read(graph.BY_SLUG.one_or_none, graph.SlugParams(slug=slug))
    return await by_id(ctx, named.id) if named else None


async def of_user(ctx: Context, user_id: UserId, page: Page) -> Connection[Edge[Series]]:
    """A user's series, those begun last first."""
    cursors = ctx.cursor_key.listing("series", user=user_id)
    position = cursors.after(page)
    start = {"before_id": position.keys[0]} if position else {}
    asked = {"author_id": user_id, "user_id": ctx.viewer.user_id, "audience": ctx.viewer.audience, "now": ctx.now}
    params = graph.OfUserParams.model_validate({**asked, "limit": page.first + 1, **start})
    found = Slice.cut(await ctx.graph.read(graph.OF_USER.all, params), page.first)
    return connect(found, page, lambda row: cursors.encode((row.id,)))


async def contents(ctx: Context, id: SeriesId, page: Page) -> Connection[Edge[Content]]:
    """The contents of a series in its order, of those the viewer may find."""
    cursors = ctx.cursor_key.listing("contents of series", series=id)
    position = cursors.after(page)
    start = {"after": position.keys[0]} if position else {}
    asked = {"series_id": id, "audience": ctx.viewer.audience, "now": ctx.now, "limit": page.first + 1}
    rows = await ctx.graph.read(graph.CONTENTS.all, graph.ContentsParams.model_validate({**asked, **start}))
    return await content.connected(ctx, page, [(row.id, cursors.encode((row.place,))) for row in rows])


async def place_of(ctx: Context, content_id: ContentId) -> Place | None:
    """Where a content stands in its series; None when it is in none."""
    return await ctx.loaders.load(graph.places, content_id, ctx.viewer, ctx.now)


async def beside(ctx: Context, place: Place, step: int) -> Content | None:
    """What of the series comes before (-1) or after (1) a content."""
    id = place.beside(step)
    return await content.by_id(ctx, id) if id else None


async def create(ctx: Context, title: str, description: str | None, content_ids: Sequence[str]) -> Series | None:
    """Begin a series of contents of the viewer's.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        InvalidInput: the title or description can't be, or a content is named twice or is one too many.
        NotFound: one is none of theirs that stands by itself and can be read.
        Conflict: one is part of a series already.
        LimitReached: they have too many series.
    """
    user_id, line = author(ctx), title_of(title)
    ids = [_content(id, "contentIds") for id in content_ids]
    if len(set(ids)) != len(ids) or len(ids) > MAX_CONTENTS:
        raise InvalidInput(f"Name at most {MAX_CONTENTS} contents, each once.", ("input", "contentIds"))
    id = SeriesId(new_id(IdPrefix.SERIES))
    told = described(line, description)
    new = graph.CreateParams(
        id=id, user_id=user_id, slug=slug_of(line, id), title=line, description=told.get("description"), at=ctx.now
    )
    if not await ctx.graph.write(graph.create, new, ctx.viewer, ids):
        raise LimitReached(f"You have {MAX_SERIES} series: delete one.")
    return await by_id(ctx, id)


async def edit(
    ctx: Context, id: str, title: str | None, description: str | None, content_ids: Sequence[str] | None
) -> Series | None:
    """Change what is given of a series of the viewer's: what it says, or the order of its contents.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        InvalidInput: the title or description can't be.
        NotFound: they have no such series.
        Conflict: `content_ids` isn't what is in it.
    """
    told = described(title, description)
    wanted = None if content_ids is None else [_content(each, "contentIds") for each in content_ids]

    def order(present: Sequence[ContentId], shown: Sequence[ContentId]) -> Sequence[ContentId]:
        return present if wanted is None else arranged(present, shown, wanted)

    return await _change(ctx, id, order, told)


async def add(ctx: Context, id: str, content_id: str, position: int | None) -> Series | None:
    """Put a content of the viewer's into a series of theirs, at a position or at the end.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        InvalidInput: there is no such position, or the series is full.
        NotFound: they have no such series, or the content is none of theirs that stands by itself and can be read.
        Conflict: it is part of a series already.
    """
    new = _content(content_id, "contentId")

    def order(present: Sequence[ContentId], shown: Sequence[ContentId]) -> Sequence[ContentId]:
        return present if new in present else inserted(present, new, position)

    return await _change(ctx, id, order)


async def remove(ctx: Context, id: str, content_id: str) -> Series | None:
    """Take a content out of a series of the viewer's; nothing if it isn't in it.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        NotFound: they have no such series.
    """
    gone = _content(content_id, "contentId")
    return await _change(ctx, id, lambda present, shown: [each for each in present if each != gone])


async def delete(ctx: Context, id: str) -> SeriesId:
    """Delete a series of the viewer's; its contents stay.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        NotFound: they have no such series.
    """
    params = graph.OwnParams(id=_series(id), user_id=author(ctx))
    if await ctx.graph.write(graph.DELETE.one_or_none, params) is None:
        raise _unknown()
    return params.id


async def _change(
    ctx: Context, id: str, order: Order, properties: dict[str, str | None] | None = None
) -> Series | None:
    author(ctx)
    series_id = _series(id)
    work = partial(graph.change, id=series_id, order=order, properties=properties or {}, now=ctx.now)
    if not await ctx.graph.write(work, ctx.viewer):
        raise _unknown()
    return await by_id(ctx, series_id)


def _series(id: str) -> SeriesId:
    return SeriesId(require_id(id, IdPrefix.SERIES))


def _content(id: str, argument: str) -> ContentId:
    return ContentId(require_id(id, IdPrefix.CONTENT, argument))


def _unknown() -> NotFound:
    return NotFound("You have no such series.", ("input", "id"))
