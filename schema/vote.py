"""Votes in the API."""

import strawberry

from domain import content as contents
from domain.vote import VoteValue
from resolvers import vote
from schema.content import Content
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info
from schema.user_errors import Payload


@strawberry.input(description="A vote of the viewer.")
class CastVoteInput(MutationInput):
    content_id: strawberry.ID = strawberry.field(description="On what; a content of somebody else's.")
    value: VoteValue = strawberry.field(description="For it, against it, or NONE to take the vote back.")


@strawberry.type(description="What was voted on.")
class CastVotePayload(Payload):
    content: contents.Content | None = strawberry.field(
        default=None, description="The content, with the vote counted.", graphql_type=Content | None
    )


@strawberry.type
class VoteMutation:
    @mutation(description="Vote on a content, once a member, changeable at any time. Needs `content:write`.")
    async def cast_vote(self, info: Info, input: CastVoteInput) -> CastVotePayload:
        return CastVotePayload(content=await vote.cast(info.context, input.content_id, input.value))
