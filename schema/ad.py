"""Ads in the API: what is shown of a sponsor, as plain text, and where it leads."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain import ad as records
from domain.ad import MAX_BODY, MAX_HEADLINE
from domain.effectiveness import AdEffectiveness as EffectivenessRecord
from domain.effectiveness import CommunityPart
from domain.errors import NotAllowed
from domain.flight import Flight as FlightRecord
from resolvers import ad, effectiveness, flight
from schema.effectiveness import AdEffectiveness, OfArea, OfCountry, OfDevice, OfPlacement, OfTag
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.segment import OfSegment
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
    async def flight(self: records.Ad, info: Info) -> FlightRecord:
        found = await flight.by_id(info.context, self.flight_id)
        if found is None:  # readers are shown ads of flights that they can't look into
            raise NotAllowed("A flight is the affair of its sponsor and of operators.")
        return found

    @strawberry.field(
        description="How well it does in the part of the community that is named; in all of it if nothing is.",
        graphql_type=AdEffectiveness,
    )
    async def effectiveness(
        self: records.Ad,
        info: Info,
        area: OfArea = None,
        tag: OfTag = None,
        segment: OfSegment = None,
        placement: OfPlacement = None,
        device: OfDevice = None,
        country: OfCountry = None,
    ) -> EffectivenessRecord:
        named = (area, tag, segment, placement, device, country)
        return await effectiveness.of_ad(info.context, self, CommunityPart(*(each or "" for each in named)))


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
