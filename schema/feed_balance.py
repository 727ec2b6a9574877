"""The balance of feeds in the API."""

import strawberry

from domain import feed_balance as records
from resolvers import feed_balance
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info, view_of
from schema.user_errors import Payload


@view_of(records.FeedBalance, description="How much of a feed may be paid for and locked to its reader.")
class FeedBalance:
    locked_percent: int = strawberry.field(description="Of every beginning of a page, at most so many percent.")


@strawberry.type
class FeedBalanceQuery:
    @strawberry.field(
        description="How much of a feed may be paid for and locked to its reader.", graphql_type=FeedBalance | None
    )
    async def feed_balance(self, info: Info) -> records.FeedBalance:
        return await feed_balance.current(info.context)


@strawberry.input(description="How much of a feed may be locked.")
class SetFeedBalanceInput(MutationInput):
    locked_percent: int = strawberry.field(description="0 to 100 percent.")


@strawberry.type(description="What was set.")
class SetFeedBalancePayload(Payload):
    feed_balance: records.FeedBalance | None = strawberry.field(
        default=None, description="What holds now.", graphql_type=FeedBalance | None
    )


@strawberry.type
class FeedBalanceMutation:
    @mutation(
        description="Set how much of a feed may be paid for and locked to its reader. It is audited. Needs "
        "`catalogue:manage`."
    )
    async def set_feed_balance(self, info: Info, input: SetFeedBalanceInput) -> SetFeedBalancePayload:
        balance = records.FeedBalance(locked_percent=input.locked_percent)
        return SetFeedBalancePayload(feed_balance=await feed_balance.put(info.context, balance))
