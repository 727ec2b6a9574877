"""Closings of questions in the API, and closing and opening them again."""

from asyncio import gather
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain import closing as records
from domain import content as contents
from domain import user as users
from domain.closing import MAX_NOTE, CloseReason
from domain.ids import UserId
from resolvers import closing, content, user
from resolvers.context import Context
from schema.cost import cost
from schema.enums import describe_enum
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info, view_of
from schema.user_errors import Payload

if TYPE_CHECKING:
    from schema.kinds import Question
    from schema.user import User

Asked = Annotated["Question", strawberry.lazy("schema.kinds")]
Person = Annotated["User", strawberry.lazy("schema.user")]

describe_enum(
    CloseReason,
    "Why a question is closed.",
    {
        "DUPLICATE": "It was asked before: `duplicateOf` has the answers.",
        "OFF_TOPIC": "It isn't what this place is about.",
        "UNCLEAR": "It doesn't say enough to be answered.",
        "TOO_BROAD": "It would take a book, or is several questions.",
        "OPINION": "Answers could only be opinions.",
        "OTHER": "Something else: `note` says what. Imported ones say nothing.",
    },
)


@view_of(records.Closing, description="One closing of a question: while it holds, nobody answers. Comments stay open.")
class Closing:
    reason: CloseReason = strawberry.field(description="Why it was closed; by votes, the reason with the most.")
    note: str | None = strawberry.field(description="What somebody who closed it said about that.")
    at: datetime = strawberry.field(description="When.")
    reopened_at: datetime | None = strawberry.field(description="When it was opened again; null while it is closed.")

    @strawberry.field(
        description="Who closed it: one, or those whose votes did; nobody for imported ones.",
        graphql_type=list[Person],
        metadata=cost(assumed_size=3),
    )
    async def by(self: records.Closing, info: Info) -> list[users.User]:
        return await _people(info.context, self.by_ids)

    @strawberry.field(description="Who opened it again.", graphql_type=list[Person], metadata=cost(assumed_size=3))
    async def reopened_by(self: records.Closing, info: Info) -> list[users.User]:
        return await _people(info.context, self.reopened_by_ids)

    @strawberry.field(
        description="The question that it repeats: where that was closed as a duplicate since, the one this leads to.",
        graphql_type=Asked | None,
    )
    async def duplicate_of(self: records.Closing, info: Info) -> contents.Content | None:
        return await content.by_id(info.context, self.duplicate_of) if self.duplicate_of else None


async def _people(ctx: Context, ids: Sequence[UserId]) -> list[users.User]:
    found = await gather(*(user.by_id(ctx, id) for id in ids))
    return [one for one in found if one is not None]


@strawberry.input(description="A question to close, and why.")
class CloseQuestionInput(MutationInput):
    question_id: strawberry.ID = strawberry.field(description="The question.")
    reason: CloseReason = strawberry.field(description="Why.")
    duplicate_of: strawberry.ID | None = strawberry.field(
        default=None, description="For DUPLICATE: the question it repeats. One that repeats another stands for that."
    )
    note: str | None = strawberry.field(default=None, description=f"More about it, at most {MAX_NOTE} characters.")


@strawberry.input(description="A question to open again.")
class ReopenQuestionInput(MutationInput):
    question_id: strawberry.ID = strawberry.field(description="The question.")


@strawberry.type(description="What became of the question.")
class CloseQuestionPayload(Payload):
    question: contents.Content | None = strawberry.field(
        default=None, description="The question as it is now.", graphql_type=Asked | None
    )
    votes_left: int | None = strawberry.field(default=None, description="How many votes it takes still; 0 when done.")


@strawberry.type(description="What became of the question.")
class ReopenQuestionPayload(CloseQuestionPayload):
    pass


@strawberry.type
class ClosingMutation:
    @mutation(
        description="Close a question, so that nobody answers it: at once for who asked and moderators, by votes for "
        "members with the right `CLOSE`. Sent again, it changes one's vote. Needs `content:write`."
    )
    async def close_question(self, info: Info, input: CloseQuestionInput) -> CloseQuestionPayload:
        question, left = await closing.close(
            info.context, input.question_id, input.reason, input.duplicate_of, input.note
        )
        return CloseQuestionPayload(question=question, votes_left=left)

    @mutation(
        description="Open a closed question again: at once for moderators, and for who asked if they closed it; by "
        "votes for members with the right `CLOSE`. Needs `content:write`."
    )
    async def reopen_question(self, info: Info, input: ReopenQuestionInput) -> ReopenQuestionPayload:
        question, left = await closing.reopen(info.context, input.question_id)
        return ReopenQuestionPayload(question=question, votes_left=left)
