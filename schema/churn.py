"""Churn in the API: whether a member is about to leave, and why that is said."""

from datetime import datetime
from typing import Annotated

import strawberry

from domain import churn as records
from domain.churn import ChurnState
from domain.ids import UserId
from domain.rhythm import RhythmOf
from resolvers import churn
from schema.cost import cost
from schema.enums import describe_enum
from schema.scoring import ScorePart
from schema.types import First, Info, page, view_of

describe_enum(
    ChurnState,
    "Whether a member is about to leave, by the rhythm in which they came.",
    {
        "ACTIVE": "They come as they use to.",
        "COOLING": "They have stayed away for more than twice as long as usual.",
        "AT_RISK": "For more than three times as long.",
        "CHURNED": "For more than six times as long, and more than 60 days.",
        "RETURNED": "They came again after that; ACTIVE from the fourth day on which they do.",
        "INSUFFICIENT_DATA": "Nothing is known of them, or nothing to compare them with.",
    },
)
describe_enum(
    RhythmOf,
    "Whose gaps between active days a member is compared with.",
    {
        "OWN": "Their own: they were active on four days or more.",
        "NEWCOMERS": "Those between the first four active days of members, of twelve weeks.",
        "COMMUNITY": "Those of all members, of twelve weeks: there were too few of newcomers.",
    },
)

OfChurn = Annotated[ChurnState | None, strawberry.argument(description="Only this churn state.")]


@view_of(records.ChurnSpan, description="A time in which a member was in one state.")
class ChurnSpan:
    state: ChurnState = strawberry.field(description="The state.")
    since: datetime = strawberry.field(description="From when; a midnight of UTC.")
    until: datetime | None = strawberry.field(description="Until when; null while it holds.")
    reason: str = strawberry.field(description="Why it began, in words with the figures.")


@view_of(records.ChurnRisk, description="How likely a member has left, by their own rhythm, and why that is said.")
class ChurnRisk:
    risk: float | None = strawberry.field(
        description="0 to 1: 1 − exp(−max(0, gapDays/usualGapDays − 1)/2), of this moment; null where it isn't known."
    )
    state: ChurnState = strawberry.field(description="Where they are, as of the last look, an hour ago at most.")
    since: datetime | None = strawberry.field(description="From when; null of whom nothing is known.")
    reason: str = strawberry.field(description="Why they are there, in words with the figures of when it began.")
    last_active_at: datetime | None = strawberry.field(
        description="The UTC day on which they were active last, by its start; null if none is known."
    )
    gap_days: int | None = strawberry.field(description="Days from that to the end of yesterday.")
    usual_gap_days: float | None = strawberry.field(
        description="The median of the days between two active days, their own or others'; null where neither is known."
    )
    rhythm: RhythmOf | None = strawberry.field(description="Whose these are.")
    gaps: int | None = strawberry.field(description="How many gaps it is the median of.")
    parts: list[ScorePart] = strawberry.field(
        description="How much of the risk came with each stretch of silence: up to twice, up to three times the usual, "
        "and beyond. Together they are the risk.",
        metadata=cost(assumed_size=3),
    )
    user_id: strawberry.Private[UserId]

    @strawberry.field(description="What they went through, the latest first.", graphql_type=list[ChurnSpan])
    async def history(self: records.ChurnRisk, info: Info, first: First = 20) -> list[records.ChurnSpan]:
        return await churn.history(info.context, self.user_id, page(first, None).first)


@view_of(records.ChurnSize, description="How many members are in a churn state.")
class ChurnSummary:
    state: ChurnState = strawberry.field(description="The state.")
    users: int = strawberry.field(description="How many users are in it.")


@strawberry.type
class ChurnQuery:
    @strawberry.field(
        description="Every churn state with its size; who never did anything is in none. Needs `members:read`.",
        graphql_type=list[ChurnSummary] | None,
        metadata=cost(assumed_size=6),
    )
    async def churn_summary(self, info: Info) -> list[records.ChurnSize]:
        return await churn.summaries(info.context)
