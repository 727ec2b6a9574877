"""Following in the API."""

import strawberry

from resolvers import follow
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info
from schema.user_errors import Payload


@strawberry.input(description="What the viewer wants to hear of.")
class FollowTargetInput(MutationInput):
    target_id: strawberry.ID = strawberry.field(description="A user, a tag, an area or a content.")
    following: bool = strawberry.field(default=True, description="False to follow it no longer.")


@strawberry.type(description="What is followed now, or isn't any more.")
class FollowTargetPayload(Payload):
    following: bool | None = strawberry.field(default=None, description="Whether the viewer follows it now.")
    target_id: strawberry.ID | None = strawberry.field(default=None, description="What it is about; see `node`.")


@strawberry.type
class FollowMutation:
    @mutation(
        description="Follow a user, tag, area or content, or follow it no longer. What is new there is told as a "
        "notification, and recommendations learn from it. For members."
    )
    async def follow_target(self, info: Info, input: FollowTargetInput) -> FollowTargetPayload:
        await follow.follow(info.context, input.target_id, input.following)
        return FollowTargetPayload(following=input.following, target_id=input.target_id)
