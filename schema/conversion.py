"""Conversions in the API: a sponsor's server tells of orders, and hears to which click they belong."""

from datetime import datetime

import strawberry

from domain import conversion as records
from domain.conversion import MAX_CLICKS, MAX_ORDER
from domain.invalid import InvalidReason
from domain.landing_url import CLICK
from domain.money import Money as MoneyRecord
from resolvers import conversion
from schema.enums import describe_enum
from schema.idempotency import MutationInput
from schema.money import Money, MoneyInput
from schema.mutation import mutation
from schema.types import Info, view_of
from schema.user_errors import Payload

describe_enum(
    InvalidReason,
    "Why an act on an ad doesn't count.",
    {
        "FORGED": "Its token wasn't made here.",
        "EXPIRED": "It came too late.",
        "REPLAYED": "It was counted already.",
        "NOT_VIEWED": "It is a click on what nobody viewed.",
        "NOT_CLICKED": "It is an order after what nobody clicked.",
        "MISMATCH": "It is by another client than the one before it.",
        "BOT": "A known crawler did it, or an agent without a name.",
        "PREFETCH": "A browser asked ahead of its reader.",
        "STAFF": "The community's own people did it.",
        "SPONSOR": "The sponsor's own people did it.",
        "DATA_CENTRE": "It comes from where no people live.",
        "RATE": "One client did it too often.",
        "FREQUENCY": "The reader has seen the flight as often as its caps allow.",
        "INVALIDATED": "It was counted, and found out later.",
    },
)


@view_of(records.Conversion, description="An order that followed a click.")
class Conversion:
    id: strawberry.ID = strawberry.field(description="Our id.")
    order_id: str = strawberry.field(description="As the sponsor calls it.")
    at: datetime = strawberry.field(description="When it was ordered.")

    @strawberry.field(description=f"The click that has it, as in `{CLICK}`.")
    def click_id(self: records.Conversion) -> strawberry.ID:
        return strawberry.ID(self.decision_id)

    @strawberry.field(description="What it was worth to the sponsor, if they told.", graphql_type=Money | None)
    def value(self: records.Conversion) -> MoneyRecord | None:
        if self.value_minor is None:
            return None
        return MoneyRecord(amount_minor=self.value_minor, currency=self.currency)


@strawberry.input(description="An order.")
class RecordConversionInput(MutationInput):
    order_id: str = strawberry.field(
        description=f"As the sponsor calls it, 1 to {MAX_ORDER} characters: told twice, it is one."
    )
    click_ids: list[strawberry.ID] = strawberry.field(
        description=f"What the landing page got as `{CLICK}`, of 1 to {MAX_CLICKS} clicks of who ordered; "
        "the last one before the order has it."
    )
    ordered_at: datetime | None = strawberry.field(default=None, description="When; now if not given.")
    value: MoneyInput | None = strawberry.field(default=None, description="What it is worth to the sponsor.")


@strawberry.type(description="What became of the order.")
class RecordConversionPayload(Payload):
    conversion: records.Conversion | None = strawberry.field(
        default=None, description="The conversion; null when it doesn't count.", graphql_type=Conversion | None
    )
    duplicate: bool = strawberry.field(default=False, description="Whether the order was told before.")
    invalid_reason: InvalidReason | None = strawberry.field(
        default=None, description="Why it doesn't count, if it doesn't."
    )


@strawberry.type
class ConversionMutation:
    @mutation(
        description="Tell of an order that followed a click, within seven days. Needs a key that is bound to the "
        "sponsor and has `ads:request`, or `sponsor:manage` for all sponsors."
    )
    async def record_conversion(self, info: Info, input: RecordConversionInput) -> RecordConversionPayload:
        value = input.value.money() if input.value else None
        found = await conversion.record(info.context, input.order_id, input.click_ids, input.ordered_at, value)
        return RecordConversionPayload(
            conversion=found.conversion, duplicate=found.duplicate, invalid_reason=found.reason
        )
