"""Who comes before readers, and how unequally what is read is read, in the API."""

from datetime import date, datetime
from typing import Annotated

import strawberry

from domain import fair_share as records
from domain import popularity
from domain import scoring as scorings
from domain.fair_group import LEAST, ExposureDimension
from resolvers import fairness, scoring
from schema.cost import cost
from schema.fair_group import GROUP
from schema.scoring import ScoringModel
from schema.types import Info, view_of


@view_of(records.ExposureShare, description="What one group of contents has of places, beside what it has of contents.")
class ExposureShare:
    dimension: ExposureDimension = strawberry.field(description="By what it is grouped.")
    group: str = strawberry.field(description=GROUP)
    contents: int = strawberry.field(description="How many contents of the sample are of it.")
    of_contents: float = strawberry.field(description="Their share of the sample, 0 to 1.")
    places: int = strawberry.field(description="How many of the first ten places of all members its contents had.")
    of_places: float = strawberry.field(description="Its share of a member's places, the mean over members, 0 to 1.")
    low: float = strawberry.field(description="The lower end of its 95 % interval, members drawn anew.")
    high: float = strawberry.field(description="The upper end.")
    scored: int = strawberry.field(description="How many scores its contents had, over all members.")
    score: float | None = strawberry.field(
        description="The mean R(u,c) of its contents among all that were ranked for a member, averaged over members; "
        "null when none was."
    )
    score_low: float | None = strawberry.field(description="The lower end of its 95 % interval.")
    score_high: float | None = strawberry.field(description="The upper end.")

    @strawberry.field(description="Share of places over share of contents: 1 is what chance would give.")
    def ratio(self: records.ExposureShare) -> float | None:
        return self.ratio


@view_of(
    records.Exposure,
    description="Who comes before readers: some members were ranked for by the version in use as their feed is.",
)
class Exposure:
    as_of: datetime = strawberry.field(description="When.")
    members: int = strawberry.field(description="How many members were ranked for.")
    contents: int = strawberry.field(
        description="How many contents shares are beside: a sample of those published or acted on in 28 days."
    )
    inequality: float = strawberry.field(
        description="Gini's coefficient of the places, of the contents that had any: 0 when all had as many."
    )
    shares: list[ExposureShare] = strawberry.field(
        description=f"The groups, dimension by dimension. Nothing is told of a dimension with fewer than {LEAST} "
        "authors in all.",
        metadata=cost(assumed_size=15),
    )

    @strawberry.field(description="The version that was in use.", graphql_type=ScoringModel | None)
    async def model(self: records.Exposure, info: Info) -> scorings.ScoringModel:
        return await scoring.used(info.context, self.model_id)


@view_of(popularity.PopularityWeek, description="How unequally what was read in a week was read.")
class PopularityWeek:
    week: date = strawberry.field(description="Its Monday; weeks are of UTC.")
    acts: int = strawberry.field(
        description="How often anything was done to a content but to hide it, to vote it down or to publish it."
    )
    contents: int = strawberry.field(description="How many contents that was done to.")
    gini: float | None = strawberry.field(
        description="Gini's coefficient of acts over these contents: 0 when all had as many, near 1 when one had all; "
        f"null of fewer than {popularity.LEAST} contents."
    )
    top_tenth: float | None = strawberry.field(
        description="The share of acts that the tenth of contents with the most had, 0 to 1; null likewise."
    )


Weeks = Annotated[int, strawberry.argument(description=f"How many, 1 to {fairness.MOST_WEEKS}.")]


@strawberry.type
class FairnessQuery:
    @strawberry.field(
        description="Which authors, areas and languages come before readers, as the job `measure-exposure` finds once "
        "a day; null before the first time, or with too few members. Needs `models:read`.",
        graphql_type=Exposure | None,
    )
    async def exposure(self, info: Info) -> records.Exposure | None:
        return await fairness.exposure(info.context)

    @strawberry.field(
        description="How unequally what is read is read, week by week, the latest that is over first. Needs "
        "`models:read`.",
        graphql_type=list[PopularityWeek] | None,
        metadata=cost(assumed_size=popularity.AT_FIRST),
    )
    async def popularity_weeks(self, info: Info, first: Weeks = popularity.AT_FIRST) -> list[popularity.PopularityWeek]:
        return await fairness.weeks(info.context, first)
