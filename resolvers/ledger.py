"""The ledger of money: whether the books are right."""

from domain.access import Scope
from domain.ledger import Books
from graph import ledger as graph
from graph.queries import NoParams
from resolvers.context import Context


async def books(ctx: Context) -> list[Books]:
    """The books of each currency, checked posting by posting."""
    ctx.viewer.require(Scope.AUDIT_READ)
    return await ctx.graph.read(graph.RECONCILE.all, NoParams())
