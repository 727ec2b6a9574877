"""Paying back, in the API, for operators."""

import strawberry

from domain import order as order_records
from domain import refund as records
from domain.refund import MAX_REASON
from resolvers import checkout, order, refund
from schema.idempotency import MutationInput
from schema.money import MoneyInput
from schema.mutation import mutation
from schema.order import Order
from schema.refund import Refund
from schema.types import Info
from schema.user_errors import Payload


@strawberry.input(description="What to pay back of an order: all that is left of it, unless something else is said.")
class RefundOrderInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Which order.")
    reason: str = strawberry.field(description=f"Why, in 1 to {MAX_REASON} characters; its buyer reads it.")
    amount: MoneyInput | None = strawberry.field(
        default=None, description="How much, shared out by what is left of its lines; at most what is left."
    )
    line: int | None = strawberry.field(default=None, description="Of this line alone, by its number.")
    by_quote: bool = strawberry.field(default=False, description="What `refundQuote` says, worked out once more.")
    key: str | None = strawberry.field(
        default=None, description="A name for it, such as a ticket's, 1 to 100 characters: under one it goes once."
    )


@strawberry.type(description="What is paid back.")
class RefundOrderPayload(Payload):
    refund: records.Refund | None = strawberry.field(
        default=None,
        description="The refund: done, or on its way to the processor.",
        graphql_type=Refund | None,
    )

    async def committed(self, info: Info) -> None:
        """Have the processor send it; what that doesn't answer stays on its way."""
        if self.refund is not None:
            self.refund = await checkout.send_refund(info.context, self.refund)

    @strawberry.field(description="The order as it is now.", graphql_type=Order | None)
    async def order(self, info: Info) -> order_records.Order | None:
        return None if self.refund is None else await order.by_id(info.context, self.refund.order_id)


@strawberry.type
class RefundMutation:
    @mutation(
        description="Pay back of an order. What is reserved can't be paid back again, whoever asks at once. When a "
        "line is paid back whole, what it gave ends. Needs `orders:manage`."
    )
    async def refund_order(self, info: Info, input: RefundOrderInput) -> RefundOrderPayload:
        amount = input.amount.money() if input.amount else None
        made = await refund.pay_back(
            info.context, input.id, amount, input.line, input.by_quote, input.reason, input.key
        )
        return RefundOrderPayload(refund=made)
