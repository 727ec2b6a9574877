"""Muting and blocking in the API."""

import strawberry

from domain import user as users
from domain.block import Distance
from resolvers import block
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info
from schema.user import User
from schema.user_errors import Payload


@strawberry.input(description="Whom the viewer doesn't want to hear of.")
class MuteUserInput(MutationInput):
    user_id: strawberry.ID = strawberry.field(description="The member; they aren't told.")
    muted: bool = strawberry.field(default=True, description="False to hear of them again.")


@strawberry.type(description="Who is muted now, or isn't any more.")
class MuteUserPayload(Payload):
    user: users.User | None = strawberry.field(default=None, description="The member.", graphql_type=User | None)


@strawberry.input(description="Who may not come near the viewer.")
class BlockUserInput(MutationInput):
    user_id: strawberry.ID = strawberry.field(description="The member; they aren't told.")
    blocked: bool = strawberry.field(default=True, description="False to let them again.")


@strawberry.type(description="Who is blocked now, or isn't any more.")
class BlockUserPayload(Payload):
    user: users.User | None = strawberry.field(default=None, description="The member.", graphql_type=User | None)


@strawberry.type
class BlockMutation:
    @mutation(
        description="Hear of a member no longer: what they write is in none of the viewer's lists, feeds and "
        "notifications. For members."
    )
    async def mute_user(self, info: Info, input: MuteUserInput) -> MuteUserPayload:
        return MuteUserPayload(user=await block.keep_away(info.context, input.user_id, Distance.MUTED, input.muted))

    @mutation(
        description="Mute a member, and keep them from commenting on, answering, voting on and reacting to what the "
        "viewer wrote, and from following and notifying them. Both follow each other no longer. For members."
    )
    async def block_user(self, info: Info, input: BlockUserInput) -> BlockUserPayload:
        return BlockUserPayload(
            user=await block.keep_away(info.context, input.user_id, Distance.BLOCKED, input.blocked)
        )
