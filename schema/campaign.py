"""Campaigns in the API, for who manages their sponsor."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain import campaign as records
from domain.campaign import MAX_NAME, CampaignKind
from domain.delivery_report import DeliveryReport as ReportRecord
from domain.flight import Flight as FlightRecord
from domain.sponsor import Sponsor as SponsorRecord
from resolvers import campaign, delivery_report, flight, sponsor
from schema.delivery_report import DeliveryReport, From, GroupBy, To
from schema.enums import describe_enum
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info, Node, view_of
from schema.user_errors import Payload

if TYPE_CHECKING:
    from schema.flight import Flight
    from schema.sponsor import Sponsor

SponsorType = Annotated["Sponsor", strawberry.lazy("schema.sponsor")]
FlightType = Annotated["Flight", strawberry.lazy("schema.flight")]

describe_enum(
    CampaignKind,
    "Whose a campaign is. Where several fit, paid ones come first.",
    {
        "PAID": "A sponsor pays for it.",
        "COMMUNITY": "It is for something the community holds dear; nothing is charged.",
        "HOUSE": "The community speaks of itself; nothing is charged.",
    },
)


@view_of(records.Campaign, description="What a sponsor wants to say.")
class Campaign(Node):
    name: str = strawberry.field(description="As its managers call it.")
    kind: CampaignKind = strawberry.field(description="Whose it is.")
    created_at: datetime = strawberry.field(description="When it was made.")

    @strawberry.field(description="Whose.", graphql_type=SponsorType)
    async def sponsor(self: records.Campaign, info: Info) -> SponsorRecord | None:
        return await sponsor.by_id(info.context, self.sponsor_id)

    @strawberry.field(description="Its flights, the oldest first.", graphql_type=list[FlightType])
    async def flights(self: records.Campaign, info: Info) -> list[FlightRecord]:
        return await flight.of_campaign(info.context, self)

    @strawberry.field(
        description="What its delivery came to. Days are those of its flights' zones.", graphql_type=DeliveryReport
    )
    async def report(
        self: records.Campaign, info: Info, from_: From = None, to: To = None, group_by: GroupBy = None
    ) -> ReportRecord:
        return await delivery_report.of_campaign(info.context, self, from_, to, group_by)


@strawberry.input(description="A new campaign.")
class CreateCampaignInput(MutationInput):
    sponsor_id: strawberry.ID = strawberry.field(description="Whose.")
    name: str = strawberry.field(description=f"As its managers call it, 1 to {MAX_NAME} characters.")
    kind: CampaignKind = strawberry.field(
        default=CampaignKind.PAID, description="Whose it is; operators alone make others than paid ones."
    )


@strawberry.type(description="What was made.")
class CreateCampaignPayload(Payload):
    campaign: records.Campaign | None = strawberry.field(
        default=None, description="The campaign.", graphql_type=Campaign | None
    )


@strawberry.type
class CampaignMutation:
    @mutation(description="Make a campaign. Needs `sponsor:manage`.")
    async def create_campaign(self, info: Info, input: CreateCampaignInput) -> CreateCampaignPayload:
        made = await campaign.create(info.context, input.sponsor_id, input.name, input.kind)
        return CreateCampaignPayload(campaign=made)
