"""Who stays, in the API: tables of cohorts."""

from datetime import date
from typing import Annotated

import strawberry

from domain import staying as records
from domain.staying import FEWEST, StayingPeriod
from resolvers import staying
from schema.cost import cost
from schema.effectiveness import EvidenceStatus
from schema.enums import describe_enum
from schema.ratio import Ratio
from schema.types import Info, view_of

describe_enum(
    StayingPeriod,
    "By what members are put together who began at the same time.",
    {"WEEK": "By weeks from Monday on, of UTC.", "MONTH": "By months of UTC."},
)


@view_of(records.StayingShare, name="RetentionShare", description="The part of members that was active so much later.")
class RetentionShare:
    after: int = strawberry.field(description="How many weeks or months after that in which they began, 1 or more.")
    stayed: Ratio = strawberry.field(
        description=f"The part that was active in it; `n` are the members. Null of fewer than {FEWEST}."
    )


@view_of(records.StayingCohort, name="RetentionCohort", description="The members who began in one week or month.")
class RetentionCohort:
    first: date = strawberry.field(description="The first day of that.")
    members: int = strawberry.field(description="How many there are: they did something for the first time in it.")
    status: EvidenceStatus = strawberry.field(description=f"INSUFFICIENT_DATA with fewer than {FEWEST} members.")
    shares: list[RetentionShare] = strawberry.field(
        description="One for each that followed and is counted.", metadata=cost(assumed_size=12)
    )


@view_of(records.StayingTable, name="RetentionTable", description="How many of those who began together stay.")
class RetentionTable:
    by: StayingPeriod = strawberry.field(description="By what they are put together.")
    counted_until: date | None = strawberry.field(
        description="The last day that is counted: a week or month is when it has been over for a week."
    )
    cohorts: list[RetentionCohort] = strawberry.field(
        description="The first to begin first.", metadata=cost(assumed_size=12)
    )
    total: list[RetentionShare] = strawberry.field(
        description=f"All of them with {FEWEST} members together: of each step those for which it is counted.",
        metadata=cost(assumed_size=12),
    )


By = Annotated[StayingPeriod, strawberry.argument(description="By what members are put together.")]
From = Annotated[date, strawberry.argument(name="from", description="A day of the first cohort.")]
To = Annotated[date, strawberry.argument(description="A day of the last; at most 53 weeks or 24 months in all.")]


@strawberry.type
class StayingQuery:
    @strawberry.field(
        description="Of the members who began in each week or month how many were active in those that followed. Needs "
        "`members:read`.",
        graphql_type=RetentionTable | None,
    )
    async def cohort_retention(self, info: Info, from_: From, to: To, by: By) -> records.StayingTable:
        return await staying.report(info.context, by, from_, to)
