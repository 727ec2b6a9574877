"""Effectiveness of ads in the API: E(a,C), what it rests on, and the parts it is made of."""

from datetime import datetime
from typing import Annotated

import strawberry

from domain import effectiveness as records
from domain import scoring as scorings
from domain.effectiveness import MIN_SPONSORS, MIN_VIEWS, EvidenceStatus
from resolvers import scoring
from schema.cost import cost
from schema.enums import describe_enum
from schema.scalars import BigInt
from schema.scoring import ScorePart, ScoringModel
from schema.types import Info, view_of

__all__ = ["AdEffectiveness", "EvidenceStatus"]

describe_enum(
    EvidenceStatus,
    "Whether enough is known to say something.",
    {
        "MEASURED": "It is.",
        "INSUFFICIENT_DATA": f"Fewer than {MIN_VIEWS:,} views that counted, or {MIN_SPONSORS} sponsors altogether.",
    },
)


@view_of(
    records.AdEffectiveness,
    description="How well an ad does in a part of the community: the sum of its parts, ¼ where all is as usual.",
)
class AdEffectiveness:
    status: EvidenceStatus = strawberry.field(description="Whether enough is known.")
    value: float | None = strawberry.field(description="E(a,C), 0 to 1; null with too little evidence.")
    n: BigInt = strawberry.field(
        description="Views that counted there in the last 90 days; 0 for fewer than 20 readers."
    )
    low: float | None = strawberry.field(description="E with every rate at the low end of its interval of 95 %.")
    high: float | None = strawberry.field(description="E with every rate at the high end of its interval of 95 %.")
    parts: list[ScorePart] = strawberry.field(
        description="One for each weighed feature: `preference` is the ad's side, `value` that of the community. They "
        "add up to the value; none with too little evidence.",
        metadata=cost(assumed_size=20),
    )
    as_of: datetime = strawberry.field(description="The moment it was computed for.")

    @strawberry.field(description="The weights it was computed by.", graphql_type=ScoringModel)
    async def model(self: records.AdEffectiveness, info: Info) -> scorings.ScoringModel:
        return await scoring.used(info.context, self.model_id)


OfArea = Annotated[strawberry.ID | None, strawberry.argument(description="In the area of this id.")]
OfTag = Annotated[strawberry.ID | None, strawberry.argument(description="Beside the tag of this id.")]
OfPlacement = Annotated[str | None, strawberry.argument(description="At this placement.")]
OfDevice = Annotated[str | None, strawberry.argument(description="On this device: desktop, mobile or tablet.")]
OfCountry = Annotated[str | None, strawberry.argument(description="In this country, by its ISO 3166-1 code.")]
