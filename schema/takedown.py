"""Withdrawing and restoring contents in the API."""

import strawberry

from domain import content as records
from domain.ids import ContentId
from resolvers import takedown
from schema.content import Content
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info
from schema.user_errors import Payload


@strawberry.input(description="A content to withdraw.")
class WithdrawContentInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Id of a content that the viewer wrote, of any kind.")


@strawberry.input(description="A content to give back to its readers.")
class RestoreContentInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Id of a content that the viewer has withdrawn.")


@strawberry.type(description="What was withdrawn.")
class WithdrawContentPayload(Payload):
    content_id: ContentId | None = strawberry.field(
        default=None, description="Its id, to restore it by.", graphql_type=strawberry.ID | None
    )


@strawberry.type(description="What was restored.")
class RestoreContentPayload(Payload):
    content: records.Content | None = strawberry.field(
        default=None, description="The content as readers find it again.", graphql_type=Content | None
    )


@strawberry.type
class TakedownMutation:
    @mutation(
        description="Take one of your contents from its readers: no list, feed or search has it any more, and what "
        "others wrote below it stays. Needs `content:write`."
    )
    async def withdraw_content(self, info: Info, input: WithdrawContentInput) -> WithdrawContentPayload:
        return WithdrawContentPayload(content_id=await takedown.withdraw(info.context, input.id))

    @mutation(description="Give a content that you withdrew back to its readers. Needs `content:write`.")
    async def restore_content(self, info: Info, input: RestoreContentInput) -> RestoreContentPayload:
        return RestoreContentPayload(content=await takedown.restore(info.context, input.id))
