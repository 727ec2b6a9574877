"""Saved segments in the API: typed conditions under a name."""

from datetime import datetime

import strawberry

from domain import saved_segment as records
from domain import saved_segment_report as reports
from domain.churn import ChurnState
from domain.reach import LEAST, ReachGap
from domain.saved_segment import MOST, MOST_NAMED, Conditions
from domain.segment import ValueSegment
from resolvers import saved_segment
from schema.churn import ChurnSummary
from schema.cost import cost
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info, view_of
from schema.user_errors import Payload

MEANING = {
    "segments": "In one of these value segments.",
    "churn": "In one of these churn states.",
    "activity_percentile_from": "More active than this share of the others, 0 to 1, or as active.",
    "activity_percentile_to": "And not more active than this share.",
    "revenue_percentile_from": "Brought more in 90 days than this share of who brought something, or as much.",
    "joined_from": "Joined then or later.",
    "joined_to": "Joined before.",
    "tags": "Drawn to one of these tags, by slug.",
    "areas": "Follows one of these areas, by slug.",
    "tiers": "Subscribed to one of these tiers, by slug.",
}


@view_of(
    reports.SegmentPart, name="SavedSegmentPart", description="How many of a saved segment are of one value segment."
)
class SavedSegmentPart:
    segment: ValueSegment = strawberry.field(description="The value segment.")
    users: int = strawberry.field(description="How many.")


@view_of(reports.SavedSegmentReport, description="What a saved segment is made of, as of its last run.")
class SavedSegmentReport:
    gap: ReachGap | None = strawberry.field(
        description=f"Why nothing is told: no run has looked yet, or fewer than {LEAST} are in it."
    )
    share: float | None = strawberry.field(description="Its part of all users, 0 to 1.")
    average_activity: float | None = strawberry.field(description="The mean activity of its members, 0 to 100.")
    segments: list[SavedSegmentPart] = strawberry.field(
        description="How many are of which value segment; who no run has looked at is of none.",
        metadata=cost(assumed_size=4),
    )
    churn: list[ChurnSummary] = strawberry.field(
        description="How many are in which churn state; who never did anything is in none.",
        metadata=cost(assumed_size=6),
    )


@view_of(records.SavedSegment, description="Members put together by conditions; who meets all that are given is in it.")
class SavedSegment:
    slug: str = strawberry.field(description="Its name in arguments.")
    name: str = strawberry.field(description="As shown.")
    segments: list[ValueSegment] = strawberry.field(description=MEANING["segments"], metadata=cost(assumed_size=4))
    churn: list[ChurnState] = strawberry.field(description=MEANING["churn"], metadata=cost(assumed_size=6))
    activity_percentile_from: float | None = strawberry.field(description=MEANING["activity_percentile_from"])
    activity_percentile_to: float | None = strawberry.field(description=MEANING["activity_percentile_to"])
    revenue_percentile_from: float | None = strawberry.field(description=MEANING["revenue_percentile_from"])
    joined_from: datetime | None = strawberry.field(description=MEANING["joined_from"])
    joined_to: datetime | None = strawberry.field(description=MEANING["joined_to"])
    tags: list[str] = strawberry.field(description=MEANING["tags"], metadata=cost(assumed_size=MOST_NAMED))
    areas: list[str] = strawberry.field(description=MEANING["areas"], metadata=cost(assumed_size=MOST_NAMED))
    tiers: list[str] = strawberry.field(description=MEANING["tiers"], metadata=cost(assumed_size=MOST_NAMED))
    created_at: datetime = strawberry.field(description="When it was first saved.")
    changed_at: datetime = strawberry.field(description="When it was saved last.")
    members: int | None = strawberry.field(
        description="How many were in it at the last run; null until one has worked it out, within an hour."
    )
    refreshed_at: datetime | None = strawberry.field(description="When that was.")

    @strawberry.field(description="What it is made of.", graphql_type=SavedSegmentReport)
    def report(self: records.SavedSegment) -> reports.SavedSegmentReport:
        return reports.report(self)


@strawberry.input(description="What a member must be like: all that is given, and of a list any.")
class SegmentConditionsInput:
    segments: list[ValueSegment] | None = strawberry.field(default=None, description=MEANING["segments"])
    churn: list[ChurnState] | None = strawberry.field(default=None, description=MEANING["churn"])
    activity_percentile_from: float | None = strawberry.field(
        default=None, description=MEANING["activity_percentile_from"]
    )
    activity_percentile_to: float | None = strawberry.field(default=None, description=MEANING["activity_percentile_to"])
    revenue_percentile_from: float | None = strawberry.field(
        default=None, description=MEANING["revenue_percentile_from"]
    )
    joined_from: datetime | None = strawberry.field(default=None, description=MEANING["joined_from"])
    joined_to: datetime | None = strawberry.field(default=None, description=MEANING["joined_to"])
    tags: list[str] | None = strawberry.field(default=None, description=MEANING["tags"])
    areas: list[str] | None = strawberry.field(default=None, description=MEANING["areas"])
    tiers: list[str] | None = strawberry.field(default=None, description=MEANING["tiers"])

    def conditions(self) -> Conditions:
        """The same as the domain has it."""
        given = {name: getattr(self, name) for name in Conditions.model_fields}
        return Conditions(**{name: value for name, value in given.items() if value is not None})


@strawberry.input(description="What to save, and under which name.")
class SaveSegmentInput(MutationInput):
    slug: str = strawberry.field(description="Its name in arguments; what is saved under it is changed.")
    name: str = strawberry.field(description="As shown, 1 to 80 characters.")
    conditions: SegmentConditionsInput = strawberry.field(description="Who is in it; one condition at least.")


@strawberry.type(description="What was saved.")
class SaveSegmentPayload(Payload):
    saved_segment: records.SavedSegment | None = strawberry.field(
        default=None, description="As it is kept; a run works out its members.", graphql_type=SavedSegment | None
    )


@strawberry.input(description="Which one to forget.")
class DeleteSegmentInput(MutationInput):
    slug: str = strawberry.field(description="Its name in arguments.")


@strawberry.type(description="What was forgotten.")
class DeleteSegmentPayload(Payload):
    slug: str | None = strawberry.field(default=None, description="Its name in arguments.")


@strawberry.type
class SavedSegmentQuery:
    @strawberry.field(
        description=f"The saved segments, by name; at most {MOST}. Needs `members:read`.",
        graphql_type=list[SavedSegment] | None,
        metadata=cost(assumed_size=MOST),
    )
    async def saved_segments(self, info: Info) -> list[records.SavedSegment]:
        return await saved_segment.every(info.context)


@strawberry.type
class SavedSegmentMutation:
    @mutation(
        description="Save a segment of members by conditions, for `users(savedSegment:)`. It is audited. Needs "
        "`models:write`."
    )
    async def save_segment(self, info: Info, input: SaveSegmentInput) -> SaveSegmentPayload:
        saved = await saved_segment.save(info.context, input.slug, input.name, input.conditions.conditions())
        return SaveSegmentPayload(saved_segment=saved)

    @mutation(description="Forget a saved segment. It is audited. Needs `models:write`.")
    async def delete_segment(self, info: Info, input: DeleteSegmentInput) -> DeleteSegmentPayload:
        await saved_segment.delete(info.context, input.slug)
        return DeleteSegmentPayload(slug=input.slug)
