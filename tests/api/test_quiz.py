"""Quizzes: what readers see before they answer, what they score, and how often they may try."""

import asyncio
import json
from typing import Any

import pytest

from graph.database import Graph
from tests import sample
from tests.api.conftest import Api
from tests.api.test_course import COMPLETE, PAID, PROBLEMS, RECORD, change, refusal, three
from tests.graph.privacy import rows

SET = f"""mutation ($input: SetQuizInput!) {{ answer: setQuiz(input: $input) {{
  lesson {{ quiz {{ passPercent }} }} {PROBLEMS} }} }}"""
REMOVE = f"mutation ($input: RemoveQuizInput!) {{ answer: removeQuiz(input: $input) {{ {PROBLEMS} }} }}"
SUBMIT = f"""mutation ($input: SubmitQuizInput!) {{ answer: submitQuiz(input: $input) {{
  attempt {{ number scorePercent passed right }} lesson {{ completedAt }} course {{ percent }} {PROBLEMS} }} }}"""
SEEN = """query ($id: ID!) { content(id: $id) { ... on Lesson { quiz { passPercent attempts
  questions { kind text options } viewerAttempts { number scorePercent } solution { correct answers } } } } }"""
QUESTIONS = [
    {"kind": "SINGLE", "text": "What walks?", "options": [{"text": "Rows"}, {"text": "Paths", "correct": True}]},
    {"kind": "TEXT", "text": "In which language?", "answers": ["Zyphre"]},
]
RIGHT = [{"question": 0, "options": [1]}, {"question": 1, "text": "zyphre"}]
WRONG = [{"question": 0, "options": [0]}, {"question": 1, "text": "zyphre"}]


async def asked(api: Api, **more: Any) -> tuple[str, list[str]]:
    """A course of Ada's with three lessons, the first with a quiz."""
    id, ids = await three(api)
    given = {"lessonId": ids[0], "questions": QUESTIONS, "passPercent": 80, "attempts": 2} | more
    assert (await change(api, SET, sample.ADA, **given))["userErrors"] == []
    return id, ids


async def seen(api: Api, id: str, as_: str | None = sample.BEN) -> Any:
    """A quiz as somebody finds it."""
    return (await api.data(SEEN, as_=as_, id=id))["content"]["quiz"]


async def test_readers_see_no_answers_before_they_are_through(api: Api) -> None:
    _, (one, *_) = await asked(api)
    before = await seen(api, one)
    assert before["solution"] is None and "zyphre" not in json.dumps(before).lower()
    assert before["questions"][0] == {"kind": "SINGLE", "text": "What walks?", "options": ["Rows", "Paths"]}
    failed = await change(api, SUBMIT, lessonId=one, answers=WRONG)
    assert failed["attempt"] == {"number": 1, "scorePercent": 50, "passed": False, "right": [False, True]}
    assert failed["lesson"]["completedAt"] is None
    assert (await seen(api, one))["solution"] is None
    done = await change(api, SUBMIT, lessonId=one, answers=RIGHT)
    assert done["attempt"]["passed"] and done["lesson"]["completedAt"] and done["course"]["percent"] == 33
    after = await seen(api, one)
    assert after["solution"] == [{"correct": [1], "answers": []}, {"correct": [], "answers": ["Zyphre"]}]
    assert after["viewerAttempts"] == [{"number": 1, "scorePercent": 50}, {"number": 2, "scorePercent": 100}]
    assert (await seen(api, one, sample.CLEO))["solution"] is None
    assert (await seen(api, one, sample.ADA))["solution"] is not None


async def test_a_lesson_with_a_quiz_is_complete_by_that_alone(api: Api) -> None:
    _, (one, *_) = await asked(api)
    assert (await change(api, RECORD, lessonId=one, percent=100))["lesson"]["completedAt"] is None
    assert await refusal(api, COMPLETE, lessonId=one) == ("ConflictError", ["input", "lessonId"])
    await change(api, REMOVE, sample.ADA, lessonId=one)
    assert (await change(api, COMPLETE, lessonId=one))["lesson"]["completedAt"] is not None


async def test_what_was_passed_stays_so_when_the_quiz_changes(api: Api) -> None:
    _, (one, *_) = await asked(api)
    done = await change(api, SUBMIT, lessonId=one, answers=RIGHT)
    harder = [{"kind": "TEXT", "text": "And now?", "answers": ["x"]}]
    await change(api, SET, sample.ADA, lessonId=one, questions=harder, attempts=5)
    again = await change(api, SUBMIT, lessonId=one, answers=[])
    assert not again["attempt"]["passed"] and again["lesson"] == done["lesson"]


async def test_of_many_tries_at_once_as_many_as_one_may_are_counted(api: Api, graph: Graph) -> None:
    _, (one, *_) = await asked(api, attempts=3)
    answers = await asyncio.gather(*(change(api, SUBMIT, lessonId=one, answers=WRONG) for _ in range(6)))
    assert sorted(each["attempt"]["number"] for each in answers if each["attempt"]) == [1, 2, 3]
    assert [e["__typename"] for each in answers for e in each["userErrors"]] == ["LimitReachedError"] * 3
    assert len(await rows(graph, "MATCH (a:QuizAttempt) RETURN a")) == 3
    assert (await seen(api, one))["solution"] is not None, "who can't try any more may learn what is right"


async def test_a_repeat_under_a_key_is_one_attempt(api: Api) -> None:
    _, (one, *_) = await asked(api)
    first = await change(api, SUBMIT, lessonId=one, answers=WRONG, idempotencyKey="k")
    assert await change(api, SUBMIT, lessonId=one, answers=WRONG, idempotencyKey="k") == first
    assert len((await seen(api, one))["viewerAttempts"]) == 1


@pytest.mark.parametrize(
    ("who", "document", "input", "problem"),
    [
        (
            sample.BEN,
            SUBMIT,
            {"answers": [{"question": 9}]},
            ("InvalidInputError", ["input", "answers", "0", "question"]),
        ),
        (sample.BEN, SUBMIT, {"answers": [], "lessonId": sample.GRAPHS}, ("InvalidInputError", ["input", "lessonId"])),
        (
            sample.BEN,
            SUBMIT,
            {"answers": [], "lessonId": sample.content("z")},
            ("NotFoundError", ["input", "lessonId"]),
        ),
        (None, SUBMIT, {"answers": []}, ("NotAllowedError", None)),
        (sample.BEN, SET, {"questions": QUESTIONS}, ("NotFoundError", ["input", "lessonId"])),
        (sample.ADA, SET, {"questions": []}, ("InvalidInputError", ["input", "questions"])),
        (sample.ADA, SET, {"questions": QUESTIONS, "passPercent": 0}, ("InvalidInputError", ["input", "passPercent"])),
        (
            sample.ADA,
            SET,
            {"questions": QUESTIONS, "lessonId": sample.GRAPHS},
            ("NotFoundError", ["input", "lessonId"]),
        ),
        (sample.BEN, REMOVE, {}, ("NotFoundError", ["input", "lessonId"])),
    ],
)
async def test_what_cant_be_is_refused_and_changes_nothing(
    api: Api, graph: Graph, who: str | None, document: str, input: dict[str, Any], problem: tuple[str, list[str]]
) -> None:
    _, (one, *_) = await asked(api)
    before = await rows(graph, "MATCH (q:Quiz) RETURN q {.*} AS quiz")
    assert await refusal(api, document, who, **({"lessonId": one} | input)) == problem
    assert await rows(graph, "MATCH (q:Quiz) RETURN q {.*} AS quiz") == before
    assert await rows(graph, "MATCH (a:QuizAttempt) RETURN a") == []


async def test_a_stranger_neither_sees_nor_tries_what_is_paid_for(api: Api, graph: Graph) -> None:
    id, ids = await asked(api)
    await rows(graph, PAID, ids=[id, *ids])
    assert await seen(api, ids[0]) is None
    assert await refusal(api, SUBMIT, lessonId=ids[0], answers=RIGHT) == (
        "PaymentRequiredError",
        ["input", "lessonId"],
    )
    assert await refusal(api, SUBMIT, sample.ADA, lessonId=ids[1], answers=[]) == (
        "NotFoundError",
        ["input", "lessonId"],
    )
