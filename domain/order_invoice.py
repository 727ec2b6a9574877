"""The invoice of an order: what was bought and paid, and what of it was paid back since."""

from domain.order import Order, Payment
from domain.record import Record
from domain.refund import Refund


class Invoiced(Record):
    """What an invoice says. Its number is the order's, and its refunds are those that went."""

    order: Order
    payment: Payment | None
    refunds: tuple[Refund, ...]
