"""Value segments in the API."""

from datetime import date, datetime
from typing import Annotated

import strawberry

from domain import segment as records
from domain import segment_moves as moves
from domain.segment import ValueSegment
from resolvers import segment
from schema.cost import cost
from schema.enums import describe_enum
from schema.types import Info, view_of

describe_enum(
    ValueSegment,
    "What a member is worth to the community, as far as behaviour tells.",
    {
        "HIGH_VALUE": "Among those who carry the community.",
        "POTENTIAL": "Above the middle, or new and rising.",
        "LOW_VALUE": "Neither.",
        "INSUFFICIENT_DATA": "Too few events to say anything.",
    },
)

OfSegment = Annotated[ValueSegment | None, strawberry.argument(description="By readers of this segment.")]


@view_of(records.SegmentAssignment, description="A member's value segment over a span of time.")
class SegmentAssignment:
    segment: ValueSegment = strawberry.field(description="The segment.")
    since: datetime = strawberry.field(description="From when.")
    until: datetime | None = strawberry.field(description="Until when; null while it holds.")
    reason: str = strawberry.field(description="Why, in words with the figures.")
    activity_percentile: float | None = strawberry.field(
        description="Share of the other active members who are less active, 0 to 1; null when there are none."
    )
    revenue_percentile: float | None = strawberry.field(
        description="Share of the other members who paid in 90 days that brought less, 0 to 1; null for who brought "
        "nothing, or alone."
    )
    trend: float | None = strawberry.field(description="Activity over that of 30 days before; null when that was 0.")
    events: int = strawberry.field(description="How many events it rests on.")
    pending: ValueSegment | None = strawberry.field(
        description="Where the last run would have moved the member; the next one does if it agrees."
    )


@view_of(records.SegmentSummary, description="How large a segment is.")
class SegmentSummary:
    segment: ValueSegment = strawberry.field(description="The segment.")
    users: int = strawberry.field(description="How many users are in it.")
    share: float = strawberry.field(description="Their share of all users, 0 to 1.")
    average_activity: float | None = strawberry.field(description="Their mean activity, 0 to 100; null if empty.")


@view_of(moves.SegmentMove, description="How many moves there were from one segment to another.")
class SegmentMove:
    previous: ValueSegment | None = strawberry.field(description="From which; null for who was in none.")
    segment: ValueSegment = strawberry.field(description="To which.")
    users: int = strawberry.field(description="How many.")


@view_of(moves.SegmentMoves, description="Moves between value segments over a time; who moved twice counts twice.")
class SegmentMoves:
    first: date = strawberry.field(description="The first day, of UTC.")
    last: date = strawberry.field(description="The last day.")
    moves: list[SegmentMove] = strawberry.field(
        description="From what to what, where there were any.", metadata=cost(assumed_size=16)
    )
    up: int = strawberry.field(description="How many led to a higher segment.")
    down: int = strawberry.field(description="How many led to a lower one.")


From = Annotated[date, strawberry.argument(name="from", description="The first day, of UTC.")]
To = Annotated[date, strawberry.argument(description="The last day; at most a year after it.")]


@strawberry.type
class SegmentQuery:
    @strawberry.field(
        description="How many members moved from which value segment to which. Needs `members:read`.",
        graphql_type=SegmentMoves | None,
    )
    async def segment_moves(self, info: Info, from_: From, to: To) -> moves.SegmentMoves:
        return await segment.moves(info.context, from_, to)

    @strawberry.field(
        description="Every value segment with its size. Needs `members:read`.",
        graphql_type=list[SegmentSummary] | None,
        metadata=cost(assumed_size=4),
    )
    async def segments(self, info: Info) -> list[records.SegmentSummary]:
        return await segment.summaries(info.context)
