"""The kinds of content: one type each, all with the fields of `Content`, some with more."""

from collections.abc import Callable
from typing import TypeVar

import strawberry

from domain import content as records
from domain.content import ContentKind
from resolvers import content
from schema.content import Content
from schema.cost import cost
from schema.types import Info

C = TypeVar("C", bound=type)


def content_kind(kind: ContentKind, description: str) -> Callable[[C], C]:
    """A view of those content records that are of one kind."""

    def decorate(cls: C) -> C:
        cls.is_type_of = staticmethod(lambda value, info: value.kind is kind)  # type: ignore[attr-defined]
        cls.__record__ = records.Content  # type: ignore[attr-defined]
        return strawberry.type(cls, description=description)

    return decorate


@content_kind(ContentKind.ARTICLE, "A text on a subject.")
class Article(Content): ...


@content_kind(ContentKind.CASE_STUDY, "How something was done in practice, and what came of it.")
class CaseStudy(Content): ...


@content_kind(ContentKind.TALK, "A talk given at an event.")
class Talk(Content): ...


@content_kind(ContentKind.PROJECT, "Something members built.")
class Project(Content): ...


@content_kind(ContentKind.OPEN_SOURCE, "A project whose source is open.")
class OpenSource(Content): ...


@content_kind(ContentKind.ANSWER, "An answer to a question.")
class Answer(Content): ...


@content_kind(ContentKind.QUESTION, "A question to the community.")
class Question(Content):
    @strawberry.field(
        description="Answers: the accepted one first, then by votes, then the oldest first; at most 100.",
        graphql_type=list[Answer],
        metadata=cost(assumed_size=10),
    )
    async def answers(self: records.Content, info: Info) -> list[records.Content]:
        return await content.answers(info.context, self.id)


@content_kind(ContentKind.DISCUSSION, "An open conversation.")
class Discussion(Content): ...


@content_kind(ContentKind.COMMENT, "A remark on another content.")
class Comment(Content): ...


@content_kind(ContentKind.COURSE, "A course of lessons.")
class Course(Content): ...


@content_kind(ContentKind.LESSON, "One lesson of a course.")
class Lesson(Content): ...


CONTENT_TYPES: tuple[type[Content], ...] = (
    Article, CaseStudy, Talk, Project, OpenSource, Question, Answer, Discussion, Comment, Course, Lesson,
)  # fmt: skip
"""Named to the schema, which can't find the implementations of an interface by itself."""
