"""Answers and comments in the API."""

import strawberry

from domain import content as contents
from resolvers import reply
from schema.idempotency import MutationInput
from schema.kinds import Answer, Comment
from schema.mutation import mutation
from schema.types import Info
from schema.user_errors import Payload


@strawberry.input(description="An answer of the viewer.")
class AddAnswerInput(MutationInput):
    question_id: strawberry.ID = strawberry.field(description="The question it answers.")
    body: str = strawberry.field(description="Markdown, at most 30,000 characters; what is active in it is taken out.")


@strawberry.type(description="What was answered.")
class AddAnswerPayload(Payload):
    answer: contents.Content | None = strawberry.field(
        default=None, description="The answer as readers find it.", graphql_type=Answer | None
    )


@strawberry.input(description="A comment of the viewer.")
class AddCommentInput(MutationInput):
    parent_id: strawberry.ID = strawberry.field(description="Any content, a comment too; threads are at most 100 deep.")
    body: str = strawberry.field(description="Markdown, at most 30,000 characters; what is active in it is taken out.")


@strawberry.type(description="What was said.")
class AddCommentPayload(Payload):
    comment: contents.Content | None = strawberry.field(
        default=None, description="The comment as readers find it.", graphql_type=Comment | None
    )


@strawberry.type
class ReplyMutation:
    @mutation(description="Answer a question; who asked is told. Needs `content:write`.")
    async def add_answer(self, info: Info, input: AddAnswerInput) -> AddAnswerPayload:
        return AddAnswerPayload(answer=await reply.answer(info.context, input.question_id, input.body))

    @mutation(description="Comment on a content or another comment; its author is told. Needs `content:write`.")
    async def add_comment(self, info: Info, input: AddCommentInput) -> AddCommentPayload:
        return AddCommentPayload(comment=await reply.comment(info.context, input.parent_id, input.body))
