"""Invalidating what was delivered, for operators."""

from datetime import datetime

import strawberry

from domain.invalidation import BATCH
from domain.money import Money as MoneyRecord
from resolvers import flight, invalidation
from schema.idempotency import MutationInput
from schema.money import Money
from schema.mutation import mutation
from schema.types import Info
from schema.user_errors import Payload


@strawberry.input(description="What of a flight's delivery turned out to be invalid.")
class InvalidateDeliveryInput(MutationInput):
    flight_id: strawberry.ID = strawberry.field(description="Of which flight.")
    since: datetime = strawberry.field(description="Decisions from then on.")
    until: datetime = strawberry.field(description="And before then.")
    same_client_as: strawberry.ID | None = strawberry.field(
        default=None, description="Only of the client that viewed this decision, by its id."
    )
    reason: str = strawberry.field(description="Why, for the audit log.")


@strawberry.type(description="What doesn't count any more.")
class InvalidateDeliveryPayload(Payload):
    views: int = strawberry.field(default=0, description="How many views.")
    clicks: int = strawberry.field(default=0, description="How many clicks.")
    conversions: int = strawberry.field(default=0, description="How many orders.")
    credited: MoneyRecord | None = strawberry.field(
        default=None,
        description="What was posted back. What its day hadn't been closed for wasn't posted yet, and isn't any more.",
        graphql_type=Money | None,
    )
    more: bool = strawberry.field(default=False, description="Whether there is more: then send it again.")


@strawberry.type
class InvalidationMutation:
    @mutation(
        description=f"Take what a flight delivered out of the count, up to {BATCH} decisions at once, and credit what "
        "was charged. Needs `sponsor:manage` for all sponsors."
    )
    async def invalidate_delivery(self, info: Info, input: InvalidateDeliveryInput) -> InvalidateDeliveryPayload:
        found = await invalidation.invalidate(
            info.context, input.flight_id, input.since, input.until, input.same_client_as, input.reason
        )
        of = await flight.by_id(info.context, input.flight_id)
        credited = MoneyRecord(amount_minor=found.credited_minor, currency=of.currency) if of else None
        return InvalidateDeliveryPayload(
            views=found.views,
            clicks=found.clicks,
            conversions=found.conversions,
            credited=credited,
            more=found.more,
        )
