"""Leaderboards in the API."""

from datetime import date, datetime
from typing import Annotated

import strawberry

from domain import leaderboard as records
from domain import user as users
from domain.leaderboard import LeaderboardPeriod
from domain.page import Connection as Rows
from domain.page import Edge
from resolvers import leaderboard
from schema.area import Area
from schema.enums import describe_enum
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.page import Connection
from schema.tag import Tag
from schema.types import After, First, Info, page, view_of
from schema.user import User
from schema.user_errors import Payload

describe_enum(
    LeaderboardPeriod,
    "The spans of time that have leaderboards, in the community's time zone.",
    {
        "DAY": "One day.",
        "WEEK": "Monday to Sunday.",
        "MONTH": "A month of the calendar.",
        "QUARTER": "Three months, from January, April, July or October.",
        "YEAR": "A year of the calendar.",
        "ALL_TIME": "Since the community began.",
    },
)


@view_of(records.LeaderboardEntry, description="One member on a leaderboard.")
class LeaderboardEntry:
    rank: int = strawberry.field(
        description="From 1; who has as many points shares it, and the next ranks behind all: 1, 2, 2, 4."
    )
    user: User = strawberry.field(description="Who.")
    points: int = strawberry.field(description="What they earned in that time, less what was taken back.")


@view_of(records.Leaderboard, description="Who earned the most points in a span of time, without those who opted out.")
class Leaderboard:
    period: LeaderboardPeriod = strawberry.field(description="Its span.")
    area: Area | None = strawberry.field(description="The area it is of; null for the whole community and for a tag.")
    tag: Tag | None = strawberry.field(description="The tag it is of; null for the whole community and for an area.")
    starts_at: datetime = strawberry.field(description="Its first moment; 1970 for all time.")
    ends_at: datetime | None = strawberry.field(
        description="When nothing counts any more; from then on it keeps its first hundred. Null for all time."
    )
    time_zone: str = strawberry.field(description="The IANA name of the zone whose days it goes by.")

    @strawberry.field(
        description="The members on it, those with the most points first.",
        graphql_type=Connection[LeaderboardEntry],
    )
    async def entries(
        self: records.Leaderboard, info: Info, first: First = 20, after: After = None
    ) -> Rows[Edge[records.LeaderboardEntry]]:
        return await leaderboard.entries(info.context, self, page(first, after))


@strawberry.type
class LeaderboardQuery:
    @strawberry.field(
        description="The leaderboard of the community, of an area or of a tag.", graphql_type=Leaderboard | None
    )
    async def leaderboard(
        self,
        info: Info,
        period: Annotated[LeaderboardPeriod, strawberry.argument(description="The span of time.")],
        area: Annotated[str | None, strawberry.argument(description="Of the area of this slug.")] = None,
        tag: Annotated[str | None, strawberry.argument(description="Of the tag of this slug.")] = None,
        on: Annotated[date | None, strawberry.argument(description="A day in that span; today by default.")] = None,
    ) -> records.Leaderboard:
        return await leaderboard.of(info.context, period, area, tag, on)


@strawberry.input(description="Whether the viewer is on leaderboards.")
class SetLeaderboardOptOutInput(MutationInput):
    opt_out: bool = strawberry.field(description="True to be on none, false to be on those that are open.")


@strawberry.type(description="The viewer.")
class SetLeaderboardOptOutPayload(Payload):
    user: users.User | None = strawberry.field(default=None, description="Who they are.", graphql_type=User | None)


@strawberry.type
class LeaderboardMutation:
    @mutation(description="Stay off every leaderboard, those that are closed too, or come back onto the open ones.")
    async def set_leaderboard_opt_out(
        self, info: Info, input: SetLeaderboardOptOutInput
    ) -> SetLeaderboardOptOutPayload:
        return SetLeaderboardOptOutPayload(user=await leaderboard.opt_out(info.context, input.opt_out))
