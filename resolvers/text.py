"""The texts of contents: what is known of them, whom they mention, and what they link to."""

from domain.access import sees_source
from domain.content import Content, ContentText
from domain.errors import NotFound
from domain.ids import ContentId
from domain.publish import MAX_LESSONS
from domain.user import User
from graph import content as graph
from graph.queries import Query
from resolvers import content
from resolvers.context import Context

MOST = 20
"""Contents of each list of links."""


async def of(ctx: Context, content_id: ContentId) -> ContentText:
    """What is known of a content's text, together with all others asked for in the same tick."""
    text = await ctx.loaders.load(graph.texts, content_id)
    if text is None:
        raise NotFound("This content is gone.")
    return text


async def source(ctx: Context, content_id: ContentId) -> str | None:
    """The text as it was written, for its author and operators; None for others."""
    found = await content.by_id(ctx, content_id)
    if found is None or not sees_source(ctx.viewer, found):
        return None
    return await ctx.loaders.load(graph.sources, content_id)


async def mentions(ctx: Context, content_id: ContentId) -> list[User]:
    """The members a content mentions."""
    return await ctx.graph.read(graph.MENTIONED.all, graph.ContentIdParams(content_id=content_id))


async def links(ctx: Context, content_id: ContentId) -> list[Content]:
    """The contents it links to."""
    return await _listed(ctx, graph.LINKS, content_id, MOST)


async def linked_from(ctx: Context, content_id: ContentId) -> list[Content]:
    """The contents that link to it."""
    return await _listed(ctx, graph.LINKED_FROM, content_id, MOST)


async def cross_post_of(ctx: Context, content_id: ContentId) -> Content | None:
    """What it is a cross-post of."""
    found = await _listed(ctx, graph.ORIGINAL, content_id, 1)
    return found[0] if found else None


async def cross_posts(ctx: Context, content_id: ContentId) -> list[Content]:
    """Its cross-posts."""
    return await _listed(ctx, graph.CROSS_POSTS, content_id, MOST)


async def lessons(ctx: Context, course_id: ContentId) -> list[Content]:
    """The lessons of a course, in order."""
    return await _listed(ctx, graph.LESSONS, course_id, MAX_LESSONS)


async def _listed(
    ctx: Context, query: Query[graph.OfContentParams, graph.Found], content_id: ContentId, limit: int
) -> list[Content]:
    params = graph.OfContentParams(content_id=content_id, limit=limit, audience=ctx.viewer.audience, now=ctx.now)
    return await content.by_ids(ctx, [row.id for row in await ctx.graph.read(query.all, params)])
