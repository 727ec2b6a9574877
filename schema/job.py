"""The jobs of the schedule in the API."""

from datetime import datetime

import strawberry

from domain import job as records
from resolvers import job
from schema.cost import cost
from schema.types import Info, view_of

JOBS_THERE_ARE = 50


@view_of(records.JobStatus, description="A job that the server runs again and again.")
class JobStatus:
    name: str = strawberry.field(description="Its name, as of `stoa jobs`.")
    due_at: datetime = strawberry.field(description="When it is due again; while it runs, if its process were to die.")
    started_at: datetime | None = strawberry.field(description="Since when it runs; null while it doesn't.")
    done: int | None = strawberry.field(description="How much of `total` is done; null until it says so.")
    total: int | None = strawberry.field(description="How much there is to do, in units of its own.")
    ended_at: datetime | None = strawberry.field(description="When its last run ended.")
    note: str | None = strawberry.field(description="Why that could do no more, or what it failed of; else null.")


@strawberry.type
class JobQuery:
    @strawberry.field(
        description="The jobs of the schedule, by name, and how far those that run have come. Needs `members:read`.",
        graphql_type=list[JobStatus] | None,
        metadata=cost(assumed_size=JOBS_THERE_ARE),
    )
    async def jobs(self, info: Info) -> list[records.JobStatus]:
        return await job.listed(info.context)
