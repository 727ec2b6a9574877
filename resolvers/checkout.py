"""Paying orders: where a buyer pays one, at whichever processor, and refunds on their way back.

A processor is asked outside any transaction: what is wanted is written before, and what it answered after. These are
called by fields of payloads, which are looked at once a mutation is committed.
"""

from contextlib import suppress

from domain.checkout import ends, purchase
from domain.errors import NotFound
from domain.ids import IdPrefix, require_id
from domain.order import PAYABLE, Order
from domain.payment import Payments, ProcessorDown
from domain.refund import Refund, RefundState
from graph import checkout as graph
from graph import order_store
from graph.refund_sending import send
from resolvers.context import Context


async def to_pay(ctx: Context, id: str) -> Order:
    """An order of the viewer's that is to be paid.

    Raises:
        NotFound: they have none of that id.
        Conflict: it isn't to be paid, or no longer.
    """
    user_id = ctx.viewer.require_user()
    require_id(id, IdPrefix.ORDER)
    order = (await ctx.graph.read(order_store.by_ids, [id])).get(id)
    if order is None or order.user_id != user_id:
        raise NotFound("You have no such order.", ("input", "id"))
    ends(order, ctx.now)
    return order


async def url(ctx: Context, order: Order) -> str | None:
    """Where an order is paid: the same page whenever it is asked for; None where it is paid by hand, or already.

    Raises:
        ProcessorDown: the processor doesn't answer; the order stays as it is.
        Refused: the processor doesn't take such an order.
    """
    processor = _pays(ctx, order)
    if order.state not in PAYABLE or order.has_expired(ctx.now) or not processor.online:
        return None
    order, begun = await ctx.graph.write(graph.begin, order.id, processor.name, ctx.now)
    if begun.is_payable(ctx.now):
        return begun.url
    opened = await processor.checkout(purchase(order, begun))
    await ctx.graph.write(graph.opened, begun, opened)
    return opened.url


def _pays(ctx: Context, order: Order) -> Payments:
    """The processor that it is paid at: what was to be paid by hand may be paid online since there is a way to."""
    begun = ctx.payments.named(order.processor)
    return begun if begun.online else ctx.payments.default


async def send_refund(ctx: Context, refund: Refund) -> Refund:
    """A refund as it stands once its processor was asked; as it is, to be sent by a job, when that doesn't answer."""
    if refund.state is not RefundState.PENDING:
        return refund
    with suppress(ProcessorDown):
        return await send(ctx.graph, ctx.payments, refund, ctx.now)
    return refund
