"""Whether a payment settles its order, and the number of the invoice that follows."""

from datetime import datetime

from domain.order import PAYABLE, Order
from domain.payment import Paid


def problem_of(order: Order, paid: Paid) -> str | None:
    """Why a payment doesn't settle an order; None when it does."""
    if order.state not in PAYABLE:
        return f"The order is {order.state}: nothing is to be paid for it."
    if paid.currency != order.currency:
        return f"The order is in {order.currency}, and {paid.currency} was paid."
    if paid.amount_minor != order.total_minor:
        return f"The order costs {order.total_minor:,} minor units, and {paid.amount_minor:,} were paid."
    if not 0 <= paid.fee_minor <= paid.amount_minor:
        return f"A fee is 0 to {paid.amount_minor:,} minor units here, and {paid.fee_minor:,} were kept."
    return None


def invoice_number(at: datetime, number: int) -> str:
    """The number of an invoice: its year in UTC, and its place in that."""
    return f"{at.year}-{number:06}"
