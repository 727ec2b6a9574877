"""Standing in the API: levels, what they take, what they open, and what those who are new may do."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import strawberry

from domain import rights as records
from domain import standing as ladder
from domain.leaderboard import COMMUNITY
from domain.newcomer import MAX_LIMIT
from domain.newcomer import Limits as LimitsRecord
from domain.rights import Right
from resolvers import standing
from schema.cost import cost
from schema.enums import describe_enum
from schema.idempotency import MutationInput
from schema.level import Level
from schema.mutation import mutation
from schema.types import Info, view_of
from schema.user_errors import Payload

describe_enum(
    Right,
    "What takes a level.",
    {
        "VOTE_UP": "To vote for contents.",
        "VOTE_DOWN": "To vote against contents.",
        "COMMENT": "To comment on contents of others; one's own is always open.",
        "SCHEDULE": "To have a draft published by itself later.",
        "RETAG": "To change the tags of contents of others, as a version of them.",
        "CLOSE": "To vote for closing questions of others, and for opening them again.",
    },
)


@view_of(ladder.Change, description="A level that a member came to.")
class LevelChange:
    level: Level = strawberry.field(description="The level.")
    at: datetime = strawberry.field(description="Since when.")


@view_of(records.NextLevel, description="The level above a member's, and what they lack of it.")
class NextLevel:
    level: Level = strawberry.field(description="The level.")
    points: int = strawberry.field(description="The points it takes.")
    days: int = strawberry.field(description="The days as a member it takes.")
    missing_points: int = strawberry.field(description="Points they lack; 0 when they have enough.")
    opens_at: datetime | None = strawberry.field(
        description="From when on they are here long enough; null when they are."
    )


@view_of(records.MemberStanding, description="Where a member stands, in the community or in an area.")
class MemberStanding:
    level: Level = strawberry.field(description="Their level.")
    since: datetime = strawberry.field(description="Since when they stand there.")
    points: int = strawberry.field(
        description="The points that count: of the whole community, or those earned in an area with bars of its own."
    )
    tenure_days: int = strawberry.field(description="Whole days since the account was made.")
    next: NextLevel | None = strawberry.field(description="What the next level takes; null on the highest.")
    rights: list[Right] = strawberry.field(description="What the level opens, without what a role gives.")

    @strawberry.field(
        description="The levels they had, the latest first, at most some twenty. For themselves and `members:read`.",
        graphql_type=list[LevelChange] | None,
        metadata=cost(assumed_size=5),
    )
    def history(self: records.MemberStanding, info: Info) -> tuple[ladder.Change, ...]:
        return standing.history(info.context, self)


@strawberry.type(description="What one level takes.")
class LevelBar:
    level: Level = strawberry.field(description="The level.")
    points: int = strawberry.field(description="The points with which it is entered.")
    kept_down_to: int = strawberry.field(description="The least points with which it is kept.")
    days: int = strawberry.field(description="Days since the account was made.")


@strawberry.type(description="The level that a right takes.")
class RightLevel:
    right: Right = strawberry.field(description="The right.")
    level: Level = strawberry.field(description="The level.")


@view_of(LimitsRecord, description="What those who are NEW may do; days are the community's.")
class NewcomerLimits:
    contents: int = strawberry.field(description="Things that stand by themselves, published in a day.")
    replies: int = strawberry.field(description="Answers and comments in a day.")
    edits: int = strawberry.field(description="Edits of what they wrote in a day.")
    mentions: int = strawberry.field(description="Members mentioned in one content.")
    links: int = strawberry.field(description="Links in one content.")
    mentions_a_day: int = strawberry.field(description="Members mentioned in a day.")
    links_a_day: int = strawberry.field(description="Links set in a day.")


@view_of(records.Rules, description="By what members stand in a place, and what their levels open there.")
class StandingRules:
    version: int = strawberry.field(description="Counts up with each change.")
    young_below: int = strawberry.field(
        description="As long as the community has fewer members, nobody is NEW: all are MEMBER at least."
    )
    limits: NewcomerLimits = strawberry.field(description="What those may do who are NEW in the community.")

    @strawberry.field(description="Whether points count that were earned in the area, by bars of its own.")
    def own_levels(self: records.Rules) -> bool:
        return self.scope != COMMUNITY

    @strawberry.field(description="What each level above NEW takes.", metadata=cost(assumed_size=3))
    def levels(self: records.Rules) -> list[LevelBar]:
        bars = zip(ladder.RISING, self.ladder.points, self.ladder.days, strict=True)
        return [
            LevelBar(level=level, points=points, kept_down_to=ladder.kept_down_to(points), days=days)
            for level, points, days in bars
        ]

    @strawberry.field(description="The level each right takes.", metadata=cost(assumed_size=len(Right)))
    def rights(self: records.Rules) -> list[RightLevel]:
        return [RightLevel(right=right, level=level) for right, level in self.rights.items()]


@strawberry.input(description="What a level takes.")
class LevelBarInput:
    level: Level = strawberry.field(description="MEMBER, ESTABLISHED or TRUSTED.")
    points: int = strawberry.field(description="0 to 1,000,000 points, not fewer than the level below takes.")
    days: int = strawberry.field(description="0 to 3,650 days as a member, not fewer than the level below takes.")


@strawberry.input(description="The level that a right takes.")
class RightLevelInput:
    right: Right = strawberry.field(description="The right.")
    level: Level = strawberry.field(description="The level.")


def _limit(what: str) -> int | None:
    limit: int | None = strawberry.field(default=None, description=f"{what}, 0 to {MAX_LIMIT:,}.")
    return limit


@strawberry.input(description="What those who are NEW may do; what isn't given stays.")
class NewcomerLimitsInput:
    contents: int | None = _limit("Things that stand by themselves, published in a day")
    replies: int | None = _limit("Answers and comments in a day")
    edits: int | None = _limit("Edits of what they wrote in a day")
    mentions: int | None = _limit("Members mentioned in one content")
    links: int | None = _limit("Links in one content")
    mentions_a_day: int | None = _limit("Members mentioned in a day")
    links_a_day: int | None = _limit("Links set in a day")


@strawberry.input(description="Rules to set; what isn't given stays.")
class SetStandingRulesInput(MutationInput):
    area: str | None = strawberry.field(default=None, description="Slug of the area; without one, the community.")
    levels: list[LevelBarInput] | None = strawberry.field(
        default=None,
        description="What levels take; those left out stay. An area with bars counts the points earned there. An empty "
        "list takes them away: the area goes by the community's, the community by Stoa's.",
    )
    rights: list[RightLevelInput] = strawberry.field(default_factory=list, description="The levels rights take there.")
    limits: NewcomerLimitsInput | None = strawberry.field(
        default=None, description="What those may do who are NEW; of the community only."
    )
    young_below: int | None = strawberry.field(
        default=None, description="With fewer members nobody is NEW, 0 for never; of the community only."
    )


@strawberry.type(description="What was set.")
class SetStandingRulesPayload(Payload):
    rules: records.Rules | None = strawberry.field(
        default=None, description="What holds there now.", graphql_type=StandingRules | None
    )


@strawberry.type
class StandingQuery:
    @strawberry.field(
        description="By what members stand in the community, where an area has no rules of its own.",
        graphql_type=StandingRules | None,
    )
    async def standing_rules(self, info: Info) -> records.Rules:
        return await standing.rules(info.context, None)


@strawberry.type
class StandingMutation:
    @mutation(
        description="Set by what members stand in the community or in an area, and what their levels open there. It "
        "holds at once; levels are counted anew within a minute. Needs `areas:manage`."
    )
    async def set_standing_rules(self, info: Info, input: SetStandingRulesInput) -> SetStandingRulesPayload:
        given = {
            "levels": None if input.levels is None else {bar.level: (bar.points, bar.days) for bar in input.levels},
            "rights": {row.right: row.level for row in input.rights},
            "limits": asdict(input.limits) if input.limits else {},
            "young_below": input.young_below,
        }
        return SetStandingRulesPayload(rules=await standing.set_rules(info.context, input.area, given))


AreaSlug = Annotated[str | None, strawberry.argument(description="Slug of an area; the community without one.")]
