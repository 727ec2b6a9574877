"""What the invoice of an order says."""

from domain.order import PaymentState
from domain.order_invoice import Invoiced
from domain.refund import RefundState
from graph import order_store, refund_store
from graph.database import Transaction


async def invoiced(tx: Transaction, id: str) -> Invoiced | None:
    """The order with the payment that settled it and the refunds that went; None until it is paid."""
    order = (await order_store.by_ids(tx, [id])).get(id)
    if order is None or order.number is None:
        return None
    payments = (await order_store.payments(tx, [id])).get(id, [])
    settling = [payment for payment in payments if payment.state is not PaymentState.FAILED]
    refunds = (await refund_store.of_orders(tx, [id])).get(id, [])
    went = tuple(one for one in refunds if one.state is RefundState.SUCCEEDED)
    return Invoiced(order=order, payment=settling[0] if settling else None, refunds=went)
