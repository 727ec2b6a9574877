"""The texts of contents: what is known of them, whom they mention, and what they link to."""

from asyncio import gather

from domain.access import sees_source
from domain.content import Content, ContentText, Visibility
from domain.errors import NotFound
from domain.ids import ContentId
from domain.publish import MAX_LESSONS
from domain.teaser import shortened
from domain.user import User
from graph import content as graph
from graph.queries import Query
from resolvers import access, content
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


async def excerpt(ctx: Context, text: ContentText) -> str | None:
    """The beginning of a text; of one that is locked to the viewer no more than its teaser."""
    locked = await _locked(ctx, text)
    return shortened(text.excerpt, await access.teaser(ctx, locked)) if locked else text.excerpt


async def address(ctx: Context, about: Content, name: str) -> str | None:
    """A field of a content's kind that leads to what it is about; None while it is locked to the viewer."""
    found: str | None = getattr(await of(ctx, about.id), name)
    return found if found is not None and await access.readable(ctx, about) else None


async def _locked(ctx: Context, text: ContentText) -> Content | None:
    """The content, if it is paid for and the viewer may not read it; None otherwise."""
    if text.visibility is not Visibility.PAID:
        return None
    found = await content.by_id(ctx, text.content_id)
    return None if found is None or await access.readable(ctx, found) else found


async def mentions(ctx: Context, text: ContentText) -> list[User]:
    """The members a content mentions; none while it is locked to the viewer."""
    if await _locked(ctx, text):
        return []
    return await ctx.graph.read(graph.MENTIONED.all, graph.ContentIdParams(content_id=text.content_id))


async def links(ctx: Context, text: ContentText) -> list[Content]:
    """The contents it links to; none while it is locked to the viewer."""
    return [] if await _locked(ctx, text) else await _listed(ctx, graph.LINKS, text.content_id, MOST)


async def linked_from(ctx: Context, content_id: ContentId) -> list[Content]:
    """The contents that link to it; none whose text is locked to the viewer, as it would tell of that."""
    found = await _listed(ctx, graph.LINKED_FROM, content_id, MOST)
    shown = await gather(*(access.readable(ctx, each) for each in found))
    return [each for each, may in zip(found, shown, strict=True) if may]


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
