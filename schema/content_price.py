"""What authors sell of their own, in the API."""

import strawberry

from domain import content as contents
from resolvers import content_price
from schema.content import Content
from schema.idempotency import MutationInput
from schema.money import MoneyInput
from schema.mutation import mutation
from schema.types import Info
from schema.user_errors import Payload


@strawberry.input(description="What one of the viewer's contents costs by itself.")
class PriceContentInput(MutationInput):
    content_id: strawberry.ID = strawberry.field(description="A PAID content that the viewer wrote.")
    price: MoneyInput | None = strawberry.field(
        default=None,
        description="What it costs, once, in the place of what it cost in that currency; null takes all its prices, so "
        "that only what else unlocks it opens it. Who bought it keeps it.",
    )


@strawberry.type(description="What has a price, or none.")
class PriceContentPayload(Payload):
    content: contents.Content | None = strawberry.field(
        default=None, description="The content, as its author sees it.", graphql_type=Content | None
    )


@strawberry.type
class ContentPriceMutation:
    @mutation(
        description="Set or take what one of the viewer's PAID contents costs by itself. Needs `content:write`, which "
        "members have."
    )
    async def price_content(self, info: Info, input: PriceContentInput) -> PriceContentPayload:
        price = input.price.money() if input.price else None
        return PriceContentPayload(content=await content_price.set_price(info.context, input.content_id, price))
