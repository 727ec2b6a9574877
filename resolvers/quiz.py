"""Quizzes: set by the authors of lessons, tried by their readers, who see no answers before."""

from collections.abc import Sequence
from functools import partial

import orjson

from domain.access import sees_source
from domain.consumption import LessonProgress
from domain.content import Content
from domain.course import CourseProgress
from domain.errors import NotFound
from domain.ids import ContentId, IdPrefix, require_id
from domain.quiz import Answer, Attempt, Question, Quiz, check_quiz, reveals
from graph import quiz as graph
from resolvers import access, certificate, content
from resolvers.context import Context
from resolvers.lesson import readable
from resolvers.publish import author


async def of_lesson(ctx: Context, lesson: Content) -> Quiz | None:
    """The quiz of a lesson, for who may read that."""
    if not await access.readable(ctx, lesson):
        return None
    return await ctx.loaders.load(graph.of_lessons, lesson.id)


async def attempts(ctx: Context, quiz: Quiz) -> list[Attempt]:
    """The viewer's attempts, the first first."""
    user_id = ctx.viewer.user_id
    return [] if user_id is None else await ctx.loaders.load(graph.attempts, quiz.content_id, user_id) or []


async def solution(ctx: Context, quiz: Quiz) -> Sequence[Question] | None:
    """The questions with what is right: for the author, operators, and who has passed or can't try any more."""
    lesson = await content.by_id(ctx, quiz.content_id)
    own = lesson is not None and sees_source(ctx.viewer, lesson)
    return quiz.questions if own or reveals(quiz, await attempts(ctx, quiz)) else None


async def put(
    ctx: Context, lesson_id: str, pass_percent: int, attempts: int, questions: Sequence[Question]
) -> Content | None:
    """Give a lesson of the viewer's a quiz, or change it. Attempts that were made stay as they were scored.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        InvalidInput: it can't be passed like this.
        NotFound: they have no such lesson.
    """
    user_id, id = author(ctx), _lesson_id(lesson_id)
    check_quiz(questions, pass_percent, attempts)
    packed = orjson.dumps([each.model_dump() for each in questions]).decode()
    params = graph.SetParams(
        content_id=id, user_id=user_id, pass_percent=pass_percent, attempts=attempts, questions=packed, at=ctx.now
    )
    if await ctx.graph.write(graph.SET.one_or_none, params) is None:
        raise NotFound("You have no such lesson.", ("input", "lessonId"))
    return await content.by_id(ctx, id)


async def remove(ctx: Context, lesson_id: str) -> Content | None:
    """Take the quiz from a lesson of the viewer's; again it changes nothing.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        NotFound: they have no such lesson.
    """
    params = graph.OwnParams(content_id=_lesson_id(lesson_id), user_id=author(ctx))
    if await ctx.graph.write(graph.REMOVE.one_or_none, params) is None:
        raise NotFound("You have no such lesson.", ("input", "lessonId"))
    return await content.by_id(ctx, params.content_id)


async def submit(
    ctx: Context, lesson_id: str, answers: Sequence[Answer]
) -> tuple[Attempt, LessonProgress, CourseProgress]:
    """Score the viewer's answers to the quiz of a lesson, and count the attempt.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person; or the lesson is for members.
        PaymentRequired: they have no access to the lesson.
        InvalidInput: it is no lesson, or an answer is none. It counts as no attempt.
        NotFound: there is no such lesson, or it has no quiz.
        LimitReached: they have tried as often as they may.
    """
    user_id = ctx.viewer.require_user()
    lesson, place = await readable(ctx, lesson_id)
    new = certificate.new(ctx, user_id, place.course_id)
    return await ctx.graph.write(partial(graph.submit, lesson_id=lesson.id, answers=answers, new=new))


def _lesson_id(given: str) -> ContentId:
    return ContentId(require_id(given, IdPrefix.CONTENT, "lessonId"))
