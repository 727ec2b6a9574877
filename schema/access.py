"""Access to contents in the API: whether the viewer may read one, why, and until when."""

from datetime import datetime

import strawberry

from domain import benefit as benefits
from domain import content as records
from domain import money
from resolvers import access, benefit
from schema.benefit import Benefit
from schema.money import Money
from schema.types import Info, view_of


@view_of(records.Access, description="Whether the viewer may read the body, and why.")
class Access:
    allowed: bool = strawberry.field(description="True when `body` is given.")
    reason: str = strawberry.field(description="Why, in words.")
    until: datetime | None = strawberry.field(description="When it ends, if it does.")

    @strawberry.field(
        description="What they hold it from: ORDER, SUBSCRIPTION, TRIAL, GIFT, BADGE or OPERATOR; null where it takes "
        "no grant."
    )
    def source(self: records.Access) -> str | None:
        return self.source

    @strawberry.field(description="What they hold; null where it takes no grant.", graphql_type=Benefit | None)
    async def benefit(self: records.Access, info: Info) -> benefits.Benefit | None:
        return await benefit.by_id(info.context, self.benefit_id) if self.benefit_id else None

    @strawberry.field(
        description="What the viewer can read it for, most cheaply; null where they may read it, or it isn't sold.",
        graphql_type=Money | None,
    )
    async def price(self: records.Access, info: Info) -> money.Money | None:
        offer = await access.offer(info.context, self)
        return offer.amount if offer else None

    @strawberry.field(description="The id of that price, to order it by.")
    async def price_id(self: records.Access, info: Info) -> strawberry.ID | None:
        offer = await access.offer(info.context, self)
        return strawberry.ID(offer.price_id) if offer else None
