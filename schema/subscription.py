"""Subscriptions in the API: a member's own, and all of them for operators."""

from datetime import datetime
from typing import Annotated

import strawberry

from domain import money as money_records
from domain import order as order_records
from domain import product as product_records
from domain import subscription as records
from domain import tier as tier_records
from domain import tier_change as changes
from domain.page import Connection as Rows
from domain.page import Edge
from domain.subscription import EndReason, SubscriptionState
from domain.tier_change import ChangeTime, Direction
from resolvers import order, subscription
from schema.enums import describe_enum
from schema.money import Money
from schema.order import Order
from schema.page import Connection
from schema.product import Price
from schema.tier import Tier
from schema.types import After, First, Info, Node, page, view_of

describe_enum(
    SubscriptionState,
    "Where a subscription stands; all but EXPIRED are live, and a member has one live one.",
    {
        "TRIALING": "The tier is tried; the first period is charged when the trial ends.",
        "ACTIVE": "It is paid for, and renewed when its period ends.",
        "PAST_DUE": "A payment is due. `graceUntil` says until when the tier is kept meanwhile; before the first "
        "payment there is nothing yet.",
        "CANCELLED": "It isn't renewed; what it gives stays to the end of the period.",
        "EXPIRED": "It has ended, and `endReason` says why.",
    },
)
describe_enum(
    EndReason,
    "Why a subscription ended.",
    {
        "CANCELLED": "It was cancelled.",
        "UNPAID": "Nobody paid, after the last attempt to charge it.",
        "ERASED": "Its member was erased.",
        "MERGED": "Its member's account became one with another that had its own; what was paid for stays to its end.",
        "REFUNDED": "What was paid for it went back.",
    },
)
describe_enum(
    ChangeTime,
    "When a change takes effect.",
    {
        "NOW": "At once; what is left of the period is charged or credited by time.",
        "PERIOD_END": "With the next period.",
    },
)
describe_enum(Direction, "Which way a change goes.", {"UPGRADE": "To more.", "DOWNGRADE": "To less."})

At = Annotated[
    ChangeTime | None,
    strawberry.argument(description="When; by default an upgrade NOW, and a downgrade at PERIOD_END."),
]


@view_of(changes.ChangeQuote, description="What a change of a subscription would come to, were it made now.")
class TierChangeQuote:
    direction: Direction = strawberry.field(description="Which way it goes.")
    at: ChangeTime = strawberry.field(description="When it would take effect.")
    takes_effect_at: datetime = strawberry.field(description="At which moment that is.")
    period_start: datetime = strawberry.field(description="When the period begins in which it is in effect first.")
    period_end: datetime = strawberry.field(description="When that ends.")

    @strawberry.field(description="What is to be paid at once, without tax.", graphql_type=Money)
    def charge(self: changes.ChangeQuote) -> money_records.Money:
        return self.money(self.charge_minor)

    @strawberry.field(description="What is to be paid besides, as tax.", graphql_type=Money)
    def tax(self: changes.ChangeQuote) -> money_records.Money:
        return self.tax or self.money(0)

    @strawberry.field(description="What of the subscription's credit is taken before.", graphql_type=Money)
    def credit_used(self: changes.ChangeQuote) -> money_records.Money:
        return self.money(self.credit_used_minor)

    @strawberry.field(description="What it leaves as new credit, which later charges take first.", graphql_type=Money)
    def credit(self: changes.ChangeQuote) -> money_records.Money:
        return self.money(self.credit_minor)


@view_of(records.Subscription, description="A member's claim to a tier, paid period by period.")
class Subscription(Node):
    state: SubscriptionState = strawberry.field(description="Where it stands.")
    cancel_at_period_end: bool = strawberry.field(description="Whether it ends with its period.")
    trial_end: datetime | None = strawberry.field(description="When its trial ends, or ended; null without one.")
    grace_until: datetime | None = strawberry.field(
        description="While a payment is due: until when the tier is kept all the same."
    )
    access_until: datetime = strawberry.field(description="Until when it gives what the tier has, as far as is known.")
    next_attempt_at: datetime | None = strawberry.field(
        description="While a payment is due: when it is tried again; after the last attempt the subscription expires."
    )
    tax_basis_points: int = strawberry.field(
        description="What is added as tax to each order of it: 1,900 are 19 percent."
    )
    created_at: datetime = strawberry.field(description="When it began.")
    cancelled_at: datetime | None = strawberry.field(description="When it was cancelled.")
    ended_at: datetime | None = strawberry.field(description="When it expired.")
    end_reason: EndReason | None = strawberry.field(description="Why it did.")

    @strawberry.field(description="When the period began that is paid for.")
    def current_period_start(self: records.Subscription) -> datetime:
        return self.period_start

    @strawberry.field(description="When that period ends; before the first payment, when it began.")
    def current_period_end(self: records.Subscription) -> datetime:
        return self.period_end

    @strawberry.field(description="What is had by it.", graphql_type=Tier)
    async def tier(self: records.Subscription, info: Info) -> tier_records.Tier | None:
        return await subscription.tier(info.context, self.terms)

    @strawberry.field(
        description="What is paid for a period; it stays so after the price was archived.", graphql_type=Price
    )
    async def price(self: records.Subscription, info: Info) -> product_records.Price | None:
        return await subscription.price(info.context, self.terms)

    @strawberry.field(
        description="What is had from the next period on, where that was changed.", graphql_type=Tier | None
    )
    async def next_tier(self: records.Subscription, info: Info) -> tier_records.Tier | None:
        return await subscription.tier(info.context, self.next_terms) if self.next_terms else None

    @strawberry.field(
        description="What is paid from the next period on, where that was changed.", graphql_type=Price | None
    )
    async def next_price(self: records.Subscription, info: Info) -> product_records.Price | None:
        return await subscription.price(info.context, self.next_terms) if self.next_terms else None

    @strawberry.field(description="What the next charges take before money. It isn't paid out.", graphql_type=Money)
    def credit(self: records.Subscription) -> money_records.Money:
        return money_records.Money(amount_minor=self.credit_minor, currency=self.terms.currency)

    @strawberry.field(
        description="The order that waits to be paid: of the first period, of a renewal or of a change.",
        graphql_type=Order | None,
    )
    async def open_order(self: records.Subscription, info: Info) -> order_records.Order | None:
        return await subscription.open_order(info.context, self)

    @strawberry.field(
        description="All its orders, the latest first: each has its invoice and, for who may see them, its postings.",
        graphql_type=Connection[Order],
    )
    async def orders(
        self: records.Subscription, info: Info, first: First = 20, after: After = None
    ) -> Rows[Edge[order_records.Order]]:
        return await order.of_subscription(info.context, self.id, page(first, after))

    @strawberry.field(
        description="What a change to another price, of this or of another tier, would come to now.",
        graphql_type=TierChangeQuote | None,
    )
    async def tier_change_quote(
        self: records.Subscription,
        info: Info,
        price_id: Annotated[strawberry.ID, strawberry.argument(description="What would be paid.")],
        at: At = None,
    ) -> changes.ChangeQuote:
        return await subscription.change_quote(info.context, self, price_id, at)


States = Annotated[
    list[SubscriptionState] | None,
    strawberry.argument(description="Only those in these states; by default all but expired ones."),
]
OfTier = Annotated[strawberry.ID | None, strawberry.argument(description="Only those to this tier.")]
LIVING = tuple(state for state in SubscriptionState if state is not SubscriptionState.EXPIRED)


@strawberry.type
class SubscriptionQuery:
    @strawberry.field(
        description="Subscriptions of all members, the newest first. Needs `orders:manage`.",
        graphql_type=Connection[Subscription] | None,
    )
    async def subscriptions(
        self, info: Info, first: First = 20, after: After = None, states: States = None, tier_id: OfTier = None
    ) -> Rows[Edge[records.Subscription]]:
        wanted = LIVING if states is None else tuple(dict.fromkeys(states))
        return await subscription.latest(info.context, wanted, tier_id, page(first, after))
