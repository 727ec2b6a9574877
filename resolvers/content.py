"""Contents: one by one, and in their lists."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from domain.access import access_to
from domain.content import STANDALONE_KINDS, Content, ContentKind, ContentStats
from domain.errors import InvalidInput, NotFound
from domain.ids import ContentId, IdPrefix, UserId, require_id
from domain.page import Connection, Cursors, Edge, Page, Slice, connect
from graph import content as graph
from graph.content import Listed
from graph.queries import Query
from resolvers.context import Context

N = TypeVar("N", bound=graph.NewestParams)
MAX_TAGS = 20


async def one(ctx: Context, *, id: str | None, external_id: str | None, slug: str | None) -> Content | None:
    """The content named in exactly one of three ways, or None when the viewer can't find it."""
    if sum(name is not None for name in (id, external_id, slug)) != 1:
        raise InvalidInput("Name the content in one way: `id`, `externalId` or `slug`.")
    if id is None:
        params = graph.FindParams(external_id=external_id, slug=slug, audience=ctx.viewer.audience, now=ctx.now)
        named = await ctx.graph.read(graph.FIND.one_or_none, params)
        return await by_id(ctx, named.id) if named else None
    return await by_id(ctx, ContentId(require_id(id, IdPrefix.CONTENT)))


async def by_id(ctx: Context, id: ContentId) -> Content | None:
    """One content, together with all others asked for in the same tick."""
    return await ctx.loaders.load(graph.by_ids, id, ctx.viewer, ctx.now)


async def found(ctx: Context, ids: Sequence[ContentId]) -> dict[str, Content]:
    """Those of the contents that the viewer can find, by id."""
    return await ctx.graph.read(graph.by_ids, ids, ctx.viewer, ctx.now) if ids else {}


async def by_ids(ctx: Context, ids: Sequence[ContentId]) -> list[Content]:
    """Contents in the order of `ids`, without those the viewer can't find."""
    contents = await found(ctx, ids)
    return [contents[id] for id in ids if id in contents]


async def newest(
    ctx: Context, page: Page, kinds: Sequence[ContentKind] | None, tags: Sequence[str] | None, area: str | None
) -> Connection[Edge[Content]]:
    """Contents newest first, with any of `tags` and in `area` where given; kinds that stand alone by default."""
    if tags is not None and not 0 < len(tags) <= MAX_TAGS:
        raise InvalidInput(f"Pass between 1 and {MAX_TAGS} tags, or leave the argument out.", path=("tags",))
    cursors = ctx.cursor_key.listing("contents", kinds=kinds, tags=tags, area=area)
    if tags and area:
        query, more = graph.NEWEST_IN_AREA_BY_TAGS, {"tags": tuple(tags), "area": area}
        return await _page(ctx, page, cursors, query, graph.NewestInAreaByTagsParams, kinds, more)
    if tags:
        more = {"tags": tuple(tags)}
        return await _page(ctx, page, cursors, graph.NEWEST_BY_TAGS, graph.NewestByTagsParams, kinds, more)
    if area:
        return await _page(ctx, page, cursors, graph.NEWEST_IN_AREA, graph.NewestInAreaParams, kinds, {"area": area})
    return await _page(ctx, page, cursors, graph.NEWEST, graph.NewestParams, kinds, {})


async def by_author(
    ctx: Context, user_id: UserId, page: Page, kinds: Sequence[ContentKind] | None
) -> Connection[Edge[Content]]:
    """What a user wrote, newest first, comments and answers included unless `kinds` says otherwise."""
    cursors = ctx.cursor_key.listing("contents of user", user=user_id, kinds=kinds)
    every = kinds or tuple(ContentKind)
    more = {"user_id": user_id}
    return await _page(ctx, page, cursors, graph.NEWEST_BY_AUTHOR, graph.NewestByAuthorParams, every, more)


async def _page(
    ctx: Context,
    page: Page,
    cursors: Cursors,
    query: Query[N, Listed],
    params: type[N],
    kinds: Sequence[ContentKind] | None,
    more: Mapping[str, object],
) -> Connection[Edge[Content]]:
    position = cursors.after(page)
    start = {"before_at": position.keys[0], "before_id": position.keys[1]} if position else {"before_at": ctx.now}
    asked = params.model_validate(
        {
            "audience": ctx.viewer.audience,
            "now": ctx.now,
            "kinds": tuple(kinds or STANDALONE_KINDS),
            "limit": page.first + 1,
            **start,
            **more,
        }
    )
    return await _connect(ctx, page, cursors, await ctx.graph.read(query.all, asked))


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
    cut = Slice.cut(rows, page.first)
    contents = await by_ids(ctx, [row.id for row in cut.rows])
    at = {row.id: row.at for row in cut.rows}
    return connect(Slice(contents, cut.has_next), page, lambda content: cursors.encode((at[content.id], content.id)))


async def answers(ctx: Context, question_id: ContentId) -> list[Content]:
    """Answers to a question: the accepted one first, then by votes, at most 100."""
    params = graph.AnswersParams(content_id=question_id, audience=ctx.viewer.audience, now=ctx.now)
    rows = await ctx.graph.read(graph.ANSWERS.all, params)
    return await by_ids(ctx, [row.id for row in rows])


async def above(ctx: Context, id: ContentId) -> Content | None:
    """What an answer or a comment stands below, if the viewer can find it."""
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
    if not access_to(ctx.viewer, content).allowed:
        return None
    return await ctx.loaders.load(graph.bodies, content.id)
