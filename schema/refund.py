"""Refunds in the API: what may be asked back, and what was paid back."""

from datetime import datetime

import strawberry

from domain import refund as records
from domain import refund_quote as quotes
from domain.refund import RefundState
from schema.cost import cost
from schema.enums import describe_enum
from schema.money import Money
from schema.types import Node, view_of

describe_enum(
    RefundState,
    "What became of a refund.",
    {
        "PENDING": "It is reserved, and on its way to the processor.",
        "SUCCEEDED": "It went.",
        "FAILED": "It didn't, as `problem` says, and can be asked for again.",
    },
)


@view_of(quotes.LineQuote, name="RefundLineQuote", description="What may be asked back of one line.")
class RefundLineQuote:
    n: int = strawberry.field(description="Number of the line.")
    refundable: Money = strawberry.field(description="How much.")
    reason: str = strawberry.field(description="Why so much.")


@view_of(quotes.RefundQuote, description="What may be asked back, by time and by what was used.")
class RefundQuote:
    refundable: Money = strawberry.field(description="How much in all.")
    reason: str = strawberry.field(description="Why so much.")
    lines: list[RefundLineQuote] = strawberry.field(description="Line by line.", metadata=cost(assumed_size=3))


@view_of(records.Refund, description="That something of an order is paid back.")
class Refund(Node):
    state: RefundState = strawberry.field(description="What became of it.")
    amount: Money = strawberry.field(description="How much.")
    tax: Money | None = strawberry.field(description="How much of that is tax; null until it went.")
    reason: str = strawberry.field(description="Why it is paid back.")
    problem: str | None = strawberry.field(description="Why it failed, if it did.")
    created_at: datetime = strawberry.field(description="When it was asked for.")
    done_at: datetime | None = strawberry.field(description="When it went or failed.")

    lines: list[int] = strawberry.field(description="Numbers of the order's lines that it is of.")
