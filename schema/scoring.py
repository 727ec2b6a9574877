"""Scoring models in the API: the weights in use, other versions, proposing and activating them."""

import asyncio
from datetime import datetime
from typing import Annotated

import strawberry

from domain import fair_share
from domain import scoring as records
from domain.formulas import formula_of
from domain.record import Record
from domain.scoring import ScoringKind
from resolvers import fairness, node, scoring
from schema.cost import cost
from schema.enums import describe_enum
from schema.fair_group import ExposureWarning
from schema.types import Info, Node, view_of

describe_enum(
    ScoringKind,
    "What is scored.",
    {
        "ACTIVITY": "A(u): how active a user is.",
        "RECOMMENDATION": "R(u,c): how well a content suits a user.",
        "AD_EFFECTIVENESS": "E(a,C): how well an ad does in a context.",
    },
)


@view_of(
    records.ScorePart,
    description="One addend of a score: contribution = weight · preference · value. The parts add up to the score.",
)
class ScorePart:
    feature: str = strawberry.field(description="What was looked at, as `ScoringFeature.name`.")
    weight: float = strawberry.field(description="Its weight in the model; the weights of a model sum to 1.")
    preference: float | None = strawberry.field(
        description="How much it matters to the user, 0 to 1; null, and counted as 1, where nobody's taste is asked."
    )
    value: float = strawberry.field(description="What was found, on the scale of the score.")
    contribution: float = strawberry.field(description="What it adds to the score.")

    @strawberry.field(
        description="What shows it, as far as the viewer may find it; none for activity, which counts days.",
        graphql_type=list[Node],
        metadata=cost(assumed_size=3),
    )
    async def evidence(self: records.ScorePart, info: Info) -> list[Record]:
        found = await asyncio.gather(*node.many(info.context, self.evidence))
        return [one for one in found if one is not None]


@view_of(records.ScoringFeature, description="One feature that can be weighed, with what shapes its value.")
class ScoringFeature:
    name: str = strawberry.field(description="Name, stable; unique in its kind.")
    weight: float = strawberry.field(description="Weight, 0 to 1; the weights of a model sum to 1.")
    half_life_days: float | None = strawberry.field(description="Days after which an observation counts half.")
    daily_cap: int | None = strawberry.field(description="How many observations of one day count at most.")
    saturation: float | None = strawberry.field(description="Decayed observations at which half the value is reached.")

    @strawberry.field(description="What it means.")
    def description(self: records.ScoringFeature) -> str:
        return formula_of(self.kind).describe(self.name)

    @strawberry.field(description="Whether it has any weight.")
    def active(self: records.ScoringFeature) -> bool:
        return self.active


@view_of(
    records.Training,
    description="What weights were learned from, and what they gained on later days beside those in use.",
)
class Training:
    since: datetime = strawberry.field(description="From when on lists were learned from.")
    until: datetime = strawberry.field(description="Nothing at or after it was known to them.")
    acts: int = strawberry.field(description="How many acts there were until then.")
    queries: int = strawberry.field(
        description="How many lists, members or ads in parts of the community were learned from."
    )
    judged: int = strawberry.field(description="How many of later days judged them.")
    gain: float = strawberry.field(
        description="What they gained there in NDCG@10; for activity and ads in AUC: how often who came back, or a "
        "view that was clicked, has the higher score."
    )
    gain_low: float = strawberry.field(description="The lower end of its 95 % interval; above 0 they are better.")
    gain_high: float = strawberry.field(description="The upper end.")
    by_place: bool = strawberry.field(
        description="Whether clicks were weighed by how likely their place was looked at."
    )
    compared_version: int = strawberry.field(description="The version in use then.")


@view_of(records.ScoringModel, description="One version of the weights of a formula. It never changes.")
class ScoringModel(Node):
    kind: ScoringKind = strawberry.field(description="Which formula.")
    version: int = strawberry.field(description="Counts up from 1 within its kind.")
    active: bool = strawberry.field(description="Whether it is the one in use; one of each kind is.")
    created_at: datetime = strawberry.field(description="When it was proposed.")
    activated_at: datetime | None = strawberry.field(description="When it was last put in use; null when it never was.")
    training: Training | None = strawberry.field(
        description="What its weights were learned from; null when somebody chose them."
    )
    features: list[ScoringFeature] = strawberry.field(
        description="Every feature it knows, the heaviest first.", metadata=cost(assumed_size=10)
    )

    @strawberry.field(
        description="When it was last held against the version in use, for who comes before readers: by `stoa learn`, "
        "or by the job `measure-exposure`, which takes the three newest versions that weren't. Null until then. Needs "
        "`models:read`."
    )
    async def exposure_checked_at(self: records.ScoringModel, info: Info) -> datetime | None:
        check = await fairness.check_of(info.context, self.id)
        return check.checked_at if check else None

    @strawberry.field(description="The version in use then; null until then. Needs `models:read`.")
    async def exposure_compared_version(self: records.ScoringModel, info: Info) -> int | None:
        check = await fairness.check_of(info.context, self.id)
        return check.compared_version if check else None

    @strawberry.field(
        description="Whom it makes come before readers less, of those who do too little already: look at them before "
        "it is activated. Null until it was held against the version in use. Needs `models:read`.",
        graphql_type=list[ExposureWarning] | None,
        metadata=cost(assumed_size=4),
    )
    async def exposure_warnings(self: records.ScoringModel, info: Info) -> list[fair_share.ExposureWarning] | None:
        check = await fairness.check_of(info.context, self.id)
        return list(check.warnings) if check else None


@strawberry.type
class ScoringQuery:
    @strawberry.field(
        description="The weights of a formula: those in use, or with `models:read` any version.",
        graphql_type=ScoringModel | None,
    )
    async def scoring_model(
        self,
        info: Info,
        kind: Annotated[ScoringKind, strawberry.argument(description="Which formula.")],
        version: Annotated[int | None, strawberry.argument(description="Which version; null for the active.")] = None,
    ) -> records.ScoringModel:
        return await scoring.one(info.context, kind, version)

    @strawberry.field(
        description="The latest versions of a formula's weights, at most 100, the newest first. Needs `models:read`.",
        graphql_type=list[ScoringModel] | None,
        metadata=cost(assumed_size=20),
    )
    async def scoring_models(
        self, info: Info, kind: Annotated[ScoringKind, strawberry.argument(description="Which formula.")]
    ) -> list[records.ScoringModel]:
        return await scoring.versions(info.context, kind)
