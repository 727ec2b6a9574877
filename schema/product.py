"""Products and prices in the API: what is on sale."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain import benefit as benefit_records
from domain import content as contents
from domain import product as records
from domain import tier as tiers
from domain import user as users
from domain.page import Connection as Rows
from domain.page import Edge
from resolvers import product, tier
from schema.benefit import Benefit
from schema.billing import BillingInterval, ProductKind
from schema.content import Content
from schema.cost import cost
from schema.money import Money
from schema.page import Connection
from schema.types import After, First, Info, Node, page, view_of
from schema.user import User

if TYPE_CHECKING:
    from schema.tier import Tier

ALL_KINDS = tuple(ProductKind)


@view_of(records.Price, description="What a product costs. It never changes: a new one takes its place.")
class Price(Node):
    amount: Money = strawberry.field(description="What is paid each time.")
    interval: BillingInterval = strawberry.field(description="How often.")
    created_at: datetime = strawberry.field(description="When it was made.")
    archived_at: datetime | None = strawberry.field(
        description="Since when nobody buys for it; who pays it goes on doing so."
    )

    @strawberry.field(
        description="Of what.", graphql_type=Annotated["Product", strawberry.lazy("schema.product")] | None
    )
    async def product(self: records.Price, info: Info) -> records.Product | None:
        return await product.by_id(info.context, self.product_id)


@view_of(records.Product, description="Something that is sold.")
class Product(Node):
    kind: ProductKind = strawberry.field(description="What it is.")
    name: str = strawberry.field(description="As shown; of a content that its author sells, the title.")
    description: str | None = strawberry.field(description="What it is, in words.")
    created_at: datetime = strawberry.field(description="When it was made.")
    archived_at: datetime | None = strawberry.field(description="Since when it isn't sold; who holds it keeps it.")

    @strawberry.field(
        description="What it costs now: once, by the month, by the year, and by currency.",
        graphql_type=list[Price],
        metadata=cost(assumed_size=3),
    )
    async def prices(self: records.Product, info: Info) -> list[records.Price]:
        return await product.prices(info.context, self.id)

    @strawberry.field(
        description="What who buys it is granted.", graphql_type=list[Benefit], metadata=cost(assumed_size=3)
    )
    async def benefits(self: records.Product, info: Info) -> list[benefit_records.Benefit]:
        return await product.benefits_of(info.context, self.id)

    @strawberry.field(
        description="The contents it unlocks one by one, of those the viewer can find, at most 100; a course brings "
        "its lessons. What its benefits unlock all at once, in an area or everywhere, isn't among them.",
        graphql_type=list[Content],
        metadata=cost(assumed_size=5),
    )
    async def unlocks(self: records.Product, info: Info) -> list[contents.Content]:
        return await product.unlocks(info.context, self)

    @strawberry.field(
        description="The tier that it is sold as; null of other kinds than MEMBERSHIP.",
        graphql_type=Annotated["Tier", strawberry.lazy("schema.tier")] | None,
    )
    async def tier(self: records.Product, info: Info) -> tiers.Tier | None:
        return await tier.of_product(info.context, self)

    @strawberry.field(
        description="Who earns by it; null for the community, and when the account is gone.", graphql_type=User | None
    )
    async def author(self: records.Product, info: Info) -> users.User | None:
        return await product.author(info.context, self)

    @strawberry.field(
        description="What the author earns of what is paid without tax; null for others than the author and holders of "
        "`catalogue:manage`."
    )
    def author_share_percent(self: records.Product, info: Info) -> int | None:
        return product.share(info.context, self)


@strawberry.type
class ProductQuery:
    @strawberry.field(
        description="What is on sale, the newest first. Contents that were taken down aren't.",
        graphql_type=Connection[Product] | None,
    )
    async def products(
        self,
        info: Info,
        kinds: Annotated[list[ProductKind] | None, strawberry.argument(description="Only these kinds.")] = None,
        first: First = 20,
        after: After = None,
    ) -> Rows[Edge[records.Product]]:
        return await product.latest(info.context, ALL_KINDS if kinds is None else kinds, page(first, after))

    @strawberry.field(
        description="One product: on sale, or held, made or managed by the viewer.", graphql_type=Product | None
    )
    async def product(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="Its id.")]
    ) -> records.Product | None:
        return await product.one(info.context, id)
