"""Cohorts in the API: trainings with seats, and who waits for one."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain import cohort as records
from domain import content as contents
from domain.cohort import SeatState
from resolvers import cohort, content
from schema.enums import describe_enum
from schema.types import Info, view_of

if TYPE_CHECKING:
    from schema.kinds import Course

CohortType = Annotated["Cohort", strawberry.lazy("schema.cohort")]

describe_enum(
    SeatState,
    "How somebody stands in a cohort.",
    {
        "TAKEN": "They have a seat.",
        "OFFERED": "A seat came free and is kept for them for a while: they can order it.",
        "WAITING": "They are on the waiting list.",
    },
)


@view_of(records.Seat, description="How the viewer stands in a cohort.")
class Seat:
    state: SeatState = strawberry.field(description="How.")
    since: datetime = strawberry.field(description="Since when they have the seat, or wait.")
    offered_until: datetime | None = strawberry.field(description="Until when an offered seat is kept for them.")

    @strawberry.field(description="The cohort.", graphql_type=CohortType | None)
    async def cohort(self: records.Seat, info: Info) -> records.Cohort | None:
        return await cohort.by_id(info.context, self.cohort_id)


@view_of(records.Cohort, description="One run of a course, with a beginning, an end and so many seats.")
class Cohort:
    id: strawberry.ID = strawberry.field(description="By which it is ordered and joined.")
    name: str = strawberry.field(description="Name.")
    starts_at: datetime = strawberry.field(description="When it begins; seats can be had until then.")
    ends_at: datetime = strawberry.field(description="When it ends.")
    seats: int = strawberry.field(description="How many seats it has.")
    free: int = strawberry.field(description="How many of them anybody can have; none while somebody waits.")
    waiting: int = strawberry.field(description="How many wait for one.")
    closed_at: datetime | None = strawberry.field(
        description="Since when nobody more is let in; null while it is open."
    )

    @strawberry.field(
        description="The course; null when the viewer can't find it.",
        graphql_type=Annotated["Course", strawberry.lazy("schema.kinds")] | None,
    )
    async def course(self: records.Cohort, info: Info) -> contents.Content | None:
        return await content.by_id(info.context, self.course_id)

    @strawberry.field(
        description="How the viewer stands in it; null when they have no seat and don't wait.", graphql_type=Seat | None
    )
    async def viewer_seat(self: records.Cohort, info: Info) -> records.Seat | None:
        return await cohort.seat(info.context, self.id)
