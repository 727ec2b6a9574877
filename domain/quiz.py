"""Quizzes at the end of lessons: questions, how often one may try, and how an attempt is scored."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pydantic import Json

from domain.consumption import share
from domain.errors import InvalidInput, LimitReached
from domain.ids import ContentId, UserId
from domain.record import Moment, Record
from domain.text import line_of_text, required_line

MAX_QUESTIONS = 50
MAX_OPTIONS = 12
MAX_ANSWERS = 10
MAX_TEXT = 1_000
MAX_ATTEMPTS = 100


class QuestionKind(StrEnum):
    """How a question is answered."""

    SINGLE = "SINGLE"
    MULTIPLE = "MULTIPLE"
    TEXT = "TEXT"


class Question(Record):
    """One question with its answers, which are its author's: `correct` are places of options, counted from 0."""

    kind: QuestionKind
    text: str
    options: tuple[str, ...] = ()
    correct: tuple[int, ...] = ()
    answers: tuple[str, ...] = ()
    """Texts that are right; case, marks of width and repeated space don't count."""

    def right(self, given: "Answer | None") -> bool:
        """Whether an answer is right: of several options all that are correct, and no other."""
        if given is None:
            return False
        if self.kind is QuestionKind.TEXT:
            return _plain(given.text or "") in {_plain(answer) for answer in self.answers}
        return sorted(set(given.options)) == sorted(self.correct)


class Quiz(Record):
    """The quiz of a lesson. `pass_percent` of its questions must be right, in one of at most `attempts`."""

    content_id: ContentId
    version: int
    pass_percent: int
    attempts: int
    questions: Json[tuple[Question, ...]]


class Attempt(Record):
    """One try of a member, counted from 1. `right` says of each question whether it was; no answers are kept."""

    content_id: ContentId
    user_id: UserId
    number: int
    version: int
    score_percent: int
    passed: bool
    right: tuple[bool, ...]
    at: Moment


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answers a question, the `question`th counted from 0."""

    question: int
    options: tuple[int, ...] = ()
    text: str | None = None


def question(
    kind: QuestionKind, text: str, options: Sequence[tuple[str, bool]], answers: Sequence[str], n: int
) -> Question:
    """The `n`th question of a quiz, as its author gives it; options each with whether it is correct.

    Raises:
        InvalidInput: its text, options or answers can't be.
    """
    path = ("input", "questions", str(n))
    line = required_line(text, MAX_TEXT, f"A question has 1 to {MAX_TEXT:,} characters.", (*path, "text"))
    if kind is QuestionKind.TEXT:
        if options or not 1 <= len(answers) <= MAX_ANSWERS:
            raise InvalidInput(
                f"A TEXT has 1 to {MAX_ANSWERS} answers that are right, and no options.", (*path, "answers")
            )
        right = tuple(_line(each, (*path, "answers")) for each in answers)
        return Question(kind=kind, text=line, answers=right)
    if answers or not 2 <= len(options) <= MAX_OPTIONS:
        raise InvalidInput(f"Give 2 to {MAX_OPTIONS} options, and no answers.", (*path, "options"))
    correct = tuple(place for place, (_, is_correct) in enumerate(options) if is_correct)
    if not correct or (kind is QuestionKind.SINGLE and len(correct) > 1):
        raise InvalidInput("Mark one option of a SINGLE as correct, of a MULTIPLE at least one.", (*path, "options"))
    texts = tuple(_line(each, (*path, "options")) for each, _ in options)
    return Question(kind=kind, text=line, options=texts, correct=correct)


def check_quiz(questions: Sequence[Question], pass_percent: int, attempts: int) -> None:
    """Go on only with a quiz that can be passed.

    Raises:
        InvalidInput: there are no or too many questions, or the pass mark or the number of attempts can't be.
    """
    if not 1 <= len(questions) <= MAX_QUESTIONS:
        raise InvalidInput(f"Give 1 to {MAX_QUESTIONS} questions.", ("input", "questions"))
    if not 1 <= pass_percent <= 100:
        raise InvalidInput("Give a pass mark from 1 to 100 percent.", ("input", "passPercent"))
    if not 1 <= attempts <= MAX_ATTEMPTS:
        raise InvalidInput(f"Allow 1 to {MAX_ATTEMPTS} attempts.", ("input", "attempts"))


def marked(quiz: Quiz, given: Sequence[Answer]) -> tuple[bool, ...]:
    """Of each question whether it was answered right; those not answered aren't.

    Raises:
        InvalidInput: an answer is of no question, is a second one, names no option, or is too long.
    """
    by_question: dict[int, Answer] = {}
    for place, answer in enumerate(given):
        _check(quiz, answer, answer.question in by_question, ("input", "answers", str(place)))
        by_question[answer.question] = answer
    return tuple(question.right(by_question.get(n)) for n, question in enumerate(quiz.questions))


def check_attempt(quiz: Quiz, tried: Sequence[Attempt]) -> None:
    """Go on only when somebody may try again.

    Raises:
        LimitReached: they have tried as often as they may.
    """
    if len(tried) >= quiz.attempts:
        raise LimitReached(f"You have tried {len(tried)} times, as often as you may.", ("input", "lessonId"))


def scored(quiz: Quiz, right: Sequence[bool]) -> tuple[int, bool]:
    """The score in whole percent rounded down, and whether that passes."""
    score = share(sum(right), len(right))
    return score, score >= quiz.pass_percent


def reveals(quiz: Quiz, tried: Sequence[Attempt]) -> bool:
    """Whether somebody may see the right answers: once they passed, or can't try any more."""
    return any(each.passed for each in tried) or len(tried) >= quiz.attempts


def _check(quiz: Quiz, answer: Answer, twice: bool, path: tuple[str, ...]) -> None:
    if not 0 <= answer.question < len(quiz.questions) or twice:
        raise InvalidInput(f"Answer each question once; they are 0 to {len(quiz.questions) - 1}.", (*path, "question"))
    asked = quiz.questions[answer.question]
    if any(not 0 <= option < len(asked.options) for option in answer.options):
        raise InvalidInput("Name options by their places, counted from 0.", (*path, "options"))
    if asked.kind is QuestionKind.SINGLE and len(set(answer.options)) > 1:
        raise InvalidInput("Choose one option of a SINGLE.", (*path, "options"))
    if len(answer.text or "") > MAX_TEXT or (answer.text is not None and asked.kind is not QuestionKind.TEXT):
        raise InvalidInput(f"Only a TEXT is answered by one, of at most {MAX_TEXT:,} characters.", (*path, "text"))


def _line(text: str, path: tuple[str, ...]) -> str:
    return required_line(text, MAX_TEXT, f"Each has 1 to {MAX_TEXT:,} characters.", path)


def _plain(text: str) -> str:
    """A text without what doesn't count when it is compared."""
    return line_of_text(unicodedata.normalize("NFKC", text), len(text) * 4 + 1).casefold()
