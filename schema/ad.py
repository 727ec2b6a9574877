"""Ads in the API: what is shown of a sponsor, as plain text, and where it leads."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain import ad as records
from domain.ad import MAX_BODY, MAX_HEADLINE
from domain.flight import Flight as FlightRecord
from resolvers import ad, flight
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info, Node, view_of
from schema.user_errors import Payload

if TYPE_CHECKING:
    from schema.flight import Flight

FlightType = Annotated["Flight", strawberry.lazy("schema.flight")]


@view_of(records.Ad, description="An ad, as plain text: nothing of a sponsor's runs on a page.")
class Ad(Node):
    headline: str = strawberry.field(description="The line that stands out.")
    body: str = strawberry.field(description="The line below it.")
    landing_url: str = strawberry.field(description="Where a click leads.")
    created_at: datetime = strawberry.field(description="When it was made.")

    @strawberry.field(description="The flight it belongs to.", graphql_type=FlightType)
    async def flight(self: records.Ad, info: Info) -> FlightRecord | None:
        return await flight.by_id(info.context, self.flight_id)


@strawberry.input(description="A new ad.")
class CreateAdInput(MutationInput):
    flight_id: strawberry.ID = strawberry.field(description="Of which flight; a draft, or a rejected one.")
    headline: str = strawberry.field(description=f"The line that stands out, 1 to {MAX_HEADLINE} characters.")
    body: str = strawberry.field(description=f"The line below it, 1 to {MAX_BODY} characters.")
    landing_url: str = strawberry.field(description="Where a click leads; begins with https://.")


@strawberry.type(description="What was made.")
class CreateAdPayload(Payload):
    ad: records.Ad | None = strawberry.field(default=None, description="The ad.", graphql_type=Ad | None)


@strawberry.type
class AdMutation:
    @mutation(description="Make an ad of a flight that is being written. Needs `sponsor:manage`.")
    async def create_ad(self, info: Info, input: CreateAdInput) -> CreateAdPayload:
        made = await ad.create(info.context, input.flight_id, input.headline, input.body, input.landing_url)
        return CreateAdPayload(ad=made)
