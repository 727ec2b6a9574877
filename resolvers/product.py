"""Products and prices, as everybody sees them."""

from collections.abc import Sequence

from domain.access import Scope
from domain.benefit import Benefit
from domain.content import Content
from domain.ids import ContentId, IdPrefix, UserId, require_id
from domain.page import Connection, Edge, Page, Slice, connect
from domain.product import Price, Product, ProductKind
from domain.user import User
from graph import product as graph
from resolvers import benefit, content, user
from resolvers.context import Context


async def by_id(ctx: Context, id: str) -> Product | None:
    """The product of that id, if it is on sale, or the viewer made, holds or manages it."""
    return await ctx.loaders.load(graph.by_ids, id, ctx.viewer.user_id, manages(ctx))


async def price_by_id(ctx: Context, id: str) -> Price | None:
    """The price of that id, archived or not, of a product that the viewer may see."""
    found = await ctx.loaders.load(graph.prices_by_ids, id)
    return found if found and await by_id(ctx, found.product_id) else None


async def latest(ctx: Context, kinds: Sequence[ProductKind], page: Page) -> Connection[Edge[Product]]:
    """What is on sale of some kinds, the newest first."""
    cursors = ctx.cursor_key.listing("products", kinds=sorted(kinds))
    position = cursors.after(page)
    start = {"before_id": position.keys[0]} if position else {}
    params = graph.LatestParams.model_validate({"kinds": tuple(dict.fromkeys(kinds)), "limit": page.first + 1, **start})
    found = Slice.cut(await ctx.graph.read(graph.LATEST.all, params), page.first)
    return connect(found, page, lambda row: cursors.encode((row.id,)))


async def prices(ctx: Context, product_id: str) -> list[Price]:
    """The prices at which it is to be had now."""
    return await ctx.loaders.load(graph.prices, product_id) or []


async def benefits_of(ctx: Context, product_id: str) -> list[Benefit]:
    """What it includes."""
    return await benefit.known(ctx, await ctx.loaders.load(graph.benefits, product_id) or ())


async def unlocks(ctx: Context, product: Product) -> list[Content]:
    """The contents it unlocks one by one, of those the viewer can find; at most 100."""
    return await content.known(ctx, await ctx.loaders.load(graph.unlocks, product.id) or [])


async def of_content(ctx: Context, content_id: ContentId) -> list[Product]:
    """What a content is sold as: by itself, with others, or with its course."""
    found = [await by_id(ctx, id) for id in await ctx.loaders.load(graph.of_contents, content_id) or ()]
    return [each for each in found if each is not None]


async def author(ctx: Context, product: Product) -> User | None:
    """Who earns by it; None for the community."""
    return await user.by_id(ctx, UserId(product.author_id)) if product.author_id else None


def share(ctx: Context, product: Product) -> int | None:
    """The author's share in percent; None for others than the author and who manages the catalogue."""
    own = product.author_id is not None and product.author_id == ctx.viewer.user_id
    return product.author_share_percent if own or manages(ctx) else None


def manages(ctx: Context) -> bool:
    """Whether the viewer manages the catalogue."""
    return ctx.viewer.has(Scope.CATALOGUE_MANAGE)


async def one(ctx: Context, id: str) -> Product | None:
    """The product of that id, if the viewer may see it.

    Raises:
        InvalidInput: it is no id of a product.
    """
    return await by_id(ctx, require_id(id, IdPrefix.PRODUCT))
