"""Quizzes in the graph: one node a lesson and one an attempt; whoever tries is locked, so that all are counted."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from domain.consumption import LessonProgress
from domain.course import CourseProgress
from domain.errors import NotFound
from domain.ids import ContentId, UserId
from domain.quiz import Answer, Attempt, Quiz, check_attempt, marked, scored
from domain.record import Record
from graph import course
from graph import event as events
from graph.certificate import IssueParams
from graph.consumption import NoteParams
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class OwnParams(Params):
    content_id: ContentId
    user_id: UserId


class SetParams(OwnParams):
    pass_percent: int
    attempts: int
    questions: str
    at: datetime


class AttemptsParams(IdsParams):
    user_id: UserId


class AttemptParams(OwnParams):
    number: int
    version: int
    score_percent: int
    passed: bool
    right: Sequence[bool]
    at: datetime


class Lesson(Record):
    content_id: ContentId


SET = Query("quiz/set", SetParams, Lesson)
REMOVE = Query("quiz/remove", OwnParams, Lesson)
OF_LESSONS = Query("quiz/of_lessons", IdsParams, Quiz)
ATTEMPTS = Query("quiz/attempts", AttemptsParams, Attempt)
ATTEMPT = Query("quiz/attempt", AttemptParams, NoRow)


async def of_lessons(tx: Transaction, ids: Sequence[str]) -> dict[str, Quiz]:
    """The quizzes of lessons by the ids of these, with the answers."""
    return {row.content_id: row for row in await OF_LESSONS.all(tx, IdsParams(ids=ids))}


async def attempts(tx: Transaction, ids: Sequence[str], user_id: UserId) -> dict[str, list[Attempt]]:
    """What a member scored in the quizzes of lessons, the first first, by the ids of the lessons."""
    found = defaultdict[str, list[Attempt]](list)
    for row in await ATTEMPTS.all(tx, AttemptsParams(ids=ids, user_id=user_id)):
        found[row.content_id].append(row)
    return found


async def submit(
    tx: Transaction, lesson_id: ContentId, answers: Sequence[Answer], new: IssueParams
) -> tuple[Attempt, LessonProgress, CourseProgress]:
    """Score what a member answers and count the attempt; who passes has completed the lesson. `new` names both.

    Raises:
        NotFound: the lesson has no quiz.
        LimitReached: they have tried as often as they may.
        InvalidInput: an answer is of no question, or no answer to it. It counts as no attempt.
    """
    await events.lock(tx, [new.user_id], [])
    quiz = (await of_lessons(tx, [lesson_id])).get(lesson_id)
    if quiz is None:
        raise NotFound("This lesson has no quiz.", ("input", "lessonId"))
    tried = (await attempts(tx, [lesson_id], new.user_id))[lesson_id]
    check_attempt(quiz, tried)
    right = marked(quiz, answers)
    score, passed = scored(quiz, right)
    attempt = Attempt(
        content_id=lesson_id,
        user_id=new.user_id,
        number=len(tried) + 1,
        version=quiz.version,
        score_percent=score,
        passed=passed,
        right=right,
        at=new.at,
    )
    await ATTEMPT.run(tx, AttemptParams.model_validate(dict(attempt)))
    noted = NoteParams(user_id=new.user_id, ids=[lesson_id], complete=passed, at=new.at)
    return attempt, *await course.note(tx, noted, new)
