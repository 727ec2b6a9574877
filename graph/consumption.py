"""What members have used, in the graph: one node a member and content, found by both their ids."""

from collections.abc import Sequence
from datetime import datetime

from domain.consumption import Consumption, LessonProgress
from domain.ids import UserId
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import Query


class OfUserParams(IdsParams):
    user_id: UserId


class NoteParams(OfUserParams):
    """`percent` is from 0 to 100."""

    percent: int = 0
    complete: bool = False
    at: datetime


NOTE = Query("consumption/note", NoteParams, LessonProgress)
OF = Query("consumption/of", OfUserParams, Consumption)
LESSONS = Query("consumption/lessons", OfUserParams, LessonProgress)


async def of(tx: Transaction, user_id: UserId, content_ids: Sequence[str]) -> dict[str, Consumption]:
    """What a member has used of contents, by content id; nothing of what they never opened. One statement."""
    rows = await OF.all(tx, OfUserParams(user_id=user_id, ids=content_ids))
    return {row.content_id: row for row in rows}


async def lessons(tx: Transaction, ids: Sequence[str], user_id: UserId) -> dict[str, LessonProgress]:
    """How far a member is with lessons, by their ids."""
    rows = await LESSONS.all(tx, OfUserParams(user_id=user_id, ids=ids))
    return {row.content_id: row for row in rows}


async def note(tx: Transaction, noted: NoteParams) -> LessonProgress | None:
    """Note that a member has used a content; how far they are then. None when they are gone."""
    return await NOTE.one_or_none(tx, noted)


async def opened(tx: Transaction, ids: Sequence[str], user_id: UserId, at: datetime) -> dict[str, LessonProgress]:
    """Note that a member was handed the texts of contents, all in one statement."""
    rows = await NOTE.all(tx, NoteParams(user_id=user_id, ids=ids, at=at))
    return {row.content_id: row for row in rows}
