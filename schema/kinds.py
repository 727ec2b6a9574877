"""The kinds of content: one type each, all with the fields of `Content`, some with more."""

from typing import Annotated

import strawberry

from domain import cohort as runs
from domain import content as records
from domain import course as courses
from domain.closing import Closing as ClosingRecord
from domain.consumption import LessonProgress as LessonProgressRecord
from domain.page import Connection as Rows
from domain.page import Edge
from domain.quiz import Quiz as QuizRecord
from resolvers import closing, cohort, content, course, lesson, quiz, reply, text
from schema.closing import Closing
from schema.cohort import Cohort
from schema.content import Content
from schema.cost import cost
from schema.course import Chapter, CourseNumbers, CourseProgress, LessonProgress
from schema.details import ProjectStatus
from schema.page import Connection
from schema.quiz import Quiz
from schema.types import After, First, Info, page, view_of


@view_of(records.Content, description="A text on a subject.")
class Article(Content): ...


@view_of(records.Content, description="How something was done in practice, and what came of it.")
class CaseStudy(Content):
    @strawberry.field(description="Branch it was done in.")
    async def industry(self: records.Content, info: Info) -> str | None:
        return (await text.of(info.context, self.id)).industry

    @strawberry.field(description="What came of it.")
    async def outcome(self: records.Content, info: Info) -> str | None:
        return (await text.of(info.context, self.id)).outcome


@view_of(records.Content, description="A talk given at an event.")
class Talk(Content):
    @strawberry.field(description="Event it was given at.")
    async def event(self: records.Content, info: Info) -> str | None:
        return (await text.of(info.context, self.id)).event

    @strawberry.field(description="Where a recording of it is; null while the viewer may not read the body.")
    async def recording_url(self: records.Content, info: Info) -> str | None:
        return await text.address(info.context, self, "recording_url")


@view_of(records.Content, description="Something members built.")
class Project(Content):
    @strawberry.field(description="Where it is; null while the viewer may not read the body.")
    async def project_url(self: records.Content, info: Info) -> str | None:
        return await text.address(info.context, self, "project_url")

    @strawberry.field(description="How far it is.")
    async def project_status(self: records.Content, info: Info) -> ProjectStatus | None:
        return (await text.of(info.context, self.id)).project_status


@view_of(records.Content, description="A project whose source is open.")
class OpenSource(Content):
    @strawberry.field(description="Where its source is; null while the viewer may not read the body.")
    async def repository_url(self: records.Content, info: Info) -> str | None:
        return await text.address(info.context, self, "repository_url")

    @strawberry.field(description="Licence it is under.")
    async def licence(self: records.Content, info: Info) -> str | None:
        return (await text.of(info.context, self.id)).licence

    @strawberry.field(description="What it is mostly written in.")
    async def programming_language(self: records.Content, info: Info) -> str | None:
        return (await text.of(info.context, self.id)).programming_language


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

    @strawberry.field(
        description="Why it takes no new answers; null for an open question.", graphql_type=Closing | None
    )
    async def closed(self: records.Content, info: Info) -> ClosingRecord | None:
        return await closing.current(info.context, self.id)

    @strawberry.field(
        description="Every time it was closed, the last first.",
        graphql_type=list[Closing],
        metadata=cost(assumed_size=2),
    )
    async def closings(self: records.Content, info: Info) -> list[ClosingRecord]:
        return list(await closing.history(info.context, self.id))

    @strawberry.field(
        description="The questions closed as duplicates of it, those closed last first.",
        graphql_type=Connection[Annotated["Question", strawberry.lazy("schema.kinds")]],
    )
    async def duplicates(
        self: records.Content, info: Info, first: First = 20, after: After = None
    ) -> Rows[Edge[records.Content]]:
        return await closing.duplicates(info.context, self.id, page(first, after))


@view_of(records.Content, description="An open conversation.")
class Discussion(Content): ...


@view_of(records.Content, description="A remark on another content.")
class Comment(Content):
    @strawberry.field(
        description="What it is a remark on; null when the viewer can't find that.", graphql_type=Content | None
    )
    async def parent(self: records.Content, info: Info) -> records.Content | None:
        return await content.above(info.context, self.id)


@view_of(records.Content, description="One lesson of a course.")
class Lesson(Content):
    preview: bool = strawberry.field(
        description="Whether everyone who may find it reads it, whatever the course costs."
    )

    @strawberry.field(
        description="The course it is part of; null when the viewer can't find that.",
        graphql_type=Annotated["Course", strawberry.lazy("schema.kinds")] | None,
    )
    async def course(self: records.Content, info: Info) -> records.Content | None:
        return await content.above(info.context, self.id)

    @strawberry.field(
        description="The chapter it stands in; null when it stands behind all of them.", graphql_type=Chapter | None
    )
    async def chapter(self: records.Content, info: Info) -> courses.Chapter | None:
        return await course.chapter_of(info.context, self.id)

    @strawberry.field(
        description="Its quiz; null when it has none, and for who may not read it.", graphql_type=Quiz | None
    )
    async def quiz(self: records.Content, info: Info) -> QuizRecord | None:
        return await quiz.of_lesson(info.context, self)

    @strawberry.field(
        description="How far the viewer is with it; null before they opened it, and for who isn't a member.",
        graphql_type=LessonProgress | None,
    )
    async def progress(self: records.Content, info: Info) -> LessonProgressRecord | None:
        return await lesson.progress_of(info.context, self.id)


@view_of(records.Content, description="A course of lessons.")
class Course(Content):
    @strawberry.field(
        description="Its lessons in its order: those of its chapters first; at most 100.",
        graphql_type=list[Lesson],
        metadata=cost(assumed_size=10),
    )
    async def lessons(self: records.Content, info: Info) -> list[records.Content]:
        return await text.lessons(info.context, self.id)

    @strawberry.field(description="Its chapters in order.", graphql_type=list[Chapter], metadata=cost(assumed_size=5))
    async def chapters(self: records.Content, info: Info) -> list[courses.Chapter]:
        return await course.chapters(info.context, self.id)

    @strawberry.field(
        description="How many members came how far, for its author and operators; null for others.",
        graphql_type=CourseNumbers | None,
        metadata=cost(weight=20),
    )
    async def numbers(self: records.Content, info: Info) -> courses.CourseNumbers | None:
        return await course.numbers(info.context, self)

    @strawberry.field(
        description="Its cohorts that haven't ended, the first to begin first; at most 20.",
        graphql_type=list[Cohort],
        metadata=cost(assumed_size=3),
    )
    async def cohorts(self: records.Content, info: Info) -> list[runs.Cohort]:
        return await cohort.of_course(info.context, self.id)

    @strawberry.field(
        description="How far the viewer is in it; null for who isn't a member.", graphql_type=CourseProgress | None
    )
    async def progress(self: records.Content, info: Info) -> courses.CourseProgress | None:
        return await course.progress(info.context, self.id)


AnyContent = (
    Article | CaseStudy | Talk | Project | OpenSource | Question | Answer | Discussion | Comment | Course | Lesson
)
"""For unions of contents with other things."""

CONTENT_TYPES: tuple[type[Content], ...] = (
    Article, CaseStudy, Talk, Project, OpenSource, Question, Answer, Discussion, Comment, Course, Lesson,
)  # fmt: skip
"""Named to the schema, which can't find the implementations of an interface by itself."""
