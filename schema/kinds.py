"""The kinds of content: one type each, all with the fields of `Content`, some with more."""

from typing import Annotated

import strawberry

from domain import content as records
from domain.page import Connection as Rows
from domain.page import Edge
from resolvers import content, reply
from schema.content import Content
from schema.page import Connection
from schema.types import After, First, Info, page, view_of


@view_of(records.Content, description="A text on a subject.")
class Article(Content): ...


@view_of(records.Content, description="How something was done in practice, and what came of it.")
class CaseStudy(Content): ...


@view_of(records.Content, description="A talk given at an event.")
class Talk(Content): ...


@view_of(records.Content, description="Something members built.")
class Project(Content): ...


@view_of(records.Content, description="A project whose source is open.")
class OpenSource(Content): ...


@view_of(records.Content, description="An answer to a question.")
class Answer(Content):
    @strawberry.field(description="Whether who asked accepted it.")
    async def accepted(self: records.Content, info: Info) -> bool:
        return await content.is_accepted(info.context, self.id)

    @strawberry.field(
        description="What it answers; null when the viewer can't find that.",
        graphql_type=Annotated["Question", strawberry.lazy("schema.kinds")] | None,
    )
    async def question(self: records.Content, info: Info) -> records.Content | None:
        return await content.above(info.context, self.id)


@view_of(records.Content, description="A question to the community.")
class Question(Content):
    @strawberry.field(description="The answer that who asked accepted.", graphql_type=Answer | None)
    async def accepted_answer(self: records.Content, info: Info) -> records.Content | None:
        return await content.accepted_answer(info.context, self.id)

    @strawberry.field(
        description="Answers: the accepted one first, then by votes, then the oldest first.",
        graphql_type=Connection[Answer],
    )
    async def answers(
        self: records.Content, info: Info, first: First = 20, after: After = None
    ) -> Rows[Edge[records.Content]]:
        return await content.answers(info.context, self.id, page(first, after))

    @strawberry.field(description="How many answers can be read.")
    async def answer_count(self: records.Content, info: Info) -> int:
        return (await reply.counts(info.context, self.id)).answers


@view_of(records.Content, description="An open conversation.")
class Discussion(Content): ...


@view_of(records.Content, description="A remark on another content.")
class Comment(Content):
    @strawberry.field(
        description="What it is a remark on; null when the viewer can't find that.", graphql_type=Content | None
    )
    async def parent(self: records.Content, info: Info) -> records.Content | None:
        return await content.above(info.context, self.id)


@view_of(records.Content, description="A course of lessons.")
class Course(Content): ...


@view_of(records.Content, description="One lesson of a course.")
class Lesson(Content): ...


CONTENT_TYPES: tuple[type[Content], ...] = (
    Article, CaseStudy, Talk, Project, OpenSource, Question, Answer, Discussion, Comment, Course, Lesson,
)  # fmt: skip
"""Named to the schema, which can't find the implementations of an interface by itself."""
