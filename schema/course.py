"""Courses in the API: their chapters, and how far a member is in them."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain import certificate as certified
from domain import consumption
from domain import content as contents
from domain import course as records
from resolvers import certificate, content, course
from schema.certificate import Certificate
from schema.cost import cost
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info, view_of
from schema.user_errors import Payload

if TYPE_CHECKING:
    from schema.content import Content
    from schema.kinds import Course, Lesson

LessonType = Annotated["Lesson", strawberry.lazy("schema.kinds")]
CourseType = Annotated["Course", strawberry.lazy("schema.kinds")]


@view_of(records.Chapter, description="A named part of a course.")
class Chapter:
    id: strawberry.ID = strawberry.field(description="By which `arrangeCourse` knows it.")
    name: str = strawberry.field(description="Name.")
    place: int = strawberry.field(description="Counted from 1.")

    @strawberry.field(
        description="Its lessons in order, of those the viewer may find.",
        graphql_type=list[LessonType],
        metadata=cost(assumed_size=10),
    )
    async def lessons(self: records.Chapter, info: Info) -> list[contents.Content]:
        return await course.lessons(info.context, self)


@view_of(consumption.LessonProgress, description="How far a member is with a lesson.")
class LessonProgress:
    percent: int = strawberry.field(description="How much of it they have read, 0 to 100; never falls.")
    completed_at: datetime | None = strawberry.field(description="When they completed it first; null before.")


@view_of(records.CourseProgress, description="How far a member is in a course.")
class CourseProgress:
    percent: int = strawberry.field(
        description="Completed lessons of all there are now, in whole percent rounded down. A lesson that is added "
        "lowers it."
    )
    begun_at: datetime | None = strawberry.field(description="When they opened it or a lesson of it first.")
    last_at: datetime | None = strawberry.field(description="When they were there last.")

    @strawberry.field(
        description="What certifies that they finished it, revoked or not; null before.",
        graphql_type=Certificate | None,
    )
    async def certificate(self: records.CourseProgress, info: Info) -> certified.Certificate | None:
        return await certificate.of_course(info.context, self.course_id)

    @strawberry.field(description="How many of its lessons they have completed.")
    def completed_lessons(self: records.CourseProgress) -> int:
        return len(self.completed_ids)

    @strawberry.field(description="How many lessons it has.")
    def lesson_count(self: records.CourseProgress) -> int:
        return len(self.lesson_ids)

    @strawberry.field(
        description="The course; null when the viewer can't find it any more.", graphql_type=CourseType | None
    )
    async def course(self: records.CourseProgress, info: Info) -> contents.Content | None:
        return await content.by_id(info.context, self.course_id)

    @strawberry.field(
        description="The first lesson that isn't complete; null when all are.", graphql_type=LessonType | None
    )
    async def next_lesson(self: records.CourseProgress, info: Info) -> contents.Content | None:
        return await content.by_id(info.context, self.next_id) if self.next_id else None


@view_of(records.Numbers, name="LessonNumbers", description="How many members came how far; small numbers are null.")
class LessonNumbers:
    opened: int | None = strawberry.field(description="How many opened it; null when fewer than 5 did.")
    completed: int | None = strawberry.field(
        description="How many completed it; null when fewer than 5 did, or all but fewer than 5."
    )

    @strawberry.field(
        description="The lesson, or the course.",
        graphql_type=Annotated["Content", strawberry.lazy("schema.content")] | None,
    )
    async def content(self: records.Numbers, info: Info) -> contents.Content | None:
        return await content.by_id(info.context, self.id)


@view_of(records.CourseNumbers, description="How many members came how far in a course, without its author.")
class CourseNumbers:
    course: LessonNumbers = strawberry.field(description="In the course: who began it, and who finished it.")
    lessons: list[LessonNumbers] = strawberry.field(
        description="In each lesson, in order.", metadata=cost(assumed_size=10)
    )


@strawberry.input(description="A chapter as it is to be.")
class ChapterInput:
    id: strawberry.ID | None = strawberry.field(default=None, description="Which it is; null for a new one.")
    name: str = strawberry.field(description="Name, 1 to 200 characters on one line.")
    lesson_ids: list[strawberry.ID] = strawberry.field(default_factory=list, description="Its lessons in order.")


@strawberry.input(description="The whole of a course in its order: each of its lessons once.")
class ArrangeCourseInput(MutationInput):
    course_id: strawberry.ID = strawberry.field(description="The course.")
    chapters: list[ChapterInput] = strawberry.field(
        default_factory=list, description="Its chapters in order, at most 100; those that aren't named go."
    )
    lesson_ids: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="Behind the chapters: the lessons that are in none, in order."
    )


@strawberry.type(description="A course that was changed.")
class ArrangeCoursePayload(Payload):
    course: contents.Content | None = strawberry.field(
        default=None, description="The course as it is now.", graphql_type=CourseType | None
    )


@strawberry.type
class CourseMutation:
    @mutation(
        description="Put the lessons of a course of yours into chapters and into another order. Needs `content:write`."
    )
    async def arrange_course(self, info: Info, input: ArrangeCourseInput) -> ArrangeCoursePayload:
        chapters = [(each.id, each.name, each.lesson_ids) for each in input.chapters]
        arranged = await course.arrange(info.context, input.course_id, chapters, input.lesson_ids)
        return ArrangeCoursePayload(course=arranged)
