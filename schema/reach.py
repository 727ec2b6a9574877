"""Estimates of reach in the API."""

from datetime import datetime
from typing import Annotated

import strawberry

from domain import reach as records
from domain.reach import LEAST, ReachGap
from resolvers import reach
from schema.cost import cost
from schema.criterion import Criterion
from schema.enums import describe_enum
from schema.targeting_input import TargetingInput
from schema.types import Info, view_of

describe_enum(
    ReachGap,
    "Why there is no estimate.",
    {
        "NOT_COUNTED": "Nothing was counted yet; a job does it once a day.",
        "TOO_FEW": f"It is about fewer than {LEAST} people, of whom nothing is told.",
    },
)


@view_of(records.ReachEstimate, description="What a targeting may reach, estimated from samples of the last 30 days.")
class ReachEstimate:
    members: int | None = strawberry.field(
        description="Members who were active in the last 30 days, see ads, and are whom it asks for, to two digits and "
        "to tens at least; null for a reason. Segment and interests are known of those alone who consent to "
        "`AD_PERSONALISATION`."
    )
    views_per_day: int | None = strawberry.field(
        description="Views a day, of everybody, of contents it stands beside, to two digits; null for the same reason."
    )
    gap: ReachGap | None = strawberry.field(description="Why there is no estimate.")
    not_counted: list[Criterion] = strawberry.field(
        description="What it asks for or rules out, but nobody keeps of members and views: it reaches fewer than told."
    )
    as_of: datetime | None = strawberry.field(description="When the samples were taken; a job does it once a day.")


@strawberry.type
class ReachQuery:
    @strawberry.field(
        description="Whom a flight with this targeting may reach, before it is written. Needs `sponsor:manage`.",
        graphql_type=ReachEstimate | None,
        metadata=cost(weight=50),
    )
    async def reach_estimate(
        self, info: Info, targeting: Annotated[TargetingInput, strawberry.argument(description="Whom it is for.")]
    ) -> records.ReachEstimate:
        return await reach.of(info.context, targeting.targeting())
