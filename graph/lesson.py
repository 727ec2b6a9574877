"""Lessons in the graph: parts of a course of the same author."""

from collections.abc import Sequence

from domain.errors import LimitReached, NotFound
from domain.ids import ContentId, UserId
from domain.publish import MAX_LESSONS
from domain.record import Record
from graph import event as events
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class JoinParams(Params):
    id: ContentId
    lesson_id: ContentId


class CourseParams(JoinParams):
    user_id: UserId


class PreviewParams(Params):
    id: ContentId
    user_id: UserId
    preview: bool


class Place(Record):
    """Of which course a lesson is part, and whether it has a quiz."""

    content_id: ContentId
    course_id: ContentId
    chapter_id: str | None
    quiz: bool


class Id(Record):
    id: ContentId


class Course(Record):
    """Where a course stands, and how many lessons it has."""

    area: str | None
    lessons: int


COURSE = Query("lesson/course", CourseParams, Course)
JOIN = Query("lesson/join", JoinParams, NoRow)
PLACES = Query("lesson/places", IdsParams, Place)
PREVIEW = Query("lesson/preview", PreviewParams, Id)


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


async def places(tx: Transaction, ids: Sequence[str]) -> dict[str, Place]:
    """Where lessons stand, by their ids; nothing of what is no lesson of a course."""
    return {row.content_id: row for row in await PLACES.all(tx, IdsParams(ids=ids))}
