"""What questions can be, and when an answer to one is right."""

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput, LimitReached
from domain.ids import ContentId, UserId
from domain.quiz import (
    Answer,
    Attempt,
    Question,
    QuestionKind,
    Quiz,
    check_attempt,
    check_quiz,
    marked,
    question,
    reveals,
    scored,
)
from tests import sample

SINGLE, MULTIPLE, TEXT = QuestionKind
LESSON = ContentId(sample.PAID)
ASKED = (
    question(SINGLE, "One?", [("a", False), ("b", True)], [], 0),
    question(MULTIPLE, "Which?", [("a", True), ("b", False), ("c", True)], [], 1),
    question(TEXT, "Who?", [], ["Cypher", "openCypher"], 2),
)


def quiz(pass_percent: int = 60, attempts: int = 2, questions: tuple[Question, ...] = ASKED) -> Quiz:
    """A quiz as it comes from the graph."""
    packed = orjson.dumps([each.model_dump() for each in questions])
    return Quiz.model_validate(
        {
            "content_id": LESSON,
            "version": 1,
            "pass_percent": pass_percent,
            "attempts": attempts,
            "questions": packed,
        }
    )


def attempt(number: int, passed: bool = False) -> Attempt:
    """One that was made."""
    return Attempt(
        content_id=LESSON,
        user_id=UserId(sample.BEN),
        number=number,
        version=1,
        score_percent=0,
        passed=passed,
        right=(False,),
        at=sample.NOW,
    )


def test_what_is_kept_is_what_was_given() -> None:
    assert quiz().questions == ASKED


@pytest.mark.parametrize(
    ("answers", "right"),
    [
        ([], (False, False, False)),
        ([Answer(0, (1,)), Answer(1, (2, 0)), Answer(2, text=" CYPHER ")], (True, True, True)),
        ([Answer(0, (0,)), Answer(1, (0,)), Answer(2, text="SQL")], (False, False, False)),
        ([Answer(1, (0, 1, 2)), Answer(2, text="ｏｐｅｎｃｙｐｈｅｒ")], (False, False, True)),
        ([Answer(1, (0, 2, 2, 0)), Answer(2, text="")], (False, True, False)),
        ([Answer(0), Answer(1), Answer(2)], (False, False, False)),
    ],
)
def test_an_answer_is_right_or_not(answers: list[Answer], right: tuple[bool, ...]) -> None:
    assert marked(quiz(), answers) == right


@pytest.mark.parametrize(
    ("answers", "path"),
    [
        ([Answer(3)], ("0", "question")),
        ([Answer(-1)], ("0", "question")),
        ([Answer(0, (1,)), Answer(0, (1,))], ("1", "question")),
        ([Answer(0, (2,))], ("0", "options")),
        ([Answer(0, (-1,))], ("0", "options")),
        ([Answer(0, (0, 1))], ("0", "options")),
        ([Answer(2, (0,))], ("0", "options")),
        ([Answer(0, text="b")], ("0", "text")),
        ([Answer(2, text="x" * 1_001)], ("0", "text")),
    ],
)
def test_what_is_no_answer_is_refused(answers: list[Answer], path: tuple[str, ...]) -> None:
    with pytest.raises(InvalidInput) as refused:
        marked(quiz(), answers)
    assert refused.value.path == ("input", "answers", *path)


@given(st.lists(st.booleans(), min_size=1, max_size=50), st.integers(1, 100))
def test_the_pass_mark_is_met_exactly(right: list[bool], mark: int) -> None:
    score, passed = scored(quiz(mark), right)
    assert 0 <= score <= 100 and passed == (100 * sum(right) >= mark * len(right)) == (score >= mark)
    assert (score == 100) == all(right)


def test_attempts_are_limited_and_answers_shown_behind_them() -> None:
    check_attempt(quiz(), [attempt(1)])
    with pytest.raises(LimitReached, match="2 times"):
        check_attempt(quiz(), [attempt(1), attempt(2)])
    assert not reveals(quiz(), []) and not reveals(quiz(), [attempt(1)])
    assert reveals(quiz(), [attempt(1, passed=True)]) and reveals(quiz(), [attempt(1), attempt(2)])


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "x" * 1_001}, "text"),
        ({"options": [("a", True)]}, "options"),
        ({"options": [("a", True)] * 13}, "options"),
        ({"options": [("a", False), ("b", False)]}, "options"),
        ({"options": [("a", True), ("b", True)]}, "options"),
        ({"options": [("a", True), (" ", False)]}, "options"),
        ({"answers": ["a"]}, "options"),
        ({"kind": MULTIPLE, "options": [("a", False), ("b", False)]}, "options"),
        ({"kind": TEXT}, "answers"),
        ({"kind": TEXT, "options": []}, "answers"),
        ({"kind": TEXT, "options": [], "answers": ["a"] * 11}, "answers"),
        ({"kind": TEXT, "options": [], "answers": [" "]}, "answers"),
    ],
)
def test_what_a_question_cant_be(given: dict[str, Any], field: str) -> None:
    asked: dict[str, Any] = {
        "kind": SINGLE,
        "text": "One?",
        "options": [("a", True), ("b", False)],
        "answers": [],
        "n": 4,
    }
    with pytest.raises(InvalidInput) as refused:
        question(**(asked | given))
    assert refused.value.path == ("input", "questions", "4", field)


@pytest.mark.parametrize(
    ("questions", "mark", "attempts", "field"),
    [((), 80, 3, "questions"), (ASKED * 17, 80, 3, "questions"), (ASKED, 0, 3, "passPercent"),
     (ASKED, 101, 3, "passPercent"),
     (ASKED, 80, 0, "attempts"), (ASKED, 80, 101, "attempts")],
)  # fmt: skip
def test_a_quiz_can_be_passed(questions: tuple[Question, ...], mark: int, attempts: int, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_quiz(questions, mark, attempts)
    assert refused.value.path == ("input", field)
