"""Paying orders: where a buyer pays one, at whichever processor, and refunds on their way back.

A processor is asked outside any transaction: what is wanted is written before, and what it answered after. These are
called once a mutation is committed, by fields of its payload.
"""

from contextlib import suppress

from domain.access import Scope
from domain.checkout import ends, purchase
from domain.dispute import Dispute
from domain.errors import NotFound
from domain.ids import IdPrefix, require_id
from domain.order import PAYABLE, Order
from domain.payment import Payments, ProcessorDown
from domain.refund import Refund, RefundState
from graph import checkout as graph
from graph import dispute, order_store, refund_store
from graph.refund_sending import send
from resolvers.context import Context


async def to_pay(ctx: Context, id: str) -> Order:
    """An order of the viewer's that is to be paid.

    Raises:
        NotAllowed: the viewer is no member, or banned.
        NotFound: they have none of that id.
        Conflict: it isn't to be paid, or no longer.
    """
    user_id = ctx.viewer.require_user()
    ctx.viewer.require(Scope.EVENTS_OWN)
    require_id(id, IdPrefix.ORDER)
    order = (await ctx.graph.read(order_store.by_ids, [id])).get(id)
    if order is None or order.user_id != user_id:
        raise NotFound("You have no such order.", ("input", "id"))
    ends(order, ctx.now)
    return order


async def url(ctx: Context, order: Order) -> str | None:
    """Where an order is paid: the same page whenever it is asked for; None where it is paid by hand, or isn't to be.

    Raises:
        ProcessorDown: the processor doesn't answer; the order stays as it is.
        Refused: the processor doesn't take such an order.
    """
    now = (await ctx.graph.read(order_store.by_ids, [order.id])).get(order.id, order)
    if now.state not in PAYABLE or now.has_expired(ctx.now) or not (processor := _pays(ctx, now)).online:
        return None
    now, begun = await ctx.graph.write(graph.begin, now.id, processor.name, ctx.now)
    if begun.is_payable(ctx.now):
        return begun.url
    opened = await processor.checkout(purchase(now, begun))
    await ctx.graph.write(graph.opened, begun, opened)
    return opened.url


def _pays(ctx: Context, order: Order) -> Payments:
    """The processor that it is paid at: what was to be paid by hand may be paid online since there is a way to."""
    begun = ctx.payments.named(order.processor)
    return begun if begun.online else ctx.payments.default


async def send_refund(ctx: Context, asked: Refund) -> Refund:
    """A refund as it stands once its processor was asked; as it is, to be sent by a job, when that doesn't answer."""
    now = (await ctx.graph.read(refund_store.by_ids, [asked.id])).get(asked.id, asked)
    if now.state is RefundState.PENDING:
        with suppress(ProcessorDown):
            return await send(ctx.graph, ctx.payments, now, ctx.now)
    return now


async def disputes(ctx: Context, order: Order) -> list[Dispute]:
    """What banks took back of an order, the first first."""
    return await ctx.loaders.load(dispute.of_orders, order.id) or []
