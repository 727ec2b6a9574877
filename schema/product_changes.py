"""Making, changing, pricing and archiving products in the API, for operators."""

import strawberry

from domain import product as products
from resolvers import product_changes
from schema.billing import BillingInterval, ProductKind
from schema.catalogue_inputs import NamedInput, PriceInput, RenamedInput
from schema.idempotency import MutationInput
from schema.money import MoneyInput
from schema.mutation import mutation
from schema.product import Price, Product
from schema.types import Info
from schema.user_errors import Payload


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


@strawberry.type
class ProductPayload(Payload):
    """What mutations of products answer with."""

    product: products.Product | None = strawberry.field(
        default=None, description="The product as it is now.", graphql_type=Product | None
    )


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


@strawberry.type
class ProductMutation:
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
