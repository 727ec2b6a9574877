"""Subscriptions: a member's own, and all of them for operators."""

from collections.abc import Sequence

from domain.access import Scope
from domain.ids import IdPrefix, require_id
from domain.order import Order
from domain.page import Connection, Edge, Page, Slice, connect
from domain.product import Price
from domain.subscription import Subscription, SubscriptionState, Terms
from domain.tier import Tier
from domain.tier_change import ChangeQuote, ChangeTime
from graph import order_store as orders
from graph import product as products
from graph import subscription_store as graph
from graph import tier as tiers
from graph import tier_change
from resolvers.context import Context

MOST = 100
"""Subscriptions of one member that are listed."""


async def by_id(ctx: Context, id: str) -> Subscription | None:
    """The subscription of that id; None for who may not see it."""
    found = await ctx.loaders.load(graph.by_ids, id)
    return found if found is not None and (is_own(ctx, found) or ctx.viewer.has(Scope.ORDERS_MANAGE)) else None


def is_own(ctx: Context, subscription: Subscription) -> bool:
    """Whether it is the viewer's."""
    return ctx.viewer.user_id is not None and ctx.viewer.user_id == subscription.user_id


async def of_viewer(ctx: Context) -> list[Subscription]:
    """The viewer's, the newest first; none of who isn't a member."""
    user_id = ctx.viewer.user_id
    return await ctx.graph.read(graph.of_user, user_id, MOST) if user_id else []


async def latest(
    ctx: Context, states: Sequence[SubscriptionState], tier_id: str | None, page: Page
) -> Connection[Edge[Subscription]]:
    """All in some states, of one tier or of all, the newest first."""
    ctx.viewer.require(Scope.ORDERS_MANAGE)
    if tier_id is not None:
        require_id(tier_id, IdPrefix.TIER, "tierId")
    cursors = ctx.cursor_key.listing("subscriptions", states=sorted(states), tier=tier_id)
    position = cursors.after(page)
    start = {"before_id": position.keys[0]} if position else {}
    params = graph.LatestParams.model_validate({"tier_id": tier_id, "states": states, "limit": page.first + 1, **start})
    found = Slice.cut(await ctx.graph.read(graph.latest, params), page.first)
    return connect(found, page, lambda row: cursors.encode((row.id,)))


async def tier(ctx: Context, terms: Terms) -> Tier | None:
    """The tier that is paid for, after it was archived as well."""
    return await ctx.loaders.load(tiers.by_ids, terms.tier_id)


async def price(ctx: Context, terms: Terms) -> Price | None:
    """The price that is paid, after it was archived as well."""
    return await ctx.loaders.load(products.prices_by_ids, terms.price_id)


async def open_order(ctx: Context, subscription: Subscription) -> Order | None:
    """The order that waits to be paid."""
    order = subscription.open
    return await ctx.loaders.load(orders.by_ids, order.order_id) if order else None


async def change_quote(ctx: Context, subscription: Subscription, price_id: str, when: ChangeTime | None) -> ChangeQuote:
    """What a change of an own subscription would come to now.

    Raises:
        NotFound: there is no such price of a tier that is sold.
        Conflict, InvalidInput: the subscription can't change to it now.
    """
    require_id(price_id, IdPrefix.PRICE, "priceId")
    return await ctx.graph.read(tier_change.quoted, subscription, price_id, when, ctx.now)
