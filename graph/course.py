"""Courses in the graph: their chapters, the order of their lessons, and how far members are in them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.access import SIGNED_IN, Viewer
from domain.consumption import LessonProgress
from domain.content import Visibility
from domain.course import (
    Arrangement,
    Chapter,
    ChapterId,
    CourseNumbers,
    CourseProgress,
    Numbers,
    Placed,
    check_chapters,
    placed,
)
from domain.errors import NotFound
from domain.ids import ContentId, UserId
from domain.record import Moment, Record
from graph import certificate, consumption
from graph.certificate import IssueParams
from graph.consumption import NoteParams
from graph.content import LAST_ID, AudienceParams, ByIdsParams, IdsParams
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class OwnParams(Params):
    id: ContentId
    user_id: UserId


class IdParams(Params):
    id: ContentId


class ProgressParams(ByIdsParams):
    user_id: UserId


class FinishParams(Params):
    user_id: UserId
    course_id: ContentId
    at: datetime


class OfUserParams(AudienceParams):
    user_id: UserId
    before_at: datetime
    before_id: str = LAST_ID
    limit: int


class ArrangeParams(Params):
    id: ContentId
    chapters: list[dict[str, str]]
    lessons: list[dict[str, str | None]]


class Open(Record):
    """A course as it is before its author changes it; all its lessons in order."""

    chapter_ids: tuple[ChapterId, ...]
    lessons: tuple[Placed, ...]


class Part(Record):
    """A lesson of a course that somebody may find, and its chapter."""

    id: ContentId
    course_id: ContentId
    chapter_id: ChapterId | None


class Begun(Record):
    id: ContentId
    at: Moment


CHAPTERS = Query("course/chapters", IdsParams, Chapter)
NUMBERS = Query("course/numbers", IdParams, Numbers)
PARTS = Query("course/parts", ByIdsParams, Part)
PROGRESS = Query("course/progress", ProgressParams, CourseProgress)
FINISH = Query("course/finish", FinishParams, NoRow)
OF_USER = Query("course/of_user", OfUserParams, Begun)
OPEN = Query("course/open", OwnParams, Open)
ARRANGE = Query("course/arrange", ArrangeParams, NoRow)


async def chapters(tx: Transaction, ids: Sequence[str]) -> dict[str, list[Chapter]]:
    """The chapters of courses in order, by the ids of the courses."""
    found = defaultdict[str, list[Chapter]](list)
    for row in await CHAPTERS.all(tx, IdsParams(ids=ids)):
        found[row.course_id].append(row)
    return found


async def parts(tx: Transaction, ids: Sequence[str], viewer: Viewer, now: datetime) -> dict[str, list[Part]]:
    """Lessons of courses in order, as far as the viewer may find them, by the ids of the courses."""
    found = defaultdict[str, list[Part]](list)
    for row in await PARTS.all(tx, ByIdsParams(ids=ids, audience=viewer.audience, now=now)):
        found[row.course_id].append(row)
    return found


async def progress(
    tx: Transaction,
    ids: Sequence[str],
    user_id: UserId,
    now: datetime,
    audience: tuple[Visibility, ...] = SIGNED_IN,
) -> Mapping[str, CourseProgress]:
    """How far a member is in courses, by the ids of these."""
    params = ProgressParams(ids=ids, user_id=user_id, audience=audience, now=now)
    return {row.course_id: row for row in await PROGRESS.all(tx, params)}


async def numbers(tx: Transaction, id: ContentId) -> CourseNumbers:
    """How many members opened and completed a course and its lessons, small numbers left out."""
    whole, *lessons = [row.masked() for row in await NUMBERS.all(tx, IdParams(id=id))]
    return CourseNumbers(course=whole, lessons=tuple(lessons))


async def note(tx: Transaction, noted: NoteParams, new: IssueParams) -> tuple[LessonProgress, CourseProgress]:
    """Note how far a member is with a lesson; who finishes its course by that is certified, once.

    Raises:
        NotFound: the member is gone.
    """
    done = await consumption.note(tx, noted)
    if done is None:
        raise NotFound("Your account is gone.")
    progressed = (await progress(tx, [new.course_id], new.user_id, new.at))[new.course_id]
    if progressed.finished:
        await FINISH.run(tx, FinishParams(user_id=new.user_id, course_id=new.course_id, at=new.at))
        await certificate.issue(tx, new)
    return done, progressed


async def arrange(tx: Transaction, viewer: Viewer, id: ContentId, wanted: Arrangement, now: datetime) -> bool:
    """Give a course of the viewer's the chapters and the order that they want; False when they have no such course.

    Raises:
        Conflict: they don't name its lessons, or a chapter isn't of this course.
    """
    found = await OPEN.one_or_none(tx, OwnParams(id=id, user_id=viewer.require_user()))
    if found is None:
        return False
    check_chapters(wanted, found.chapter_ids)
    shown = [part.id for part in (await parts(tx, [id], viewer, now)).get(id, ())]
    rows = placed(found.lessons, shown, wanted)
    chapters = [{"id": part.id, "name": part.name} for part in wanted.parts]
    await ARRANGE.run(tx, ArrangeParams(id=id, chapters=chapters, lessons=[row.model_dump() for row in rows]))
    return True
