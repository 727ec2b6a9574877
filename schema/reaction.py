"""Reactions in the API."""

import strawberry

from domain import content as contents
from domain.reaction import ReactionKind
from resolvers import reaction
from schema.content import Content
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info
from schema.user_errors import Payload


@strawberry.input(description="How the viewer takes a content.")
class SetReactionInput(MutationInput):
    content_id: strawberry.ID = strawberry.field(description="On what; a content of somebody else's.")
    kind: ReactionKind = strawberry.field(description="How; each kind once.")
    on: bool = strawberry.field(default=True, description="False to take it back.")


@strawberry.type(description="What was reacted to.")
class SetReactionPayload(Payload):
    content: contents.Content | None = strawberry.field(
        default=None, description="The content, with the reaction counted.", graphql_type=Content | None
    )


@strawberry.type
class ReactionMutation:
    @mutation(description="React to a content, or take that back. Needs `content:write`.")
    async def set_reaction(self, info: Info, input: SetReactionInput) -> SetReactionPayload:
        content = await reaction.react(info.context, input.content_id, input.kind, input.on)
        return SetReactionPayload(content=content)
