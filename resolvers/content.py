"""Contents: one by one, and in their lists."""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace

from domain.content import STANDALONE_KINDS, Content, ContentKind, ContentStats
from domain.errors import InvalidInput, NotFound
from domain.ids import ContentId, IdPrefix, UserId, require_id
from domain.page import Connection, Cursors, Edge, Page, Slice, connect
from graph import content as graph
from graph import duplicate
from graph.content import Listed
from resolvers import access, consumption
from resolvers.block import avoided_authors
from resolvers.context import Context

MAX_TAGS = 20
MAX_LEADS = 5
"""So many duplicates of duplicates are followed."""


async def one(ctx: Context, *, id: str | None, external_id: str | None, slug: str | None) -> Content | None:
    """The content named in exactly one of three ways, or None when the viewer can't find it."""
    if sum(name is not None for name in (id, external_id, slug)) != 1:
        raise InvalidInput("Name the content in one way: `id`, `externalId` or `slug`.")
    if id is None:
        params = graph.FindParams(external_id=external_id, slug=slug, audience=ctx.viewer.audience, now=ctx.now)
        named = await ctx.graph.read(graph.FIND.one_or_none, params)
        return await by_id(ctx, named.id) if named else await _original(ctx, str(external_id or slug))
    return await found_or_original(ctx, ContentId(require_id(id, IdPrefix.CONTENT)))


async def by_id(ctx: Context, id: ContentId) -> Content | None:
    """One content, together with all others asked for in the same tick."""
    return await ctx.loaders.load(graph.by_ids, id, ctx.viewer, ctx.now)


async def known(ctx: Context, ids: Sequence[ContentId]) -> list[Content]:
    """Those of the contents that the viewer can find, in their order."""
    found = await asyncio.gather(*(by_id(ctx, id) for id in ids))
    return [each for each in found if each is not None]


async def found_or_original(ctx: Context, id: ContentId) -> Content | None:
    """The same, for who follows an address: where it was hidden as a duplicate, what it repeats."""
    return await by_id(ctx, id) or await _original(ctx, id)


async def _original(ctx: Context, name: str) -> Content | None:
    original = await ctx.loaders.load(duplicate.leads, name)
    for _ in range(MAX_LEADS):
        if original is None:
            return None
        if one := await by_id(ctx, original):
            return one
        original = await ctx.loaders.load(duplicate.leads, original)
    return None


async def found(ctx: Context, ids: Sequence[ContentId]) -> dict[str, Content]:
    """Those of the contents that the viewer can find, without whom they mute or block, by id."""
    contents = await ctx.graph.read(graph.by_ids, ids, ctx.viewer, ctx.now) if ids else {}
    avoided = await avoided_authors(ctx) if contents else frozenset()
    return {id: one for id, one in contents.items() if one.author is None or one.author.id not in avoided}


async def by_ids(ctx: Context, ids: Sequence[ContentId]) -> list[Content]:
    """Contents in the order of `ids`, without those the viewer can't find."""
    contents = await found(ctx, ids)
    return [contents[id] for id in ids if id in contents]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of contents is asked for: any of `kinds`, with any of `tags` and in `area`, by slugs."""

    kinds: Sequence[ContentKind] | None = None
    tags: Sequence[str] | None = None
    area: str | None = None

    def __post_init__(self) -> None:
        if self.tags is not None and not 0 < len(self.tags) <= MAX_TAGS:
            raise InvalidInput(f"Pass between 1 and {MAX_TAGS} tags, or leave the argument out.", path=("tags",))


async def newest(ctx: Context, page: Page, wanted: Wanted) -> Connection[Edge[Content]]:
    """Contents newest first; kinds that stand alone by default."""
    cursors = ctx.cursor_key.listing("contents", **asdict(wanted))
    rows = await newest_rows(ctx, wanted, page.first + 1, **_start(ctx, cursors, page))
    return await _connect(ctx, page, cursors, rows)


async def newest_rows(ctx: Context, wanted: Wanted, limit: int, **more: object) -> Sequence[Listed]:
    """Where the newest contents stand in time; `more` are fields of `graph.NewestParams`, `before_at` among them."""
    kinds = tuple(wanted.kinds or STANDALONE_KINDS)
    shared = {"audience": ctx.viewer.audience, "now": ctx.now, "kinds": kinds, "limit": limit, **more}
    tags, area = tuple(wanted.tags or ()), wanted.area
    if tags and area:
        both = graph.NewestInAreaByTagsParams.model_validate(shared | {"tags": tags, "area": area})
        return await ctx.graph.read(graph.NEWEST_IN_AREA_BY_TAGS.all, both)
    if tags:
        tagged = graph.NewestByTagsParams.model_validate(shared | {"tags": tags})
        return await ctx.graph.read(graph.NEWEST_BY_TAGS.all, tagged)
    if area:
        placed = graph.NewestInAreaParams.model_validate(shared | {"area": area})
        return await ctx.graph.read(graph.NEWEST_IN_AREA.all, placed)
    return await ctx.graph.read(graph.NEWEST.all, graph.NewestParams.model_validate(shared))


async def by_author(
    ctx: Context, user_id: UserId, page: Page, kinds: Sequence[ContentKind] | None
) -> Connection[Edge[Content]]:
    """What a user wrote, newest first, comments and answers included unless `kinds` says otherwise."""
    cursors = ctx.cursor_key.listing("contents of user", user=user_id, kinds=kinds)
    params = graph.NewestByAuthorParams.model_validate(
        {
            "audience": ctx.viewer.audience,
            "now": ctx.now,
            "user_id": user_id,
            "kinds": tuple(kinds or ContentKind),
            "limit": page.first + 1,
            **_start(ctx, cursors, page),
        }
    )
    return await _connect(ctx, page, cursors, await ctx.graph.read(graph.NEWEST_BY_AUTHOR.all, params))


def _start(ctx: Context, cursors: Cursors, page: Page) -> dict[str, object]:
    position = cursors.after(page)
    return {"before_at": position.keys[0], "before_id": position.keys[1]} if position else {"before_at": ctx.now}


async def comments(ctx: Context, content_id: ContentId, page: Page) -> Connection[Edge[Content]]:
    """Comments on a content, oldest first."""
    cursors = ctx.cursor_key.listing("comments", content=content_id)
    position = cursors.after(page)
    start = {"after_at": position.keys[0], "after_id": position.keys[1]} if position else {"after_at": graph.EARLIEST}
    params = graph.CommentsParams.model_validate(
        {
            "audience": ctx.viewer.audience,
            "now": ctx.now,
            "content_id": content_id,
            "limit": page.first + 1,
            **start,
        }
    )
    return await _connect(ctx, page, cursors, await ctx.graph.read(graph.COMMENTS.all, params))


async def _connect(ctx: Context, page: Page, cursors: Cursors, rows: Sequence[Listed]) -> Connection[Edge[Content]]:
    return await connected(ctx, page, [(row.id, cursors.encode((row.at, row.id))) for row in rows])


async def connected(ctx: Context, page: Page, rows: Sequence[tuple[ContentId, str]]) -> Connection[Edge[Content]]:
    """A page of contents by id, each with its cursor; one row more than asked for tells that there is a next."""
    cut = Slice.cut(rows, page.first)
    cursors = dict(cut.rows)
    contents = await by_ids(ctx, list(cursors))
    made = connect(Slice(contents, cut.has_next), page, lambda content: cursors[content.id])
    end = cut.rows[-1][1] if cut.rows else None  # the next page starts behind what was left out at the end of this one
    return replace(made, page_info=replace(made.page_info, end_cursor=end))


async def answers(ctx: Context, question_id: ContentId, page: Page) -> Connection[Edge[Content]]:
    """Answers to a question: the accepted one first, then by votes, then the oldest first."""
    cursors = ctx.cursor_key.listing("answers", content=question_id)
    position = cursors.after(page)
    start: dict[str, object] = {"after_rank": graph.FIRST_RANK}
    if position:
        start = dict(zip(("after_rank", "after_at", "after_id"), position.keys, strict=True))
    viewer = {"audience": ctx.viewer.audience, "now": ctx.now}
    params = graph.AnswersParams.model_validate({**viewer, **start, "content_id": question_id, "limit": page.first + 1})
    rows = await ctx.graph.read(graph.ANSWERS.all, params)
    return await connected(ctx, page, [(row.id, cursors.encode((row.rank, row.at, row.id))) for row in rows])


async def above(ctx: Context, id: ContentId) -> Content | None:
    """What an answer, a comment or a lesson stands below, if the viewer can find it."""
    found = await ctx.loaders.load(graph.above, id)
    return await by_id(ctx, found.above_id) if found else None


async def is_accepted(ctx: Context, answer_id: ContentId) -> bool:
    """Whether an answer is the accepted one of its question."""
    found = await ctx.loaders.load(graph.above, answer_id)
    return found is not None and found.accepted


async def accepted_answer(ctx: Context, question_id: ContentId) -> Content | None:
    """The accepted answer to a question, if there is one that the viewer can find."""
    id = await ctx.loaders.load(graph.accepted, question_id)
    return await by_id(ctx, id) if id else None


async def stats(ctx: Context, content_id: ContentId) -> ContentStats:
    """All-time counts."""
    counts = await ctx.loaders.load(graph.stats, content_id)
    if counts is None:
        raise NotFound("This content is gone.")
    return counts


async def body(ctx: Context, content: Content) -> str | None:
    """The text, or None when the viewer may not read it; `access` tells why."""
    if not await access.readable(ctx, content):
        return None
    await consumption.opened(ctx, content)
    return await ctx.loaders.load(graph.bodies, content.id)
