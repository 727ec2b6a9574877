"""Trials of models in the API: two models side by side, and whether the difference is real."""

from datetime import datetime

import strawberry

from domain import scoring as scorings
from domain import trial as records
from domain import trial_count as counts
from domain.scoring import ScoringKind
from domain.trial_count import ENOUGH, Finding
from resolvers import scoring, trial
from schema.cost import cost
from schema.enums import describe_enum
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.scoring import ScoringModel
from schema.types import Info, Node, view_of
from schema.user_errors import Payload

describe_enum(
    Finding,
    "What a trial tells so far.",
    {
        "TOO_FEW": f"Fewer than {ENOUGH} members in an arm: nothing is told.",
        "UNCLEAR": "It may be chance as yet.",
        "BETTER": "Members read more by the model that is tried.",
        "WORSE": "They read less by it.",
    },
)


@view_of(
    counts.TrialGain, description="How many contents more a member reads, between bounds that hold at every moment."
)
class TrialGain:
    value: float = strawberry.field(description="Contents a member reads more in seven days by the model tried.")
    low: float = strawberry.field(description="The lower bound: 95 of 100 never fail, however often looked at.")
    high: float = strawberry.field(description="The upper bound.")


@view_of(counts.TrialArm, description="The members that one model serves, as far as their seven days are over.")
class TrialArm:
    members: int = strawberry.field(description="How many.")
    read_each: float | None = strawberry.field(
        description=f"Contents each had to do with in seven days; null below {ENOUGH} members."
    )


@view_of(records.ModelTrial, description="A model tried beside the one that was in use when it began.")
class ModelTrial(Node):
    kind: ScoringKind = strawberry.field(description="Which formula.")
    share_percent: int = strawberry.field(description="The share of members who are served by it, in percent.")
    started_at: datetime = strawberry.field(description="When it began.")
    ended_at: datetime | None = strawberry.field(description="When it ended; null while it runs.")

    @strawberry.field(description="The model that is tried.", graphql_type=ScoringModel)
    async def model(self: records.ModelTrial, info: Info) -> scorings.ScoringModel:
        return await scoring.used(info.context, self.model_id)

    @strawberry.field(description="The model beside it.", graphql_type=ScoringModel)
    async def former(self: records.ModelTrial, info: Info) -> scorings.ScoringModel:
        return await scoring.used(info.context, self.former_id)

    @strawberry.field(description="Acts before it were counted by the job `count-trials`; null before the first.")
    def counted_until(self: records.ModelTrial) -> datetime | None:
        return self.counted.until

    @strawberry.field(description="Who is served by the model that is tried.", graphql_type=TrialArm)
    def challengers(self: records.ModelTrial) -> counts.TrialArm:
        return self.counted.arm(challenger=True)

    @strawberry.field(description="Who is served by the other.", graphql_type=TrialArm)
    def others(self: records.ModelTrial) -> counts.TrialArm:
        return self.counted.arm(challenger=False)

    @strawberry.field(description="The difference; null of too few members.", graphql_type=TrialGain | None)
    def gain(self: records.ModelTrial) -> counts.TrialGain | None:
        return self.counted.gain

    @strawberry.field(description="What it tells.")
    def finding(self: records.ModelTrial) -> Finding:
        return self.counted.finding


@strawberry.input(description="Which model to try.")
class StartModelTrialInput(MutationInput):
    model_id: strawberry.ID = strawberry.field(description="A version of RECOMMENDATION that isn't in use.")
    share_percent: int = strawberry.field(default=50, description="The share of members who get it, 1 to 99 percent.")


@strawberry.type(description="The trial that began.")
class StartModelTrialPayload(Payload):
    model_trial: records.ModelTrial | None = strawberry.field(
        default=None, description="It runs now.", graphql_type=ModelTrial | None
    )


@strawberry.input(description="Which trial to end.")
class EndModelTrialInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="The trial's id.")


@strawberry.type(description="The trial that ended.")
class EndModelTrialPayload(Payload):
    model_trial: records.ModelTrial | None = strawberry.field(
        default=None, description="As it ended; it is counted once more by the job.", graphql_type=ModelTrial | None
    )


@strawberry.type
class TrialQuery:
    @strawberry.field(
        description="The latest trials of models, at most 100, the newest first. Needs `models:read`.",
        graphql_type=list[ModelTrial] | None,
        metadata=cost(assumed_size=10),
    )
    async def model_trials(self, info: Info) -> list[records.ModelTrial]:
        return await trial.latest(info.context)


@strawberry.type
class TrialMutation:
    @mutation(
        description="Try a model of recommendation beside the one in use: a share of the members who consent to "
        "personalisation is served by it, each for as long as the trial runs. Needs `models:write`."
    )
    async def start_model_trial(self, info: Info, input: StartModelTrialInput) -> StartModelTrialPayload:
        started = await trial.start(info.context, input.model_id, input.share_percent)
        return StartModelTrialPayload(model_trial=started)

    @mutation(
        description="End a trial: everybody is served by the model in use. To use the one that was tried, activate it. "
        "Needs `models:write`."
    )
    async def end_model_trial(self, info: Info, input: EndModelTrialInput) -> EndModelTrialPayload:
        return EndModelTrialPayload(model_trial=await trial.end(info.context, input.id))
