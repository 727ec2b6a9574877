"""Flights in the API, for who manages their sponsor."""

from datetime import datetime

import strawberry

from domain import flight as records
from domain import money as money_records
from domain.ad import Ad as AdRecord
from domain.campaign import Campaign as CampaignRecord
from domain.flight import FlightState, Pricing
from domain.targeting import Targeting as TargetingRecord
from resolvers import ad, campaign, flight
from schema.ad import Ad
from schema.campaign import Campaign
from schema.enums import describe_enum
from schema.money import Money
from schema.targeting import Targeting
from schema.types import Info, Node, view_of

describe_enum(
    Pricing,
    "What is paid for.",
    {"CPC": "A click.", "CPM": "A thousand views.", "CPA": "An action on the sponsor's side, such as an order."},
)
describe_enum(
    FlightState,
    "Where a flight stands. Only a live one is delivered, and only between its start and end.",
    {
        "DRAFT": "Is being written.",
        "IN_REVIEW": "Was handed in, and waits for an operator.",
        "LIVE": "Was approved.",
        "PAUSED": "Rests until it is live again.",
        "EXHAUSTED": "Has spent its budget.",
        "ENDED": "Is over for good.",
        "REJECTED": "Was turned down; can be changed and handed in again.",
    },
)


@view_of(records.Flight, description="What a campaign pays for which delivery, from when to when.")
class Flight(Node):
    name: str = strawberry.field(description="As its managers call it.")
    state: FlightState = strawberry.field(description="Where it stands.")
    state_reason: str | None = strawberry.field(description="Why, in the words of who took it there.")
    pricing: Pricing = strawberry.field(description="What is paid for.")
    starts_at: datetime = strawberry.field(description="When it begins.")
    ends_at: datetime = strawberry.field(description="When it ends.")
    time_zone: str = strawberry.field(description="IANA name of the zone whose days the daily cap is for.")
    targeting: TargetingRecord = strawberry.field(description="Whom it is for.", graphql_type=Targeting)

    @strawberry.field(description="Of one click, a thousand views, or one action.", graphql_type=Money)
    def price(self: records.Flight) -> money_records.Money:
        return money_records.Money(amount_minor=self.price_minor, currency=self.currency)

    @strawberry.field(description="What it may spend in all.", graphql_type=Money)
    def budget(self: records.Flight) -> money_records.Money:
        return money_records.Money(amount_minor=self.budget_minor, currency=self.currency)

    @strawberry.field(
        description="What of the budget is spent, in whole minor units; what comes to less is carried on.",
        graphql_type=Money,
    )
    async def spent(self: records.Flight, info: Info) -> money_records.Money:
        return await flight.spent(info.context, self)

    @strawberry.field(description="What it may spend on one day of its zone, if capped.", graphql_type=Money | None)
    def daily_cap(self: records.Flight) -> money_records.Money | None:
        if self.daily_cap_minor is None:
            return None
        return money_records.Money(amount_minor=self.daily_cap_minor, currency=self.currency)

    @strawberry.field(description="The campaign it belongs to.", graphql_type=Campaign)
    async def campaign(self: records.Flight, info: Info) -> CampaignRecord | None:
        return await campaign.by_id(info.context, self.campaign_id)

    @strawberry.field(description="Its ads, the oldest first.", graphql_type=list[Ad])
    async def ads(self: records.Flight, info: Info) -> list[AdRecord]:
        return await ad.of_flight(info.context, self)
