"""What members do about subscriptions, in the API."""

import strawberry

from domain import subscription as records
from domain.tier_change import ChangeTime
from resolvers import subscribing
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.subscription import Subscription
from schema.types import Info
from schema.user_errors import Payload


@strawberry.input(description="What is subscribed to.")
class SubscribeToTierInput(MutationInput):
    tier_id: strawberry.ID = strawberry.field(description="Which tier.")
    price_id: strawberry.ID = strawberry.field(description="At which of its prices, by month or year.")
    coupon_code: str | None = strawberry.field(
        default=None, description="Takes something off the first period; not together with a trial."
    )
    trial: bool = strawberry.field(
        default=True, description="Whether to try the tier first, where that is offered and the member never did."
    )


@strawberry.input(description="What is cancelled.")
class CancelSubscriptionInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Which subscription.")
    at_period_end: bool = strawberry.field(
        default=True, description="Whether it gives what is paid for until then; at once otherwise, without a refund."
    )


@strawberry.input(description="What goes on after all.")
class ResumeSubscriptionInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Which subscription.")


@strawberry.input(description="What is added as tax.")
class SetSubscriptionTaxInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Whose orders.")
    basis_points: int = strawberry.field(description="0 to 10,000 of what is paid: 1,900 are 19 percent.")


@strawberry.input(description="What a subscription is to pay.")
class ChangeTierInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Which subscription.")
    price_id: strawberry.ID = strawberry.field(description="A price of this or of another tier.")
    at: ChangeTime | None = strawberry.field(
        default=None, description="When; by default an upgrade NOW, and a downgrade at PERIOD_END."
    )


@strawberry.type
class SubscriptionPayload(Payload):
    """What most of these mutations answer with."""

    subscription: records.Subscription | None = strawberry.field(
        default=None, description="The subscription as it is now.", graphql_type=Subscription | None
    )


@strawberry.type(description="What was begun: on trial, or waiting for its `openOrder` to be paid.")
class SubscribeToTierPayload(SubscriptionPayload):
    @strawberry.field(
        description="Where the `openOrder` is paid at its processor; null on trial, where it is paid by hand, or costs "
        "nothing. While the processor doesn't answer this is an error `UNAVAILABLE`, and `payOrder` asks again."
    )
    async def checkout_url(self, info: Info) -> str | None:
        return None if self.subscription is None else await subscribing.checkout_url(info.context, self.subscription)


@strawberry.type(description="What was cancelled.")
class CancelSubscriptionPayload(SubscriptionPayload):
    pass


@strawberry.type(description="What goes on.")
class ResumeSubscriptionPayload(SubscriptionPayload):
    pass


@strawberry.type(description="What is taxed so from its next order on.")
class SetSubscriptionTaxPayload(SubscriptionPayload):
    pass


@strawberry.type(description="What was changed, or waits for its `openOrder` to be paid.")
class ChangeTierPayload(Payload):
    changed_id: strawberry.Private[str | None] = None

    @strawberry.field(
        description="The subscription, once what the change costs was charged where it can be.",
        graphql_type=Subscription | None,
    )
    async def subscription(self, info: Info) -> records.Subscription | None:
        return await subscribing.charged(info.context, self.changed_id) if self.changed_id else None


@strawberry.type
class SubscribingMutation:
    @mutation(
        description="Subscribe to a tier: on trial, at once where it costs nothing, or once the order that is made is "
        "paid. A member has one live subscription; another tier is a change of it."
    )
    async def subscribe_to_tier(self, info: Info, input: SubscribeToTierInput) -> SubscribeToTierPayload:
        made = await subscribing.subscribe(info.context, input.tier_id, input.price_id, input.coupon_code, input.trial)
        return SubscribeToTierPayload(subscription=made)

    @mutation(
        description="Cancel a subscription of the viewer's, at the end of its period or at once. One whose payment is "
        "due ends at once. Of others with `orders:manage`."
    )
    async def cancel_subscription(self, info: Info, input: CancelSubscriptionInput) -> CancelSubscriptionPayload:
        cancelled = await subscribing.cancel(info.context, input.id, input.at_period_end)
        return CancelSubscriptionPayload(subscription=cancelled)

    @mutation(description="Let a cancelled subscription go on, before its period ends. Of others with `orders:manage`.")
    async def resume_subscription(self, info: Info, input: ResumeSubscriptionInput) -> ResumeSubscriptionPayload:
        return ResumeSubscriptionPayload(subscription=await subscribing.resume(info.context, input.id))

    @mutation(
        description="Say what tax is added to what is ordered for a subscription from now on. An order that waits is "
        "left as it is. Needs `orders:manage`."
    )
    async def set_subscription_tax(self, info: Info, input: SetSubscriptionTaxInput) -> SetSubscriptionTaxPayload:
        taxed = await subscribing.set_tax(info.context, input.id, input.basis_points)
        return SetSubscriptionTaxPayload(subscription=taxed)

    @mutation(
        description="Change what a subscription of the viewer's pays, to another price of this or of another tier. "
        "What it costs at once is charged, or waits as `openOrder`; `Subscription.tierChangeQuote` says it before."
    )
    async def change_tier(self, info: Info, input: ChangeTierInput) -> ChangeTierPayload:
        changed = await subscribing.change(info.context, input.id, input.price_id, input.at)
        return ChangeTierPayload(changed_id=changed.id)
