"""Personal data in the API."""

from datetime import datetime

import strawberry

from domain import personal as records
from resolvers import personal
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info, view_of
from schema.user_errors import Payload


@view_of(records.PersonalData, description="What a member left to be reached by. Nobody else sees it but operators.")
class PersonalData:
    email: str | None = strawberry.field(description="Mail address.")
    name: str | None = strawberry.field(description="Name in full; the one that is shown is `User.displayName`.")
    address: str | None = strawberry.field(description="Postal address.")
    updated_at: datetime = strawberry.field(description="When they last changed it.")


@strawberry.input(description="All of the viewer's personal data; what is null is removed.")
class UpdatePersonalDataInput(MutationInput):
    email: str | None = strawberry.field(default=None, description="Mail address.")
    name: str | None = strawberry.field(default=None, description="Name in full, at most 200 characters.")
    address: str | None = strawberry.field(default=None, description="Postal address, at most 500 characters.")


@strawberry.type(description="The personal data as it is kept now.")
class UpdatePersonalDataPayload(Payload):
    personal_data: records.PersonalData | None = strawberry.field(
        default=None, description="What is kept.", graphql_type=PersonalData | None
    )


@strawberry.type
class PersonalDataMutation:
    @mutation(description="Keep the viewer's personal data, apart from what others see of them; null removes.")
    async def update_personal_data(self, info: Info, input: UpdatePersonalDataInput) -> UpdatePersonalDataPayload:
        kept = await personal.update(info.context, input.email, input.name, input.address)
        return UpdatePersonalDataPayload(personal_data=kept)
