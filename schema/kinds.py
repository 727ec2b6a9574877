"""The kinds of content: one type each, all with the fields of `Content`, some with more."""

import strawberry

from domain import content as records
from resolvers import content
from schema.content import Content
from schema.cost import cost
from schema.types import Info, view_of


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
class Answer(Content): ...


@view_of(records.Content, description="A question to the community.")
class Question(Content):
    @strawberry.field(
        description="Answers: the accepted one first, then by votes, then the oldest first; at most 100.",
        graphql_type=list[Answer],
        metadata=cost(assumed_size=10),
    )
    async def answers(self: records.Content, info: Info) -> list[records.Content]:
        return await content.answers(info.context, self.id)


@view_of(records.Content, description="An open conversation.")
class Discussion(Content): ...


@view_of(records.Content, description="A remark on another content.")
class Comment(Content): ...


@view_of(records.Content, description="A course of lessons.")
class Course(Content): ...


@view_of(records.Content, description="One lesson of a course.")
class Lesson(Content): ...


CONTENT_TYPES: tuple[type[Content], ...] = (
    Article, CaseStudy, Talk, Project, OpenSource, Question, Answer, Discussion, Comment, Course, Lesson,
)  # fmt: skip
"""Named to the schema, which can't find the implementations of an interface by itself."""
