"""Tiers of membership in the API."""

from datetime import datetime
from typing import Annotated

import strawberry

from domain import benefit as benefit_records
from domain import product as products
from domain import tier as records
from resolvers import product, tier
from schema.benefit import Benefit
from schema.cost import cost
from schema.product import Price, Product
from schema.types import Info, Node, view_of


@view_of(records.Tier, description="How much of a member somebody is.")
class Tier(Node):
    slug: str = strawberry.field(description="Its name in addresses.")
    name: str = strawberry.field(description="As shown.")
    description: str | None = strawberry.field(description="What it is, in words.")
    rank: int = strawberry.field(description="A higher one is more.")
    trial_days: int = strawberry.field(description="How long who never had it may try it; 0 where they may not.")
    ad_free: bool = strawberry.field(description="Whether who has it sees no ads.")
    created_at: datetime = strawberry.field(description="When it was made.")
    archived_at: datetime | None = strawberry.field(
        description="Since when it isn't sold; who holds it keeps it, and pays what they paid."
    )

    @strawberry.field(
        description="What who has it is granted.", graphql_type=list[Benefit], metadata=cost(assumed_size=3)
    )
    async def benefits(self: records.Tier, info: Info) -> list[benefit_records.Benefit]:
        return await product.benefits_of(info.context, self.product_id)

    @strawberry.field(
        description="What it costs now: once, by the month, by the year, and by currency.",
        graphql_type=list[Price],
        metadata=cost(assumed_size=3),
    )
    async def prices(self: records.Tier, info: Info) -> list[products.Price]:
        return await product.prices(info.context, self.product_id)

    @strawberry.field(description="The product it is sold as.", graphql_type=Product | None)
    async def product(self: records.Tier, info: Info) -> products.Product | None:
        return await product.by_id(info.context, self.product_id)


@strawberry.type
class TierQuery:
    @strawberry.field(
        description="The tiers on sale, the lowest rank first; at most 100.",
        graphql_type=list[Tier] | None,
        metadata=cost(assumed_size=5),
    )
    async def tiers(self, info: Info) -> list[records.Tier]:
        return await tier.live(info.context)

    @strawberry.field(
        description="One tier by its slug: on sale, or held or managed by the viewer.", graphql_type=Tier | None
    )
    async def tier(
        self, info: Info, slug: Annotated[str, strawberry.argument(description="Its name in addresses.")]
    ) -> records.Tier | None:
        return await tier.by_slug(info.context, slug)
