"""Acceptance of answers in the API."""

import strawberry

from domain import content as contents
from resolvers import acceptance
from schema.idempotency import MutationInput
from schema.kinds import Question
from schema.mutation import mutation
from schema.types import Info
from schema.user_errors import Payload


@strawberry.input(description="Which answer helped the viewer.")
class AcceptAnswerInput(MutationInput):
    answer_id: strawberry.ID = strawberry.field(description="An answer to a question of the viewer's.")
    accepted: bool = strawberry.field(
        default=True, description="True to take it in the place of any other; false to take that back."
    )


@strawberry.type(description="Whose answer was accepted.")
class AcceptAnswerPayload(Payload):
    question: contents.Content | None = strawberry.field(
        default=None, description="The question as it is now.", graphql_type=Question | None
    )


@strawberry.type
class AcceptanceMutation:
    @mutation(
        description="Accept an answer to one's own question: one at a time, changeable, and not final. "
        "Needs `content:write`."
    )
    async def accept_answer(self, info: Info, input: AcceptAnswerInput) -> AcceptAnswerPayload:
        question = await acceptance.accept(info.context, input.answer_id, input.accepted)
        return AcceptAnswerPayload(question=question)
