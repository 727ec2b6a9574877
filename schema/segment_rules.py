"""Rules of value segments in the API: their versions, whom a proposal would move, proposing and putting in use."""

from datetime import datetime
from typing import Annotated

import strawberry

from domain import segment_diff as diffs
from domain import segment_rules as records
from domain.segment import ValueSegment
from domain.segment_diff import SHOWN
from domain.segment_rules import COMPARED_FOR, MOST_SIZES, SizeBars, Thresholds
from domain.user import User as UserRecord
from resolvers import segment_rules, user
from resolvers.segment_rules import MAX_VERSIONS
from schema.cost import cost
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info, view_of
from schema.user import User
from schema.user_errors import Payload

MEANING = {
    "members_from": "In a community of so many active members or more, up to where the next size begins.",
    "high_value": "The value V at which HIGH_VALUE starts, 0.01 to 1; null where it is given to nobody.",
    "potential": "The value V at which POTENTIAL starts, 0.01 to 1 and below that of HIGH_VALUE.",
    "kept_down_to": "Share of the bar it starts at down to which a segment is kept, 0.1 to 1.",
    "rising": "Growth of activity in 30 days from which a new member is POTENTIAL, 1 to 100.",
    "new_for_days": "For so many days after joining that counts, 0 to 3,650.",
    "min_events": "With fewer events nothing is said about a member, 1 to 1,000,000.",
}


@view_of(records.SizeBars, name="SegmentBars", description="Where segments start in a community of one size.")
class SegmentBars:
    members_from: int = strawberry.field(description=MEANING["members_from"])
    high_value: float | None = strawberry.field(description=MEANING["high_value"])
    potential: float = strawberry.field(description=MEANING["potential"])


@view_of(records.SegmentRules, description="One version of the rules of value segments. It never changes.")
class SegmentRules:
    version: int = strawberry.field(description="Counts up; what Stoa comes with is 2. Assignments tell theirs.")
    active: bool = strawberry.field(description="Whether it is the one in use.")
    created_at: datetime | None = strawberry.field(description="When it was proposed; null of what Stoa comes with.")
    activated_at: datetime | None = strawberry.field(description="When it was last put in use; null when it never was.")
    sizes: list[SegmentBars] = strawberry.field(
        description="Where segments start, by the size of the community.", metadata=cost(assumed_size=MOST_SIZES)
    )
    kept_down_to: float = strawberry.field(description=MEANING["kept_down_to"])
    rising: float = strawberry.field(description=MEANING["rising"])
    new_for_days: int = strawberry.field(description=MEANING["new_for_days"])
    min_events: int = strawberry.field(description=MEANING["min_events"])


@view_of(diffs.RulesMove, name="SegmentRulesMove", description="A way that members would go by a proposal.")
class SegmentRulesMove:
    previous: ValueSegment = strawberry.field(description="Where the rules in use put them.")
    segment: ValueSegment = strawberry.field(description="Where the proposed ones do.")
    users: int = strawberry.field(description="How many.")


@view_of(diffs.ShownMove, name="SegmentRulesMember", description="A member whom a proposal would move.")
class SegmentRulesMember:
    previous: ValueSegment = strawberry.field(description="Where the rules in use put them.")
    segment: ValueSegment = strawberry.field(description="Where the proposed ones do.")

    @strawberry.field(description="Who; null when they are gone.", graphql_type=User | None)
    async def user(self: diffs.ShownMove, info: Info) -> UserRecord | None:
        return await user.by_id(info.context, self.user_id)


@view_of(
    diffs.SegmentRulesDiff,
    description="Where a proposal puts members, and where the rules in use do, each applied to the same figures until "
    "they settle. Nothing was changed.",
)
class SegmentRulesDiff:
    version: int = strawberry.field(description="The version that was looked at.")
    compared_version: int = strawberry.field(description="The version that was in use then.")
    as_of: datetime = strawberry.field(description="When that was; once a day for a week after it was proposed.")
    users: int = strawberry.field(description="How many members were looked at.")
    active_members: int = strawberry.field(description="How many have any activity: the size that bars go by.")
    moved: int = strawberry.field(description="How many would move.")
    ways: list[SegmentRulesMove] = strawberry.field(
        description="From what to what, where anybody would.", metadata=cost(assumed_size=12)
    )

    @strawberry.field(
        description=f"Some of those who would move, at most {SHOWN} of each way.",
        graphql_type=list[SegmentRulesMember],
        metadata=cost(assumed_size=12 * SHOWN),
    )
    async def members(self: diffs.SegmentRulesDiff, info: Info) -> list[diffs.ShownMove]:
        return await segment_rules.shown(info.context, self.version)


@strawberry.input(description="Where segments start in a community of one size.")
class SegmentBarsInput:
    members_from: int = strawberry.field(description=MEANING["members_from"])
    high_value: float | None = strawberry.field(default=None, description=MEANING["high_value"])
    potential: float = strawberry.field(description=MEANING["potential"])


@strawberry.input(description="New rules of value segments; what is left out is as Stoa comes with it.")
class ProposeSegmentRulesInput(MutationInput):
    sizes: list[SegmentBarsInput] = strawberry.field(
        description=f"1 to {MOST_SIZES} sizes, the first of them from 0 members, each above the one before."
    )
    kept_down_to: float | None = strawberry.field(default=None, description=MEANING["kept_down_to"])
    rising: float | None = strawberry.field(default=None, description=MEANING["rising"])
    new_for_days: int | None = strawberry.field(default=None, description=MEANING["new_for_days"])
    min_events: int | None = strawberry.field(default=None, description=MEANING["min_events"])

    def thresholds(self) -> Thresholds:
        """The same as the domain has it."""
        sizes = tuple(
            SizeBars(members_from=size.members_from, high_value=size.high_value, potential=size.potential)
            for size in self.sizes
        )
        given = {name: getattr(self, name) for name in Thresholds.model_fields if name != "sizes"}
        first = {name: getattr(records.FIRST, name) for name in given}
        return Thresholds(sizes=sizes, **first | {name: value for name, value in given.items() if value is not None})


@strawberry.type(description="The new version, not in use yet.")
class ProposeSegmentRulesPayload(Payload):
    segment_rules: records.SegmentRules | None = strawberry.field(
        default=None, description="What was stored.", graphql_type=SegmentRules | None
    )


@strawberry.input(description="Which version to put in use.")
class ActivateSegmentRulesInput(MutationInput):
    version: int = strawberry.field(description="The version.")


@strawberry.type(description="The version in use from the next run on.")
class ActivateSegmentRulesPayload(Payload):
    segment_rules: records.SegmentRules | None = strawberry.field(
        default=None, description="The rules, active now.", graphql_type=SegmentRules | None
    )


@strawberry.type
class SegmentRulesQuery:
    @strawberry.field(
        description=f"The latest versions of the rules of value segments, at most {MAX_VERSIONS}, the newest first. "
        "Needs `models:read`.",
        graphql_type=list[SegmentRules] | None,
        metadata=cost(assumed_size=20),
    )
    async def segment_rules(self, info: Info) -> list[records.SegmentRules]:
        return await segment_rules.versions(info.context)

    @strawberry.field(
        description="Whom a version of the rules of value segments would move, as a dry run found; null until one has "
        "looked, within minutes of its proposal. Needs `models:read` and `members:read`.",
        graphql_type=SegmentRulesDiff | None,
    )
    async def segment_rules_diff(
        self, info: Info, version: Annotated[int, strawberry.argument(description="Which version.")]
    ) -> diffs.SegmentRulesDiff | None:
        return await segment_rules.diff(info.context, version)


@strawberry.type
class SegmentRulesMutation:
    @mutation(
        description="Propose other rules of value segments, as a version that isn't in use; a job works out whom it "
        "would move, see `segmentRulesDiff`. It is audited. Needs `models:write`."
    )
    async def propose_segment_rules(self, info: Info, input: ProposeSegmentRulesInput) -> ProposeSegmentRulesPayload:
        return ProposeSegmentRulesPayload(segment_rules=await segment_rules.propose(info.context, input.thresholds()))

    @mutation(
        description="Put a version of the rules of value segments in use from the next run on; an earlier one, to go "
        f"back to it. One that never was needs a `segmentRulesDiff` beside the version in use of the last "
        f"{COMPARED_FOR.days} days. It is audited. Needs `models:write`."
    )
    async def activate_segment_rules(self, info: Info, input: ActivateSegmentRulesInput) -> ActivateSegmentRulesPayload:
        return ActivateSegmentRulesPayload(segment_rules=await segment_rules.activate(info.context, input.version))
