"""Services that were asked for: seen by the two whose affair it is, and by who manages orders."""

from collections.abc import Sequence

from domain.access import Scope
from domain.area import Area
from domain.content import Content
from domain.featured import FeaturedPlace
from domain.ids import AreaId, ContentId, UserId
from domain.order import Order
from domain.page import Connection, Edge, Page, Slice, connect
from domain.product import Product
from domain.service import ServiceParty, ServiceRequest, ServiceState
from domain.service_terms import party
from domain.user import User
from graph import featured as places
from graph import product as products
from graph import service_store as graph
from resolvers import area as areas
from resolvers import content as contents
from resolvers import order as orders
from resolvers import user as users
from resolvers.block import avoided_authors
from resolvers.context import Context


async def by_id(ctx: Context, id: str) -> ServiceRequest | None:
    """The request of that id; None for who may not see it."""
    found = await ctx.loaders.load(graph.by_ids, id)
    return found if found is not None and sees(ctx, found) else None


def sees(ctx: Context, request: ServiceRequest) -> bool:
    """Whether the viewer may see that there is such a request, and how it stands."""
    return viewers_party(ctx, request) is not None or ctx.viewer.has(Scope.ORDERS_MANAGE)


def viewers_party(ctx: Context, request: ServiceRequest) -> ServiceParty | None:
    """What the viewer is to a request; who manages orders does what the community provides."""
    return party(request, ctx.viewer.user_id, ctx.viewer.has(Scope.ORDERS_MANAGE))


def text(ctx: Context, request: ServiceRequest, said: str | None) -> str | None:
    """What one of the two said to the other: nobody else's affair, until it is disputed."""
    theirs = viewers_party(ctx, request) is not None
    return said if theirs or request.disputed_at is not None else None


async def of_viewer(ctx: Context, page: Page) -> Connection[Edge[ServiceRequest]]:
    """What the viewer asked for and was asked for, the newest first; nothing for who isn't a member."""
    user_id = ctx.viewer.user_id
    if user_id is None:
        return connect(Slice(()), page, lambda row: row.id)
    cursors = ctx.cursor_key.listing("services of a member", user=user_id)
    position = cursors.after(page)
    start = {"before_id": position.keys[0]} if position else {}
    params = graph.OfUserParams.model_validate({"user_id": user_id, "limit": page.first + 1, **start})
    found = Slice.cut(await ctx.graph.read(graph.of_user, params), page.first)
    return connect(found, page, lambda row: cursors.encode((row.id,)))


async def latest(ctx: Context, states: Sequence[ServiceState], page: Page) -> Connection[Edge[ServiceRequest]]:
    """All in some states, the newest first.

    Raises:
        NotAllowed: the viewer lacks `orders:manage`.
    """
    ctx.viewer.require(Scope.ORDERS_MANAGE)
    cursors = ctx.cursor_key.listing("services", states=sorted(states))
    position = cursors.after(page)
    start = {"before_id": position.keys[0]} if position else {}
    params = graph.LatestParams.model_validate({"states": states, "limit": page.first + 1, **start})
    found = Slice.cut(await ctx.graph.read(graph.latest, params), page.first)
    return connect(found, page, lambda row: cursors.encode((row.id,)))


async def product(ctx: Context, request: ServiceRequest) -> Product | None:
    """What is asked for, sold or not."""
    return await ctx.loaders.load(products.by_ids, request.product_id, None, True)


async def user(ctx: Context, id: UserId | None) -> User | None:
    """One of the two; None for the community, and for who is gone."""
    return await users.by_id(ctx, id) if id is not None else None


async def content(ctx: Context, request: ServiceRequest) -> Content | None:
    """What is shown by it, if the viewer may find it."""
    return await contents.by_id(ctx, ContentId(request.content_id)) if request.content_id else None


async def area(ctx: Context, request: ServiceRequest) -> Area | None:
    """Where that is shown."""
    return await areas.by_id(ctx, AreaId(request.area_id)) if request.area_id else None


async def order(ctx: Context, request: ServiceRequest) -> Order | None:
    """The order that pays it, for who may see that: its provider doesn't."""
    return await orders.by_id(ctx, request.order_id) if request.order_id else None


async def featured(ctx: Context, of: Area) -> list[FeaturedPlace]:
    """What is shown in an area by what was paid for it, of what the viewer may find and whom they don't keep away."""
    taken = await ctx.loaders.load(places.of_areas, of.id, ctx.viewer, ctx.now) or []
    found = await contents.known(ctx, [place.content_id for place in taken])
    avoided = await avoided_authors(ctx) if found else frozenset()
    shown = {one.id for one in found if one.author is None or one.author.id not in avoided}
    return [place for place in taken if place.content_id in shown]


async def featured_content(ctx: Context, place: FeaturedPlace) -> Content | None:
    """What is shown."""
    return await contents.by_id(ctx, place.content_id)
