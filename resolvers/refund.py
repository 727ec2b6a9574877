"""Refunds: what may be asked back of an order, and what operators pay back."""

from domain.access import Scope
from domain.ids import IdPrefix, new_id, require_id
from domain.money import Money
from domain.order import Order
from domain.payment import BY_HAND, FREE
from domain.refund import MAX_REASON, Refund
from domain.refund_quote import RefundQuote
from domain.text import required_line
from graph import refund as graph
from graph import refund_quote, refund_store
from resolvers import audit, order
from resolvers.context import Context

MAX_KEY = 100
AT_ONCE = (BY_HAND, FREE)
"""Processors that aren't asked: whoever enters such a refund sends the money."""


async def by_id(ctx: Context, id: str) -> Refund | None:
    """The refund of that id, for who may see its order."""
    found = await ctx.loaders.load(refund_store.by_ids, id)
    return found if found is not None and await order.by_id(ctx, found.order_id) is not None else None


async def of_order(ctx: Context, of: Order) -> list[Refund]:
    """What was paid back of an order or is on its way, the first first."""
    return await ctx.loaders.load(refund_store.of_orders, of.id) or []


async def quote(ctx: Context, of: Order) -> RefundQuote:
    """What may be asked back of an order now."""
    return await ctx.graph.read(refund_quote.of, of, ctx.now)


async def pay_back(
    ctx: Context, id: str, amount: Money | None, line: int | None, by_quote: bool, reason: str, key: str | None
) -> Refund:
    """Pay back of an order: all that is left, of one line, an amount, or what the quote says.

    What is paid by hand is done at once; a processor is asked after the commit, and until then it is reserved.

    Raises:
        NotFound: there is no such order or line.
        Conflict: nothing can be paid back of it, or under this key something else was.
        LimitReached: more is asked for than is left.
        InvalidInput: the amount isn't positive, or beside a quote.
    """
    ctx.viewer.require(Scope.ORDERS_MANAGE)
    require_id(id, IdPrefix.ORDER)
    said = f"Say why in 1 to {MAX_REASON} characters."
    named = f"A key has 1 to {MAX_KEY} characters."
    refund_id = new_id(IdPrefix.REFUND)
    wanted = graph.Wanted(
        id=refund_id,
        key=required_line(key, MAX_KEY, named, ("input", "key")) if key is not None else refund_id,
        order_id=id,
        amount=amount,
        line=line,
        by_quote=by_quote,
        reason=required_line(reason, MAX_REASON, said, ("input", "reason")),
        by=ctx.viewer.principal or "",
        at=ctx.now,
    )
    entry = audit.entry(ctx, "order.refunded", id, after={"refundId": refund_id, "reason": wanted.reason})
    return await ctx.graph.write(graph.pay_back, wanted, AT_ONCE, entry)
