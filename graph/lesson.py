"""Lessons in the graph: parts of a course of the same author."""

from domain.errors import LimitReached, NotFound
from domain.ids import ContentId, UserId
from domain.publish import MAX_LESSONS
from domain.record import Record
from graph import event as events
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class JoinParams(Params):
    id: ContentId
    lesson_id: ContentId


class CourseParams(JoinParams):
    user_id: UserId


class Course(Record):
    """Where a course stands, and how many lessons it has."""

    area: str | None
    lessons: int


COURSE = Query("lesson/course", CourseParams, Course)
JOIN = Query("lesson/join", JoinParams, NoRow)


async def course(tx: Transaction, id: ContentId, author_id: UserId, lesson_id: ContentId) -> Course:
    """The course of that author that a lesson of theirs is about to become part of, locked with them.

    Raises:
        NotFound: they have no such course.
        LimitReached: it has as many lessons as it may.
    """
    await events.lock(tx, [author_id], [id])
    found = await COURSE.one_or_none(tx, CourseParams(id=id, user_id=author_id, lesson_id=lesson_id))
    if found is None:
        raise NotFound("You have no such course.", ("input", "parentId"))
    if found.lessons >= MAX_LESSONS:
        raise LimitReached(f"A course has at most {MAX_LESSONS} lessons.", ("input", "parentId"))
    return found
