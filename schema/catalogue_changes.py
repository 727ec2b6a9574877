"""Managing what is sold in the API: benefits, products and prices, for operators; and what authors sell."""

from typing import Any

import strawberry

from domain import benefit as benefits
from domain import content as contents
from domain import product as products
from domain.benefit import BenefitKind
from domain.product import BillingInterval, ProductKind
from resolvers import benefit, content_price, product_changes
from schema.benefit import Benefit
from schema.content import Content
from schema.idempotency import MutationInput
from schema.money import MoneyInput
from schema.mutation import mutation
from schema.product import Price, Product
from schema.types import Info
from schema.user_errors import Payload


@strawberry.input
class NamedInput(MutationInput):
    """What new things of the catalogue are called."""

    name: str = strawberry.field(description="As shown, 1 to 100 characters.")
    description: str | None = strawberry.field(default=None, description="What it is, at most 2,000 characters.")

    def named(self) -> dict[str, Any]:
        """What is given of it, as the resolvers take it."""
        return {"name": self.name, "description": self.description}


@strawberry.input
class RenamedInput(MutationInput):
    """What things of the catalogue are called from now on; null leaves it."""

    id: strawberry.ID = strawberry.field(description="Which one.")
    name: str | None = strawberry.field(default=None, description="As shown, 1 to 100 characters.")
    description: str | None = strawberry.field(default=None, description="What it is; the empty text for nothing.")

    def named(self) -> dict[str, Any]:
        """What is given of it, as the resolvers take it."""
        return {"name": self.name, "description": self.description}


@strawberry.input(description="What something costs.")
class PriceInput:
    amount: MoneyInput = strawberry.field(description="What is paid each time; nothing only for a MEMBERSHIP.")
    interval: BillingInterval = strawberry.field(
        default=BillingInterval.ONCE, description="How often; other than ONCE only for a MEMBERSHIP."
    )

    def price(self) -> products.NewPrice:
        """What is meant."""
        money = self.amount.money()
        return products.NewPrice(amount_minor=money.amount_minor, currency=money.currency, interval=self.interval)


@strawberry.input(description="A new benefit.")
class CreateBenefitInput(NamedInput):
    slug: str = strawberry.field(description="Its name for partners: lower-case letters, digits and hyphens.")
    kind: BenefitKind = strawberry.field(description="What it gives.")
    contents: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="CONTENT: what it unlocks, 1 to 100 contents; a course brings its lessons."
    )
    areas: list[str] = strawberry.field(
        default_factory=list, description="AREA: slugs of the areas in which it unlocks what is paid."
    )


@strawberry.input(description="Changes of a benefit; what isn't given stays.")
class EditBenefitInput(RenamedInput):
    contents: list[strawberry.ID] | None = strawberry.field(
        default=None, description="CONTENT: all it unlocks from now on, for who holds it too."
    )
    areas: list[str] | None = strawberry.field(default=None, description="AREA: slugs of all areas it unlocks.")


@strawberry.input(description="A new product. A membership is a tier: `createTier`.")
class CreateProductInput(NamedInput):
    kind: ProductKind = strawberry.field(description="What it is: ARTICLE, COURSE or SERVICE.")
    benefits: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="What who buys it is granted; of an ARTICLE or COURSE one of kind CONTENT."
    )
    prices: list[PriceInput] = strawberry.field(default_factory=list, description="What it costs, paid ONCE.")
    author_id: strawberry.ID | None = strawberry.field(
        default=None, description="The member who earns by it; nobody for the community."
    )
    author_share_percent: int | None = strawberry.field(
        default=None, description="What the author earns, 0 to 100; by default as the settings say."
    )


@strawberry.input(description="Changes of a product; what isn't given stays.")
class EditProductInput(RenamedInput):
    benefits: list[strawberry.ID] | None = strawberry.field(
        default=None, description="All it includes; who holds it keeps what they were granted."
    )
    author_share_percent: int | None = strawberry.field(
        default=None, description="What the author earns of orders from now on, 0 to 100."
    )


@strawberry.input(description="A product that isn't sold any more, or is again.")
class ArchiveProductInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Which product.")
    archived: bool = strawberry.field(default=True, description="False to sell it again.")


@strawberry.input(description="A price, in the place of the one of the same currency and interval.")
class SetPriceInput(MutationInput):
    product_id: strawberry.ID = strawberry.field(description="Of which product; of a tier, the one it is sold as.")
    amount: MoneyInput = strawberry.field(description="What is paid each time; nothing only for a MEMBERSHIP.")
    interval: BillingInterval = strawberry.field(
        default=BillingInterval.ONCE, description="How often; other than ONCE only for a MEMBERSHIP."
    )


@strawberry.input(description="A price that nobody is to buy for any more.")
class ArchivePriceInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Which price.")


@strawberry.input(description="What one of the viewer's contents costs by itself.")
class PriceContentInput(MutationInput):
    content_id: strawberry.ID = strawberry.field(description="A PAID content that the viewer wrote.")
    price: MoneyInput | None = strawberry.field(
        default=None,
        description="What it costs, once, in the place of what it cost in that currency; null takes all its prices, so "
        "that only what else unlocks it opens it. Who bought it keeps it.",
    )


@strawberry.type
class BenefitPayload(Payload):
    """What mutations of benefits answer with."""

    benefit: benefits.Benefit | None = strawberry.field(
        default=None, description="The benefit as it is now.", graphql_type=Benefit | None
    )


@strawberry.type
class ProductPayload(Payload):
    """What mutations of products answer with."""

    product: products.Product | None = strawberry.field(
        default=None, description="The product as it is now.", graphql_type=Product | None
    )


@strawberry.type(description="What was made.")
class CreateBenefitPayload(BenefitPayload):
    pass


@strawberry.type(description="What was changed.")
class EditBenefitPayload(BenefitPayload):
    pass


@strawberry.type(description="What was made.")
class CreateProductPayload(ProductPayload):
    pass


@strawberry.type(description="What was changed.")
class EditProductPayload(ProductPayload):
    pass


@strawberry.type(description="What was archived.")
class ArchiveProductPayload(ProductPayload):
    pass


@strawberry.type(description="What got a price.")
class SetPricePayload(ProductPayload):
    price: products.Price | None = strawberry.field(
        default=None, description="The price it has now.", graphql_type=Price | None
    )


@strawberry.type(description="What was archived.")
class ArchivePricePayload(Payload):
    price: products.Price | None = strawberry.field(
        default=None, description="The price as it is now.", graphql_type=Price | None
    )


@strawberry.type(description="What has a price, or none.")
class PriceContentPayload(Payload):
    content: contents.Content | None = strawberry.field(
        default=None, description="The content, as its author sees it.", graphql_type=Content | None
    )


@strawberry.type
class CatalogueMutation:
    @mutation(description="Make a benefit. Needs `catalogue:manage`.")
    async def create_benefit(self, info: Info, input: CreateBenefitInput) -> CreateBenefitPayload:
        made = await benefit.create(info.context, input.slug, input.kind, input.named(), input.contents, input.areas)
        return CreateBenefitPayload(benefit=made)

    @mutation(description="Change a benefit, also for who holds it. Needs `catalogue:manage`.")
    async def edit_benefit(self, info: Info, input: EditBenefitInput) -> EditBenefitPayload:
        edited = await benefit.edit(info.context, input.id, input.named(), input.contents, input.areas)
        return EditBenefitPayload(benefit=edited)

    @mutation(description="Put something on sale. Needs `catalogue:manage`.")
    async def create_product(self, info: Info, input: CreateProductInput) -> CreateProductPayload:
        share = {"author_id": input.author_id, "author_share_percent": input.author_share_percent}
        prices = [each.price() for each in input.prices]
        made = await product_changes.create(info.context, input.kind, input.named() | share, input.benefits, prices)
        return CreateProductPayload(product=made)

    @mutation(description="Change a product. Needs `catalogue:manage`.")
    async def edit_product(self, info: Info, input: EditProductInput) -> EditProductPayload:
        given = input.named() | {"author_share_percent": input.author_share_percent}
        return EditProductPayload(product=await product_changes.edit(info.context, input.id, given, input.benefits))

    @mutation(description="Sell a product no more, or again; who holds it keeps it. Needs `catalogue:manage`.")
    async def archive_product(self, info: Info, input: ArchiveProductInput) -> ArchiveProductPayload:
        return ArchiveProductPayload(product=await product_changes.archive(info.context, input.id, input.archived))

    @mutation(
        description="Give a product or tier a price, in the place of the one of that currency and interval; who pays "
        "that goes on doing so. Needs `catalogue:manage`."
    )
    async def set_price(self, info: Info, input: SetPriceInput) -> SetPricePayload:
        price = PriceInput(amount=input.amount, interval=input.interval).price()
        product, now = await product_changes.set_price(info.context, input.product_id, price)
        return SetPricePayload(product=product, price=now)

    @mutation(description="Take a price; who pays it goes on doing so. Needs `catalogue:manage`.")
    async def archive_price(self, info: Info, input: ArchivePriceInput) -> ArchivePricePayload:
        return ArchivePricePayload(price=await product_changes.archive_price(info.context, input.id))

    @mutation(
        description="Set or take what one of the viewer's PAID contents costs by itself. Needs `content:write`, which "
        "members have."
    )
    async def price_content(self, info: Info, input: PriceContentInput) -> PriceContentPayload:
        price = input.price.money() if input.price else None
        return PriceContentPayload(content=await content_price.set_price(info.context, input.content_id, price))
