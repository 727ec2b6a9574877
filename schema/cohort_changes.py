"""Changes of cohorts in the API."""

from datetime import datetime

import strawberry

from domain import cohort as records
from resolvers import cohort
from schema.cohort import Cohort
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info
from schema.user_errors import Payload


@strawberry.input(description="A new cohort of a course.")
class CreateCohortInput(MutationInput):
    course_id: strawberry.ID = strawberry.field(description="The course.")
    product_id: strawberry.ID | None = strawberry.field(
        default=None, description="The product by which its seats are sold; null while there is none."
    )
    name: str = strawberry.field(description="Name, 1 to 200 characters on one line.")
    seats: int = strawberry.field(description="How many seats, 1 to 10,000.")
    starts_at: datetime = strawberry.field(description="When it begins.")
    ends_at: datetime = strawberry.field(description="When it ends.")


@strawberry.input(description="What of a cohort to change; what is null stays.")
class EditCohortInput(MutationInput):
    cohort_id: strawberry.ID = strawberry.field(description="The cohort.")
    name: str | None = strawberry.field(default=None, description="Name.")
    seats: int | None = strawberry.field(
        default=None, description="How many seats. Fewer than are taken takes none from anybody."
    )
    starts_at: datetime | None = strawberry.field(default=None, description="When it begins.")
    ends_at: datetime | None = strawberry.field(default=None, description="When it ends.")


@strawberry.input(description="Which cohort.")
class CohortInput(MutationInput):
    cohort_id: strawberry.ID = strawberry.field(description="The cohort.")


@strawberry.type(description="A cohort that was changed, or that somebody joined or left.")
class CohortPayload(Payload):
    cohort: records.Cohort | None = strawberry.field(
        default=None, description="The cohort as it is now.", graphql_type=Cohort | None
    )


@strawberry.type
class CohortMutation:
    @mutation(description="Begin a cohort of a course. Needs `catalogue:manage`.")
    async def create_cohort(self, info: Info, input: CreateCohortInput) -> CohortPayload:
        made = await cohort.create(
            info.context,
            input.course_id,
            input.product_id,
            input.name,
            input.seats,
            input.starts_at,
            input.ends_at,
        )
        return CohortPayload(cohort=made)

    @mutation(description="Change a cohort; seats that are new go to those who wait. Needs `catalogue:manage`.")
    async def edit_cohort(self, info: Info, input: EditCohortInput) -> CohortPayload:
        changed = await cohort.edit(
            info.context, input.cohort_id, input.name, input.seats, input.starts_at, input.ends_at
        )
        return CohortPayload(cohort=changed)

    @mutation(description="Let nobody more into a cohort; who has a seat keeps it. Needs `catalogue:manage`.")
    async def close_cohort(self, info: Info, input: CohortInput) -> CohortPayload:
        return CohortPayload(cohort=await cohort.close(info.context, input.cohort_id))

    @mutation(description="Wait for a seat of a cohort that is full; again it changes nothing.")
    async def join_waiting_list(self, info: Info, input: CohortInput) -> CohortPayload:
        return CohortPayload(cohort=await cohort.wait(info.context, input.cohort_id))

    @mutation(
        description="Give up one's seat in a cohort, which goes to whoever has waited longest, or one's place on its "
        "waiting list. What was paid is refunded by the order alone."
    )
    async def leave_cohort(self, info: Info, input: CohortInput) -> CohortPayload:
        return CohortPayload(cohort=await cohort.leave(info.context, input.cohort_id))
