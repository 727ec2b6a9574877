"""Proposing and activating scoring models in the API."""

import strawberry

from domain import scoring as records
from domain.scoring import ScoringKind, Weighting
from resolvers import scoring
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.scoring import ScoringModel
from schema.types import Info
from schema.user_errors import Payload


@strawberry.input(description="The weight of one feature in a proposal.")
class FeatureWeightInput:
    feature: str = strawberry.field(description="The feature's name.")
    weight: float = strawberry.field(description="Its weight, 0 or more, on any scale: all are divided by their sum.")
    half_life_days: float | None = strawberry.field(default=None, description="Its half-life; as in version 1 if null.")
    daily_cap: int | None = strawberry.field(default=None, description="Its daily cap; as in version 1 if null.")
    saturation: float | None = strawberry.field(default=None, description="Its saturation; as in version 1 if null.")


@strawberry.input(description="A new version of the weights of a formula.")
class ProposeScoringModelInput(MutationInput):
    kind: ScoringKind = strawberry.field(description="Which formula.")
    weights: list[FeatureWeightInput] = strawberry.field(
        description="The features that count; those left out weigh nothing."
    )


@strawberry.type(description="The new version, not in use yet.")
class ProposeScoringModelPayload(Payload):
    scoring_model: records.ScoringModel | None = strawberry.field(
        default=None, description="What was stored, its weights summing to 1.", graphql_type=ScoringModel | None
    )


@strawberry.input(description="Which version to put in use.")
class ActivateScoringModelInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="The model's id.")


@strawberry.type(description="The version in use from now on.")
class ActivateScoringModelPayload(Payload):
    scoring_model: records.ScoringModel | None = strawberry.field(
        default=None, description="The model, active now.", graphql_type=ScoringModel | None
    )


@strawberry.type
class ScoringMutation:
    @mutation(description="Propose new weights of a formula, as a version that isn't in use yet. Needs `models:write`.")
    async def propose_scoring_model(self, info: Info, input: ProposeScoringModelInput) -> ProposeScoringModelPayload:
        weightings = [
            Weighting(row.feature, row.weight, row.half_life_days, row.daily_cap, row.saturation)
            for row in input.weights
        ]
        return ProposeScoringModelPayload(scoring_model=await scoring.propose(info.context, input.kind, weightings))

    @mutation(
        description="Put a version of a formula's weights in use; an earlier one, to go back to it. Refused when it is "
        "stale: it weighs what is computed no longer, or it was learned over 180 days ago or from fewer features, and "
        "was never in use. Needs `models:write`."
    )
    async def activate_scoring_model(self, info: Info, input: ActivateScoringModelInput) -> ActivateScoringModelPayload:
        return ActivateScoringModelPayload(scoring_model=await scoring.activate(info.context, input.id))
