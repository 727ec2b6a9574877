"""What members ask for of their recommendations, in the API."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import strawberry

from domain import preference as records
from domain import scoring as scorings
from domain.preference import WhyNot
from domain.recommendation import CandidateSource
from resolvers import preference, scoring
from resolvers.preference import Reason as Row
from schema.content import Content
from schema.cost import cost
from schema.enums import describe_enum
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.scoring import ScorePart, ScoringModel
from schema.types import Info, view_of
from schema.user_errors import Payload

describe_enum(
    WhyNot,
    "Why a content stands where it stands in the viewer's recommendations, or doesn't.",
    {
        WhyNot.RANKED: "It is a candidate, and stands at its place.",
        WhyNot.NOT_A_CANDIDATE: "No source brought it up; score, parts and place are those it would have.",
        WhyNot.HIDDEN: "The viewer asked not to see it again.",
        WhyNot.KNOWN: "The viewer had to do with it before.",
        WhyNot.OWN: "The viewer wrote it.",
        WhyNot.KEPT_AWAY: "The viewer mutes or blocks its author.",
        WhyNot.NOT_LISTED: "It stands below another content and isn't listed by itself.",
    },
)


@view_of(records.Preference, description="What a member wants more or less of.")
class Preference:
    target_id: strawberry.ID = strawberry.field(description="The tag, member or area; see `node`.")
    name: str = strawberry.field(description="Its name, or the member's handle.")
    weight: float = strawberry.field(description="From -1, half as much, to 1, twice as much.")
    since: datetime = strawberry.field(description="When they last changed it.")


@strawberry.type(description="Why a content stands where it does in the viewer's recommendations, or not at all.")
class WhyNotAnswer:
    node: Content = strawberry.field(description="The content.", metadata=cost(weight=0))
    reason: WhyNot = strawberry.field(description="For programs.")
    sentence: str = strawberry.field(description="For people.")
    place: int | None = strawberry.field(description="Where it is listed, from 1, exploration left out.")
    score: float | None = strawberry.field(description="The sum of the parts' contributions.")
    parts: Sequence[ScorePart] = strawberry.field(
        description="One for each weighed feature; none where something keeps it out.", metadata=cost(assumed_size=10)
    )
    sources: Sequence[CandidateSource] = strawberry.field(description="What brought it up.")

    @strawberry.field(description="The weights it was computed by.", graphql_type=ScoringModel | None)
    async def model(self: Row, info: Info) -> scorings.ScoringModel | None:
        return await scoring.used(info.context, self.model_id) if self.model_id else None


@strawberry.input(description="A wish for more or less of something.")
class SetPreferenceInput(MutationInput):
    target_id: strawberry.ID = strawberry.field(description="A tag, another member or an area.")
    weight: float = strawberry.field(description="From -1, half as much, to 1, twice as much; 0 forgets the wish.")


@strawberry.type(description="What the viewer wants more or less of now.")
class SetPreferencePayload(Payload):
    preferences: list[records.Preference] | None = strawberry.field(
        default=None, description="The latest wish first.", graphql_type=list[Preference] | None
    )


@strawberry.input(description="What is forgotten.")
class ResetPersonalisationInput(MutationInput):
    said: bool = strawberry.field(
        default=False, description="Whether also what the viewer said: declared interests and preferences."
    )


@strawberry.type(description="From when on is learned.")
class ResetPersonalisationPayload(Payload):
    learned_from: datetime | None = strawberry.field(default=None, description="Nothing before is learned from.")


@strawberry.type
class PreferenceQuery:
    @strawberry.field(
        description="Why something isn't recommended to the viewer, or at which place it is. For members.",
        graphql_type=WhyNotAnswer | None,
        metadata=cost(weight=20),
    )
    async def why_not(
        self, info: Info, content_id: Annotated[strawberry.ID, strawberry.argument(description="Of the content.")]
    ) -> Row:
        return await preference.why_not(info.context, content_id)


@strawberry.type
class PreferenceMutation:
    @mutation(
        description="Recommend more or less of a tag, of what a member writes, or of an area. It counts if the viewer "
        "consents to PERSONALISATION. For members."
    )
    async def set_preference(self, info: Info, input: SetPreferenceInput) -> SetPreferencePayload:
        await preference.prefer(info.context, input.target_id, input.weight)
        return SetPreferencePayload(preferences=await preference.of_viewer(info.context))

    @mutation(
        description="Forget what was learned of the viewer for recommendations, and learn of them from now on. What "
        "they did stays in their log, and what they know isn't recommended again. For members."
    )
    async def reset_personalisation(self, info: Info, input: ResetPersonalisationInput) -> ResetPersonalisationPayload:
        await preference.reset(info.context, input.said)
        return ResetPersonalisationPayload(learned_from=info.context.now)
