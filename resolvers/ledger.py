"""The ledger of money: whether the books are right, and what moved for an order."""

from domain.access import Scope
from domain.ledger import Books, Moved
from domain.order import Order
from graph import ledger as graph
from graph.queries import NoParams
from resolvers.context import Context


async def books(ctx: Context) -> list[Books]:
    """The books of each currency, checked posting by posting."""
    ctx.viewer.require(Scope.AUDIT_READ)
    return await ctx.graph.read(graph.RECONCILE.all, NoParams())


async def of_order(ctx: Context, order: Order) -> list[Moved]:
    """The postings about an order and its refunds, the first first."""
    ctx.viewer.require(Scope.REVENUE_READ)
    return await ctx.loaders.load(graph.of_orders, order.id) or []
