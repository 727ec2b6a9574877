"""Declared interests in the API."""

import strawberry

from domain import user as records
from resolvers import interest
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info
from schema.user import User
from schema.user_errors import Payload


@strawberry.input(description="What the signed-in member is interested in.")
class DeclareInterestsInput(MutationInput):
    tags: list[str] = strawberry.field(description="1 to 20 slugs of tags, in any order.")


@strawberry.type(description="The member, whose feed follows the interests from now on.")
class DeclareInterestsPayload(Payload):
    user: records.User | None = strawberry.field(
        default=None, description="Who declared them.", graphql_type=User | None
    )


@strawberry.type
class InterestMutation:
    @mutation(
        description="Say what you are interested in, instead of what you said before. A feed needs it most while you "
        "are new; what you do afterwards is learned besides."
    )
    async def declare_interests(self, info: Info, input: DeclareInterestsInput) -> DeclareInterestsPayload:
        return DeclareInterestsPayload(user=await interest.declare(info.context, input.tags))
