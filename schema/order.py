"""Orders in the API: what members bought, what it cost, and what of it was paid back."""

from datetime import datetime
from typing import Annotated

import strawberry

from domain import dispute as dispute_records
from domain import ledger as ledger_records
from domain import order as records
from domain import product as product_records
from domain import refund as refund_records
from domain import refund_quote as refund_quotes
from domain.money import Money as MoneyRecord
from domain.order import OrderState, PaymentState
from domain.page import Connection as Rows
from domain.page import Edge
from domain.product import BillingInterval
from domain.user import User as Member
from resolvers import checkout, ledger, order, refund
from schema.cost import cost
from schema.dispute import Dispute
from schema.enums import describe_enum
from schema.ledger import OrderPosting
from schema.money import Money
from schema.page import Connection
from schema.product import Product
from schema.refund import Refund, RefundQuote
from schema.types import After, First, Info, Node, page, view_of
from schema.user import User

describe_enum(
    OrderState,
    "Where an order stands.",
    {
        "PENDING": "It waits for its payment.",
        "PAID": "It is paid, and gives what it is of.",
        "PARTIALLY_REFUNDED": "Something of it was paid back.",
        "REFUNDED": "All of it was paid back, and it gives nothing any more.",
        "CANCELLED": "It was given up, or wasn't paid in time.",
        "FAILED": "Its payment failed; another may still succeed.",
    },
)
describe_enum(
    PaymentState,
    "What became of a payment.",
    {
        "SUCCEEDED": "It settled the order.",
        "FAILED": "It didn't, as `reason` says; if money came, it is to be given back.",
        "DISPUTED": "Who paid had it taken back by their bank, which hasn't decided.",
        "LOST": "The bank gave it back to who paid.",
        "RETURNED": "It settled nothing, and went back to who paid.",
    },
)


@view_of(records.OrderLine, description="So many of one thing, as it was when it was ordered.")
class OrderLine:
    n: int = strawberry.field(description="Its number in the order, from 1.")
    name: str = strawberry.field(description="As it was called.")
    interval: BillingInterval = strawberry.field(description="How often its price is paid.")
    quantity: int = strawberry.field(description="How many.")

    @strawberry.field(description="What it is of, sold or not.", graphql_type=Product)
    async def product(self: records.OrderLine, info: Info) -> product_records.Product | None:
        return await order.product(info.context, self)

    @strawberry.field(description="What one costs, without tax.", graphql_type=Money)
    def unit_price(self: records.OrderLine) -> MoneyRecord:
        return self.money(self.unit_minor)

    @strawberry.field(description="What a coupon took off.", graphql_type=Money)
    def discount(self: records.OrderLine) -> MoneyRecord:
        return self.money(self.discount_minor)

    @strawberry.field(description="Its part of the tax.", graphql_type=Money)
    def tax(self: records.OrderLine) -> MoneyRecord:
        return self.money(self.tax_minor)

    @strawberry.field(description="What is paid for it: unit price × quantity − discount + tax.", graphql_type=Money)
    def total(self: records.OrderLine) -> MoneyRecord:
        return self.money(self.total_minor)

    @strawberry.field(description="What of that was paid back.", graphql_type=Money)
    def refunded(self: records.OrderLine) -> MoneyRecord:
        return self.money(self.refunded_minor)


@view_of(records.Payment, description="That money came, or was to come, for an order.")
class Payment:
    processor: str = strawberry.field(description="Through whom: `manual`, `stripe`, or `none` of what costs nothing.")
    reference: str = strawberry.field(description="What it is called there.")
    state: PaymentState = strawberry.field(description="What became of it.")
    reason: str | None = strawberry.field(description="Why it didn't settle the order, where it didn't.")
    problem: str | None = strawberry.field(description="Why the money of one that didn't doesn't go back by itself.")
    amount: Money = strawberry.field(description="How much was paid.")
    at: datetime = strawberry.field(description="When.")


@view_of(records.Order, description="What a member bought, or is about to. Its buyer and operators see it.")
class Order(Node):
    number: str | None = strawberry.field(description="Of its invoice; null until it is paid.")
    state: OrderState = strawberry.field(description="Where it stands.")
    state_reason: str | None = strawberry.field(description="Why it was given up or failed.")
    coupon_code: str | None = strawberry.field(description="The coupon it was bought with.")
    is_gift: bool = strawberry.field(description="Whether it is for somebody else.")
    gift_redeemed_at: datetime | None = strawberry.field(description="When the code of a gift was redeemed.")
    created_at: datetime = strawberry.field(description="When it was made.")
    expires_at: datetime | None = strawberry.field(description="Until when it can be paid; null if there is no end.")
    paid_at: datetime | None = strawberry.field(description="When it was paid.")
    processor: str = strawberry.field(description="Through whom it is paid.")
    billing_name: str | None = strawberry.field(description="To whom its invoice is made out.")
    billing_address: str | None = strawberry.field(description="Their address.")
    lines: list[OrderLine] = strawberry.field(description="What is bought.", metadata=cost(assumed_size=3))

    @strawberry.field(description="Who bought; null when they are gone.", graphql_type=User | None)
    async def buyer(self: records.Order, info: Info) -> Member | None:
        return await order.buyer(info.context, self)

    @strawberry.field(
        description="Who a gift is for; null when it is none, or its code isn't redeemed.", graphql_type=User | None
    )
    async def gift_to(self: records.Order, info: Info) -> Member | None:
        return await order.recipient(info.context, self)

    @strawberry.field(description="Σ of units × quantity, before discount and tax.", graphql_type=Money)
    def subtotal(self: records.Order) -> MoneyRecord:
        return self.money(self.subtotal_minor)

    @strawberry.field(description="What a coupon took off.", graphql_type=Money)
    def discount(self: records.Order) -> MoneyRecord:
        return self.money(self.discount_minor)

    @strawberry.field(description="What is added as tax, as it was given.", graphql_type=Money)
    def tax(self: records.Order) -> MoneyRecord:
        return self.money(self.tax_minor)

    @strawberry.field(description="What is to be paid, or was.", graphql_type=Money)
    def total(self: records.Order) -> MoneyRecord:
        return self.money(self.total_minor)

    @strawberry.field(description="What of that was paid back.", graphql_type=Money)
    def refunded(self: records.Order) -> MoneyRecord:
        return self.money(self.refunded_minor)

    @strawberry.field(
        description="What came of paying it, the first first.",
        graphql_type=list[Payment],
        metadata=cost(assumed_size=2),
    )
    async def payments(self: records.Order, info: Info) -> list[records.Payment]:
        return await order.payments(info.context, self)

    @strawberry.field(
        description="What banks took back of it, the first first.",
        graphql_type=list[Dispute],
        metadata=cost(assumed_size=1),
    )
    async def disputes(self: records.Order, info: Info) -> list[dispute_records.Dispute]:
        return await checkout.disputes(info.context, self)

    @strawberry.field(
        description="What of it was paid back or is on its way, the first first.",
        graphql_type=list[Refund],
        metadata=cost(assumed_size=2),
    )
    async def refunds(self: records.Order, info: Info) -> list[refund_records.Refund]:
        return await refund.of_order(info.context, self)

    @strawberry.field(
        description="What may be asked back now by the rule of time and use, and why; operators may pay back more.",
        graphql_type=RefundQuote,
    )
    async def refund_quote(self: records.Order, info: Info) -> refund_quotes.RefundQuote:
        return await refund.quote(info.context, self)

    @strawberry.field(
        description="The postings of the ledger about it and its refunds, the first first; those of one movement "
        "sum to zero. Needs `revenue:read`.",
        graphql_type=list[OrderPosting] | None,
        metadata=cost(assumed_size=8),
    )
    async def postings(self: records.Order, info: Info) -> list[ledger_records.Moved]:
        return await ledger.of_order(info.context, self)

    @strawberry.field(
        description="Path under which its invoice can be seen and printed, for a quarter of an hour; null until it is "
        "paid. Ask again for another."
    )
    def invoice_url(self: records.Order, info: Info) -> str | None:
        return order.invoice_url(info.context, self)


States = Annotated[list[OrderState] | None, strawberry.argument(description="Only those in these states.")]
OfUser = Annotated[strawberry.ID | None, strawberry.argument(description="Only those of this member.")]
Number = Annotated[str | None, strawberry.argument(description="Only the one of this invoice.")]


@strawberry.type
class OrderQuery:
    @strawberry.field(
        description="Orders, the latest first. Needs `orders:manage`; members have theirs by `viewer`.",
        graphql_type=Connection[Order] | None,
    )
    async def orders(
        self,
        info: Info,
        first: First = 20,
        after: After = None,
        states: States = None,
        user_id: OfUser = None,
        number: Number = None,
    ) -> Rows[Edge[records.Order]]:
        chosen = tuple(OrderState) if states is None else tuple(dict.fromkeys(states))
        return await order.latest(info.context, chosen, user_id, number, page(first, after))
