"""Courses of an import whose lessons are there: they are given chapters, a free preview and a quiz."""

from collections.abc import Sequence
from datetime import datetime

import orjson

from domain.quiz import Question
from domain.record import Record
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import Query


class CoursesParams(IdsParams):
    """`ids` are external ones, `names` those of two chapters."""

    names: Sequence[str]
    questions: str
    at: datetime


class Divided(Record):
    courses: int


COURSES = Query("import/courses", CoursesParams, Divided)


async def divide(
    tx: Transaction, ids: Sequence[str], names: tuple[str, str], questions: Sequence[Question], at: datetime
) -> int:
    """Divide courses, by their external ids, into two chapters of these names; how many had more than one lesson."""
    packed = orjson.dumps([each.model_dump() for each in questions]).decode()
    return (await COURSES.one(tx, CoursesParams(ids=ids, names=names, questions=packed, at=at))).courses
