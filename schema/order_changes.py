"""Ordering, confirming what was paid, giving up and redeeming, in the API."""

import strawberry

from domain import order as records
from domain import product as product_records
from domain.new_order import MAX_LINES, MAX_QUANTITY, Item
from resolvers import ordering
from schema.checkout import CheckoutMutation, Payable
from schema.idempotency import MutationInput
from schema.money import MoneyInput
from schema.mutation import mutation
from schema.order import Order
from schema.product import Product
from schema.types import Info
from schema.user_errors import Payload


@strawberry.input(description="So many of what is to be had for a price.")
class OrderItemInput:
    price_id: strawberry.ID = strawberry.field(description="At which price. What it costs is for Stoa to say.")
    quantity: int = strawberry.field(
        default=1,
        description=f"How many, 1 to {MAX_QUANTITY}: of services, or of the periods of a membership that is given.",
    )
    cohort_id: strawberry.ID | None = strawberry.field(
        default=None, description="The cohort of a training in which to take a seat."
    )


@strawberry.input(description="What to order, and for whom.")
class CreateOrderInput(MutationInput):
    items: list[OrderItemInput] = strawberry.field(description=f"1 to {MAX_LINES} things, in one currency.")
    coupon: str | None = strawberry.field(default=None, description="Code of a coupon; an order takes one.")
    expected_total: MoneyInput | None = strawberry.field(
        default=None, description="What the buyer was shown. If it costs something else now, nothing is ordered."
    )
    gift_to: strawberry.ID | None = strawberry.field(default=None, description="The member it is a gift for.")
    gift_by_code: bool = strawberry.field(
        default=False, description="Whether it is a gift for whoever has its code, which is shown once."
    )
    billing_name: str | None = strawberry.field(default=None, description="To whom the invoice is made out.")
    billing_address: str | None = strawberry.field(default=None, description="Their address, on at most 8 lines.")
    tax: MoneyInput | None = strawberry.field(
        default=None, description="Tax to add, as somebody worked it out. Needs `orders:manage`."
    )
    user_id: strawberry.ID | None = strawberry.field(
        default=None, description="Another member, who buys. Needs `orders:manage`."
    )

    def asked(self) -> ordering.Asked:
        """What is meant."""
        return ordering.Asked(
            items=[Item(item.price_id, item.quantity, item.cohort_id) for item in self.items],
            coupon_code=self.coupon,
            gift_to=self.gift_to,
            gift_by_code=self.gift_by_code,
            expected=self.expected_total.money() if self.expected_total else None,
            billing_name=self.billing_name,
            billing_address=self.billing_address,
            tax=self.tax.money() if self.tax else None,
            user_id=self.user_id,
        )


@strawberry.input(description="What was paid for an order by hand.")
class ConfirmPaymentInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Which order.")
    reference: str = strawberry.field(
        description="Of the transfer, 1 to 100 characters: under one reference it is entered once."
    )
    amount: MoneyInput = strawberry.field(description="What came: what the order costs, or it is refused.")
    fee: MoneyInput | None = strawberry.field(default=None, description="What a bank kept of that; nothing by default.")


@strawberry.input(description="Which order is given up.")
class CancelOrderInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Its id.")
    reason: str | None = strawberry.field(default=None, description="Why, in at most 200 characters.")


@strawberry.input(description="A gift to redeem.")
class RedeemGiftInput(MutationInput):
    code: str = strawberry.field(description="Its code, however it is written.")


@strawberry.type
class OrderPayload(Payload):
    """What these mutations answer with."""

    order: records.Order | None = strawberry.field(
        default=None, description="The order as it is now.", graphql_type=Order | None
    )


@strawberry.type(description="What was ordered, and where it is paid.")
class CreateOrderPayload(Payable):
    gift_code: str | None = strawberry.field(
        default=None, description="The code of a gift by code; it isn't shown again, and holds once the order is paid."
    )


@strawberry.type(description="What was paid.")
class ConfirmPaymentPayload(OrderPayload):
    pass


@strawberry.type(description="What was given up.")
class CancelOrderPayload(OrderPayload):
    pass


@strawberry.type(description="What the gift is.")
class RedeemGiftPayload(Payload):
    products: list[product_records.Product] = strawberry.field(
        default_factory=list, description="What was given.", graphql_type=list[Product]
    )


@strawberry.type
class OrderMutation(CheckoutMutation):
    @mutation(
        description="Order what is on sale. It is given once it is paid; what costs nothing at once. Members only, and "
        "nobody who is banned."
    )
    async def create_order(self, info: Info, input: CreateOrderInput) -> CreateOrderPayload:
        made, code = await ordering.create(info.context, input.asked())
        return CreateOrderPayload(order=made, gift_code=code)

    @mutation(description="Enter that an order was paid by hand, and give what it is of. Needs `orders:manage`.")
    async def confirm_payment(self, info: Info, input: ConfirmPaymentInput) -> ConfirmPaymentPayload:
        fee = input.fee.money() if input.fee else None
        settled = await ordering.confirm(info.context, input.id, input.reference, input.amount.money(), fee)
        return ConfirmPaymentPayload(order=settled)

    @mutation(description="Give up an order that isn't paid: one's own, or any with `orders:manage`.")
    async def cancel_order(self, info: Info, input: CancelOrderInput) -> CancelOrderPayload:
        return CancelOrderPayload(order=await ordering.cancel(info.context, input.id, input.reason))

    @mutation(description="Have what somebody gave, by its code. Members only, and nobody who is banned.")
    async def redeem_gift(self, info: Info, input: RedeemGiftInput) -> RedeemGiftPayload:
        return RedeemGiftPayload(products=await ordering.redeem(info.context, input.code))
