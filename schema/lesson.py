"""Lessons in the API: free previews, and what the viewer has read of them."""

import strawberry

from domain import consumption
from domain import content as contents
from domain import course as courses
from resolvers import lesson
from schema.course import CourseProgress, LessonProgress, LessonType
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info
from schema.user_errors import Payload


@strawberry.input(description="Whether a lesson is a free preview.")
class SetLessonPreviewInput(MutationInput):
    lesson_id: strawberry.ID = strawberry.field(description="The lesson.")
    preview: bool = strawberry.field(
        description="True: everyone who may find it reads it, whatever the course costs. False: not any more."
    )


@strawberry.type(description="A lesson that was changed.")
class SetLessonPreviewPayload(Payload):
    lesson: contents.Content | None = strawberry.field(
        default=None, description="The lesson as it is now.", graphql_type=LessonType | None
    )


@strawberry.input(description="How far the viewer is with a lesson.")
class RecordProgressInput(MutationInput):
    lesson_id: strawberry.ID = strawberry.field(description="The lesson.")
    percent: int = strawberry.field(
        description="How much of it they have read, 0 to 100. From 90 on it is complete, unless it has a quiz; less "
        "than before changes nothing."
    )


@strawberry.input(description="A lesson that the viewer is through with.")
class CompleteLessonInput(MutationInput):
    lesson_id: strawberry.ID = strawberry.field(
        description="The lesson. One with a quiz is complete once that is passed: see `submitQuiz`."
    )


@strawberry.type(description="How far the viewer is now.")
class ProgressPayload(Payload):
    lesson: consumption.LessonProgress | None = strawberry.field(
        default=None, description="With the lesson.", graphql_type=LessonProgress | None
    )
    course: courses.CourseProgress | None = strawberry.field(
        default=None, description="With its course.", graphql_type=CourseProgress | None
    )


@strawberry.type
class LessonMutation:
    @mutation(description="Make a lesson of yours a free preview, or not any more. Needs `content:write`.")
    async def set_lesson_preview(self, info: Info, input: SetLessonPreviewInput) -> SetLessonPreviewPayload:
        changed = await lesson.set_preview(info.context, input.lesson_id, input.preview)
        return SetLessonPreviewPayload(lesson=changed)

    @mutation(
        description="Note how much of a lesson the viewer has read; needs access to it. Again, or with less than "
        "before, it changes nothing."
    )
    async def record_progress(self, info: Info, input: RecordProgressInput) -> ProgressPayload:
        done, course = await lesson.record(info.context, input.lesson_id, input.percent)
        return ProgressPayload(lesson=done, course=course)

    @mutation(description="Mark a lesson as complete; needs access to it. Again it changes nothing.")
    async def complete_lesson(self, info: Info, input: CompleteLessonInput) -> ProgressPayload:
        done, course = await lesson.record(info.context, input.lesson_id, 0, marked=True)
        return ProgressPayload(lesson=done, course=course)
