"""Coupons in the API: what a code would take off, and for operators, making and ending them."""

from datetime import datetime
from typing import Annotated, Any

import strawberry

from domain import coupon as records
from domain import product as product_records
from domain import user as users
from domain.new_coupon import MAX_PRODUCTS, MAX_REDEMPTIONS
from domain.page import Connection as Rows
from domain.page import Edge
from resolvers import coupon
from schema.cost import cost
from schema.idempotency import MutationInput
from schema.money import Money, MoneyInput
from schema.mutation import mutation
from schema.page import Connection
from schema.product import Product
from schema.types import After, First, Info, Node, page, view_of
from schema.user import User
from schema.user_errors import Payload


@view_of(records.Coupon, description="A code that takes something off an order, once a member.")
class Coupon(Node):
    code: str = strawberry.field(description="What is typed in, in any case.")
    percent_off: int | None = strawberry.field(description="What it takes off, in percent; null for an amount.")
    amount_off: Money | None = strawberry.field(description="What it takes off; null for a percentage.")
    starts_at: datetime | None = strawberry.field(description="When it begins; null for at once.")
    ends_at: datetime | None = strawberry.field(description="When it ends; null where that is open.")
    max_redemptions: int | None = strawberry.field(description="How often it may be used; null for no limit.")
    redeemed: int = strawberry.field(description="How often it was, by orders that weren't given up.")
    affiliate_percent: int = strawberry.field(description="What the affiliate earns of what is paid without tax.")
    created_at: datetime = strawberry.field(description="When it was made.")
    archived_at: datetime | None = strawberry.field(description="Since when it takes nothing off.")

    @strawberry.field(
        description="What it is for; empty for everything.", graphql_type=list[Product], metadata=cost(assumed_size=3)
    )
    async def products(self: records.Coupon, info: Info) -> list[product_records.Product]:
        return await coupon.products_of(info.context, self)

    @strawberry.field(description="The member who earns by it, if one does.", graphql_type=User | None)
    async def affiliate(self: records.Coupon, info: Info) -> users.User | None:
        return await coupon.affiliate(info.context, self)


@view_of(records.CouponQuote, description="What a code would take off for the viewer now, before tax.")
class CouponQuote:
    code: str = strawberry.field(description="The code as it is kept.")
    subtotal: Money = strawberry.field(description="What the prices come to.")
    discount: Money = strawberry.field(description="What is taken off.")
    total: Money = strawberry.field(description="What is left to pay.")


@strawberry.input(description="A new coupon; either `percentOff` or `amountOff`.")
class CreateCouponInput(MutationInput):
    code: str = strawberry.field(description="3 to 40 letters from A to Z, digits, hyphens and underscores.")
    percent_off: int | None = strawberry.field(default=None, description="What it takes off, 1 to 100 percent.")
    amount_off: MoneyInput | None = strawberry.field(
        default=None, description="What it takes off, once an order, of prices in that currency."
    )
    products: list[strawberry.ID] = strawberry.field(
        default_factory=list, description=f"What it is for, at most {MAX_PRODUCTS} products; empty for everything."
    )
    starts_at: datetime | None = strawberry.field(default=None, description="When it begins, if not at once.")
    ends_at: datetime | None = strawberry.field(default=None, description="When it ends, if it does.")
    max_redemptions: int | None = strawberry.field(
        default=None, description=f"How often it may be used in all, 1 to {MAX_REDEMPTIONS:,}."
    )
    affiliate_id: strawberry.ID | None = strawberry.field(
        default=None, description="The member who earns by it, and can't use it themselves."
    )
    affiliate_percent: int | None = strawberry.field(
        default=None, description="What they earn of what is paid without tax, 1 to 100 percent."
    )

    def given(self) -> dict[str, Any]:
        """What is given of it beside its code and amount, as the resolvers take it."""
        names = ("percent_off", "starts_at", "ends_at", "max_redemptions", "affiliate_id", "affiliate_percent")
        return {"product_ids": self.products} | {name: getattr(self, name) for name in names}


@strawberry.input(description="A coupon that takes nothing off any more, or does again.")
class ArchiveCouponInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Which coupon.")
    archived: bool = strawberry.field(default=True, description="False to let it be used again.")


@strawberry.type
class CouponPayload(Payload):
    """What both mutations answer with."""

    coupon: records.Coupon | None = strawberry.field(
        default=None, description="The coupon as it is now.", graphql_type=Coupon | None
    )


@strawberry.type(description="What was made.")
class CreateCouponPayload(CouponPayload):
    pass


@strawberry.type(description="What was archived.")
class ArchiveCouponPayload(CouponPayload):
    pass


@strawberry.type
class CouponQuery:
    @strawberry.field(
        description="Coupons, the newest first. Needs `catalogue:manage`.", graphql_type=Connection[Coupon] | None
    )
    async def coupons(self, info: Info, first: First = 20, after: After = None) -> Rows[Edge[records.Coupon]]:
        return await coupon.latest(info.context, page(first, after))

    @strawberry.field(
        description="What a code would take off for the viewer now; nothing is used up. An error says why it wouldn't.",
        graphql_type=CouponQuote | None,
    )
    async def coupon_quote(
        self,
        info: Info,
        code: Annotated[str, strawberry.argument(description="As it was typed, in any case.")],
        price_ids: Annotated[
            list[strawberry.ID],
            strawberry.argument(description="1 to 20 prices; one that is named twice is bought twice."),
        ],
    ) -> records.CouponQuote:
        return await coupon.quote(info.context, code, price_ids)


@strawberry.type
class CouponMutation:
    @mutation(description="Make a coupon. Needs `catalogue:manage`.")
    async def create_coupon(self, info: Info, input: CreateCouponInput) -> CreateCouponPayload:
        amount = input.amount_off.money() if input.amount_off else None
        return CreateCouponPayload(coupon=await coupon.create(info.context, input.code, amount, input.given()))

    @mutation(description="Let a coupon take nothing off any more, or again. Needs `catalogue:manage`.")
    async def archive_coupon(self, info: Info, input: ArchiveCouponInput) -> ArchiveCouponPayload:
        return ArchiveCouponPayload(coupon=await coupon.archive(info.context, input.id, input.archived))
