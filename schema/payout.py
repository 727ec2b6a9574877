"""Payouts in the API: what members are paid of what they earned."""

from datetime import datetime
from typing import Annotated

import strawberry

from domain import payout as records
from domain.page import Connection as Rows
from domain.page import Edge
from domain.payout import AT_ONCE, MAX_REASON, MAX_REFERENCE, PayoutState
from domain.user import User as Member
from resolvers import payout
from schema.enums import describe_enum
from schema.idempotency import MutationInput
from schema.money import Money
from schema.mutation import mutation
from schema.page import Connection
from schema.scalars import BigInt
from schema.types import After, First, Info, Node, page, view_of
from schema.user import User
from schema.user_errors import Payload

describe_enum(
    PayoutState,
    "What became of a payout.",
    {
        "PENDING": "It is set aside, and waits for an operator to send it.",
        "SENT": "It was sent, and left the account.",
        "RETURNED": "It came back or didn't go, as `reason` says: it is the member's again.",
    },
)


@view_of(records.Payout, description="That a member is paid what they earned. They and operators see it.")
class Payout(Node):
    state: PayoutState = strawberry.field(description="What became of it.")
    amount: Money = strawberry.field(description="How much.")
    reference: str | None = strawberry.field(description="What it is called where it was sent from.")
    reason: str | None = strawberry.field(description="Why it came back.")
    created_at: datetime = strawberry.field(description="When it was asked for.")
    sent_at: datetime | None = strawberry.field(description="When it was sent.")
    returned_at: datetime | None = strawberry.field(description="When it came back.")

    @strawberry.field(description="Who is paid; null when they are gone.", graphql_type=User | None)
    async def member(self: records.Payout, info: Info) -> Member | None:
        return await payout.member(info.context, self)


@strawberry.input(description="What to be paid out.")
class RequestPayoutInput(MutationInput):
    currency: str = strawberry.field(description="Code by ISO 4217 of what was earned.")
    amount_minor: BigInt | None = strawberry.field(
        default=None, description="How much, in minor units; all that is available when left out."
    )


@strawberry.input(description="For what to make payouts.")
class RequestAllPayoutsInput(MutationInput):
    currency: str = strawberry.field(description="Code by ISO 4217 of what was earned.")


@strawberry.input(description="Which payout was sent.")
class ConfirmPayoutInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="The payout.")
    reference: str = strawberry.field(
        description=f"What it is called at the bank, in 1 to {MAX_REFERENCE} characters; its member reads it."
    )


@strawberry.input(description="Which payout came back.")
class ReturnPayoutInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="The payout.")
    reason: str = strawberry.field(description=f"Why, in 1 to {MAX_REASON} characters; its member reads it.")


@strawberry.type(description="The payout.")
class RequestPayoutPayload(Payload):
    payout: records.Payout | None = strawberry.field(
        default=None, description="As it is now.", graphql_type=Payout | None
    )


@strawberry.type(description="The payout that was sent.")
class ConfirmPayoutPayload(RequestPayoutPayload):
    pass


@strawberry.type(description="The payout that came back.")
class ReturnPayoutPayload(RequestPayoutPayload):
    pass


@strawberry.type(description="The payouts that were made.")
class RequestAllPayoutsPayload(Payload):
    payouts: list[records.Payout] | None = strawberry.field(
        default=None,
        description=f"At most {AT_ONCE}, of those who earned least first; call it again until there are none.",
        graphql_type=list[Payout] | None,
    )


States = Annotated[list[PayoutState] | None, strawberry.argument(description="Only those in these states.")]
OfUser = Annotated[strawberry.ID | None, strawberry.argument(description="Only those of this member.")]


@strawberry.type
class PayoutQuery:
    @strawberry.field(
        description="Payouts, the latest first. Needs `orders:manage`; members have theirs by `viewer`.",
        graphql_type=Connection[Payout] | None,
    )
    async def payouts(
        self, info: Info, first: First = 20, after: After = None, states: States = None, user_id: OfUser = None
    ) -> Rows[Edge[records.Payout]]:
        chosen = tuple(PayoutState) if states is None else tuple(dict.fromkeys(states))
        return await payout.latest(info.context, chosen, user_id, page(first, after))


@strawberry.type
class PayoutMutation:
    @mutation(
        description="Ask to be paid out what one earned. It is set aside at once: however many ask at a time, never "
        "more than is available. For oneself; needs to be a member."
    )
    async def request_payout(self, info: Info, input: RequestPayoutInput) -> RequestPayoutPayload:
        return RequestPayoutPayload(payout=await payout.request(info.context, input.currency, input.amount_minor))

    @mutation(
        description="Make payouts of all that is available to members, where it is enough to be paid out. It is "
        "audited. Needs `orders:manage`."
    )
    async def request_all_payouts(self, info: Info, input: RequestAllPayoutsInput) -> RequestAllPayoutsPayload:
        return RequestAllPayoutsPayload(payouts=await payout.request_all(info.context, input.currency))

    @mutation(
        description="Enter that a payout was sent: it leaves the member's account, once however often it is entered. "
        "It is audited. Needs `orders:manage`."
    )
    async def confirm_payout(self, info: Info, input: ConfirmPayoutInput) -> ConfirmPayoutPayload:
        return ConfirmPayoutPayload(payout=await payout.confirm(info.context, input.id, input.reference))

    @mutation(
        description="Enter that a payout came back, or won't be sent: the member has it again. It is audited. Needs "
        "`orders:manage`."
    )
    async def return_payout(self, info: Info, input: ReturnPayoutInput) -> ReturnPayoutPayload:
        return ReturnPayoutPayload(payout=await payout.give_back(info.context, input.id, input.reason))
