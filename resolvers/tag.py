"""Tags: one by one, in their list, and by what stands beside them."""

import asyncio
from collections.abc import Sequence

from domain.ids import TagId
from domain.page import Connection, Edge, Page, Slice, connect
from domain.tag import Tag
from graph import tag as graph
from resolvers.context import Context
from resolvers.slugs import all_of


async def by_slug(ctx: Context, slug: str) -> Tag | None:
    """The tag of that slug."""
    return await ctx.loaders.load(graph.by_slugs, slug)


async def named(ctx: Context, slugs: Sequence[str], path: tuple[str, ...]) -> list[Tag]:
    """The tags of these slugs, in their order, which the client listed at `path`.

    Raises:
        NotFound: there is none of a slug; the message names the first.
    """
    return await all_of(ctx, graph.by_slugs, slugs, path, "tag")


async def by_id(ctx: Context, id: TagId) -> Tag | None:
    """The tag of that id."""
    return await ctx.loaders.load(graph.by_ids, id)


async def known(ctx: Context, ids: Sequence[TagId]) -> list[Tag]:
    """Those of these tags that are there, in their order."""
    found = await asyncio.gather(*(by_id(ctx, id) for id in ids))
    return [each for each in found if each is not None]


async def alphabetical(ctx: Context, page: Page) -> Connection[Edge[Tag]]:
    """Every tag, by slug."""
    cursors = ctx.cursor_key.listing("tags")
    position = cursors.after(page)
    after = str(position.keys[0]) if position else ""
    params = graph.AlphabeticalParams(after_slug=after, limit=page.first + 1)
    found = Slice.cut(await ctx.graph.read(graph.ALPHABETICAL.all, params), page.first)
    return connect(found, page, lambda tag: cursors.encode((tag.slug,)))


async def followers(ctx: Context, id: TagId) -> int:
    """How many users follow the tag."""
    return await ctx.loaders.load(graph.followers, id) or 0


async def related(ctx: Context, id: TagId, page: Page) -> list[Tag]:
    """Tags that often stand beside this one on recent content, the most frequent first."""
    params = graph.RelatedParams(tag_id=id, now=ctx.now, limit=page.first)
    return await ctx.graph.read(graph.RELATED.all, params)
