"""Orders as they are seen: a member's own, and all of them for operators, with what belongs to them."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TypeVar

from domain.access import Scope
from domain.export import LINK_HOLDS
from domain.ids import IdPrefix, require_id
from domain.order import Order, OrderLine, OrderState, Payment
from domain.page import Connection, Cursors, Edge, Page, Slice, connect
from domain.product import Product
from domain.user import User
from graph import order_store
from graph import product as products
from graph.database import Transaction
from graph.queries import Params
from resolvers import user as user_resolvers
from resolvers.context import Context

P = TypeVar("P", bound=Params)


async def by_id(ctx: Context, id: str) -> Order | None:
    """The order of that id, for its buyer and for who manages orders."""
    found = await ctx.loaders.load(order_store.by_ids, id)
    return found if found is not None and sees(ctx, found) else None


def sees(ctx: Context, order: Order) -> bool:
    """Whether the viewer may see an order: who it was given to sees what they hold, not what it cost."""
    return order.user_id == ctx.viewer.user_id or ctx.viewer.has(Scope.ORDERS_MANAGE)


async def of_viewer(ctx: Context, page: Page) -> Connection[Edge[Order]]:
    """The viewer's orders, the latest first; nothing for who isn't a member."""
    if ctx.viewer.user_id is None:
        return connect(Slice(()), page, lambda row: row.id)
    return await _of_user(ctx, ctx.viewer.user_id, tuple(OrderState), page)


async def of_subscription(ctx: Context, subscription_id: str, page: Page) -> Connection[Edge[Order]]:
    """The orders of a subscription that the viewer sees, the latest first."""
    cursors = ctx.cursor_key.listing("orders of a subscription", subscription=subscription_id)
    listed = partial(order_store.OfSubscriptionParams, subscription_id=subscription_id)
    return await _page(ctx, cursors, page, order_store.of_subscription, listed)


async def latest(
    ctx: Context, states: Sequence[OrderState], user_id: str | None, number: str | None, page: Page
) -> Connection[Edge[Order]]:
    """Orders, the latest first: those in some states, of one member, or the one of an invoice."""
    ctx.viewer.require(Scope.ORDERS_MANAGE)
    if number is not None:
        found = await ctx.graph.read(order_store.BY_NUMBER.one_or_none, order_store.NumberParams(number=number))
        numbered = await by_id(ctx, found.id) if found else None
        return connect(Slice([numbered] if numbered else []), page, lambda row: row.id)
    if user_id is not None:
        return await _of_user(ctx, require_id(user_id, IdPrefix.USER, "userId"), states, page)
    cursors = ctx.cursor_key.listing("orders", states=sorted(states))
    return await _page(ctx, cursors, page, order_store.latest, partial(order_store.LatestParams, states=states))


async def _of_user(ctx: Context, user_id: str, states: Sequence[OrderState], page: Page) -> Connection[Edge[Order]]:
    cursors = ctx.cursor_key.listing("orders of a member", user=user_id, states=sorted(states))
    listed = partial(order_store.OfUserParams, user_id=user_id, states=states)
    return await _page(ctx, cursors, page, order_store.of_user, listed)


async def _page(
    ctx: Context,
    cursors: Cursors,
    page: Page,
    read: Callable[[Transaction, P], Awaitable[Sequence[Order]]],
    listed: Callable[..., P],
) -> Connection[Edge[Order]]:
    position = cursors.after(page)
    start = {"before_id": position.keys[0]} if position else {}
    rows = await ctx.graph.read(read, listed(limit=page.first + 1, **start))
    return connect(Slice.cut(rows, page.first), page, lambda row: cursors.encode((row.id,)))


async def product(ctx: Context, line: OrderLine) -> Product | None:
    """What a line is of, whether it is still sold or not: who sees the order may see it."""
    return await ctx.loaders.load(products.by_ids, line.product_id, None, True)


async def buyer(ctx: Context, order: Order) -> User | None:
    """Who bought; None when they are gone."""
    return await user_resolvers.by_id(ctx, order.user_id)


async def recipient(ctx: Context, order: Order) -> User | None:
    """Who a gift is for; None when it isn't one, nobody has redeemed it, or they are gone."""
    return await user_resolvers.by_id(ctx, order.gift_to) if order.gift_to else None


async def payments(ctx: Context, order: Order) -> list[Payment]:
    """What came of paying it, the first first."""
    return await ctx.loaders.load(order_store.payments, order.id) or []


def invoice_url(ctx: Context, order: Order) -> str | None:
    """Where its invoice can be seen for a quarter of an hour; None until it is paid."""
    return ctx.invoice_links.link(order.id, ctx.now + LINK_HOLDS) if order.number else None
