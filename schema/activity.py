"""Activity A(u) in the API."""

from datetime import datetime

import strawberry

from domain import activity as records
from domain import scoring as scorings
from domain.ids import ModelId
from resolvers import scoring
from schema.cost import cost
from schema.scoring import ScorePart, ScoringModel
from schema.types import Info, view_of


@view_of(records.ActivityScore, description="How active a user is at a moment, and why.")
class ActivityScore:
    value: float = strawberry.field(description="0 to 100: the sum of the parts' contributions.")
    as_of: datetime = strawberry.field(description="The moment; what was done on later UTC days doesn't count.")
    parts: list[ScorePart] = strawberry.field(
        description="One for each weighed behaviour, by name; a part's value is 0 to 100.",
        metadata=cost(assumed_size=5),
    )
    model_id: strawberry.Private[ModelId]

    @strawberry.field(description="The weights it was computed by.", graphql_type=ScoringModel)
    async def model(self: records.ActivityScore, info: Info) -> scorings.ScoringModel:
        return await scoring.used(info.context, self.model_id)
