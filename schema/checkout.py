"""Paying an order in the API: where its buyer does that."""

import strawberry

from domain import order as records
from resolvers import checkout
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.order import Order
from schema.types import Info
from schema.user_errors import Payload


@strawberry.type
class Payable(Payload):
    """What answers with an order that may be paid online."""

    order: records.Order | None = strawberry.field(
        default=None, description="The order as it is now.", graphql_type=Order | None
    )

    @strawberry.field(
        description="Where it is paid at its processor, the same whenever it is asked for; null where it is paid by "
        "hand, costs nothing, or isn't to be paid any more. While the processor doesn't answer this is an error "
        "`UNAVAILABLE`, the order stands, and `payOrder` asks again."
    )
    async def checkout_url(self, info: Info) -> str | None:
        return None if self.order is None else await checkout.url(info.context, self.order)


@strawberry.input(description="An order to pay.")
class PayOrderInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Which: one's own, and not paid yet.")


@strawberry.type(description="What is to be paid, and where.")
class PayOrderPayload(Payable):
    pass


@strawberry.type
class CheckoutMutation:
    @mutation(description="Pay an order of one's own, or find again where. Members only, and nobody who is banned.")
    async def pay_order(self, info: Info, input: PayOrderInput) -> PayOrderPayload:
        return PayOrderPayload(order=await checkout.to_pay(info.context, input.id))
