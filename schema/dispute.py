"""Disputes in the API, as part of the order they are about."""

from datetime import datetime

import strawberry

from domain import dispute as records
from domain.dispute import DisputeState
from schema.enums import describe_enum
from schema.money import Money
from schema.types import view_of

describe_enum(
    DisputeState,
    "How a dispute stands, from the community's side.",
    {
        "OPEN": "The bank has taken the payment back, and decides whose it is. What was bought isn't held meanwhile.",
        "WON": "The money came back, and so did what was bought.",
        "LOST": "The buyer keeps the money.",
    },
)


@view_of(records.Dispute, description="That the bank of a buyer took a payment back.")
class Dispute:
    reference: str = strawberry.field(description="What the processor calls it.")
    state: DisputeState = strawberry.field(description="How it stands.")
    reason: str | None = strawberry.field(description="The bank's, in the processor's words, such as `fraudulent`.")
    amount: Money = strawberry.field(description="What was taken back.")
    opened_at: datetime = strawberry.field(description="When.")
    closed_at: datetime | None = strawberry.field(description="When it was decided; null until then.")
