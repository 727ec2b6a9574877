"""Quizzes in the API."""

from collections.abc import Sequence
from datetime import datetime

import strawberry

from domain import consumption
from domain import content as contents
from domain import course as courses
from domain import quiz as records
from domain.quiz import QuestionKind
from resolvers import quiz
from schema.cost import cost
from schema.course import CourseProgress, LessonProgress, LessonType
from schema.enums import describe_enum
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info, view_of
from schema.user_errors import Payload

describe_enum(
    QuestionKind,
    "How a question is answered.",
    {
        "SINGLE": "By one of its options.",
        "MULTIPLE": "By all of its options that are right, and no other.",
        "TEXT": "By a short text; case and repeated space don't count.",
    },
)


@view_of(records.Question, name="QuizQuestion", description="A question, as readers see it before they answer.")
class QuizQuestion:
    kind: QuestionKind = strawberry.field(description="How it is answered.")
    text: str = strawberry.field(description="What is asked.")
    options: list[str] = strawberry.field(description="What to choose from; empty for a TEXT.")


@view_of(records.Question, name="QuizSolution", description="What is right.")
class QuizSolution:
    text: str = strawberry.field(description="What was asked.")
    correct: list[int] = strawberry.field(description="Places of the right options, counted from 0.")
    answers: list[str] = strawberry.field(description="Texts that are right.")


@view_of(records.Attempt, name="QuizAttempt", description="What the viewer scored once.")
class QuizAttempt:
    number: int = strawberry.field(description="Counted from 1.")
    score_percent: int = strawberry.field(description="Right answers of all questions, in whole percent rounded down.")
    passed: bool = strawberry.field(description="Whether that was enough.")
    right: list[bool] = strawberry.field(description="Of each question, whether it was answered right.")
    at: datetime = strawberry.field(description="When.")


@view_of(records.Quiz, description="The questions at the end of a lesson.")
class Quiz:
    pass_percent: int = strawberry.field(description="How much of it must be right.")
    attempts: int = strawberry.field(description="How often a reader may try.")
    questions: list[QuizQuestion] = strawberry.field(
        description="What is asked, in order.", metadata=cost(assumed_size=10)
    )

    @strawberry.field(
        description="The viewer's attempts, the first first.",
        graphql_type=list[QuizAttempt],
        metadata=cost(assumed_size=3),
    )
    async def viewer_attempts(self: records.Quiz, info: Info) -> list[records.Attempt]:
        return await quiz.attempts(info.context, self)

    @strawberry.field(
        description="What is right, question by question: for the lesson's author, operators, and who has passed or "
        "can't try any more; null for others.",
        graphql_type=list[QuizSolution] | None,
        metadata=cost(assumed_size=10),
    )
    async def solution(self: records.Quiz, info: Info) -> Sequence[records.Question] | None:
        return await quiz.solution(info.context, self)


@strawberry.input(description="What can be chosen.")
class QuizOptionInput:
    text: str = strawberry.field(description="The option.")
    correct: bool = strawberry.field(default=False, description="Whether it is right.")


@strawberry.input(description="A question and what is right.")
class QuizQuestionInput:
    kind: QuestionKind = strawberry.field(description="How it is answered.")
    text: str = strawberry.field(description="What is asked, 1 to 1,000 characters on one line.")
    options: list[QuizOptionInput] = strawberry.field(
        default_factory=list, description="SINGLE and MULTIPLE: 2 to 12 options."
    )
    answers: list[str] = strawberry.field(default_factory=list, description="TEXT: 1 to 10 texts that are right.")


@strawberry.input(description="The quiz of a lesson.")
class SetQuizInput(MutationInput):
    lesson_id: strawberry.ID = strawberry.field(description="The lesson.")
    questions: list[QuizQuestionInput] = strawberry.field(description="1 to 50 questions, in order.")
    pass_percent: int = strawberry.field(default=80, description="How much of it must be right, 1 to 100.")
    attempts: int = strawberry.field(default=3, description="How often a reader may try, 1 to 100.")


@strawberry.input(description="The lesson whose quiz goes.")
class RemoveQuizInput(MutationInput):
    lesson_id: strawberry.ID = strawberry.field(description="The lesson.")


@strawberry.type(description="A lesson whose quiz was changed.")
class QuizPayload(Payload):
    lesson: contents.Content | None = strawberry.field(
        default=None, description="The lesson as it is now.", graphql_type=LessonType | None
    )


@strawberry.input(description="The answer to one question.")
class QuizAnswerInput:
    question: int = strawberry.field(description="Its place, counted from 0.")
    options: list[int] = strawberry.field(default_factory=list, description="Places of what is chosen, from 0.")
    text: str | None = strawberry.field(default=None, description="TEXT: the answer.")


@strawberry.input(description="The viewer's answers.")
class SubmitQuizInput(MutationInput):
    lesson_id: strawberry.ID = strawberry.field(description="The lesson.")
    answers: list[QuizAnswerInput] = strawberry.field(description="Each question once; those left out are wrong.")


@strawberry.type(description="What the viewer scored, and how far they are now.")
class SubmitQuizPayload(Payload):
    attempt: records.Attempt | None = strawberry.field(
        default=None, description="The score.", graphql_type=QuizAttempt | None
    )
    lesson: consumption.LessonProgress | None = strawberry.field(
        default=None, description="How far they are with the lesson.", graphql_type=LessonProgress | None
    )
    course: courses.CourseProgress | None = strawberry.field(
        default=None, description="How far they are in its course.", graphql_type=CourseProgress | None
    )


@strawberry.type
class QuizMutation:
    @mutation(description="Give a lesson of yours a quiz, or change it. Needs `content:write`.")
    async def set_quiz(self, info: Info, input: SetQuizInput) -> QuizPayload:
        questions = [
            records.question(each.kind, each.text, [(o.text, o.correct) for o in each.options], each.answers, n)
            for n, each in enumerate(input.questions)
        ]
        changed = await quiz.put(info.context, input.lesson_id, input.pass_percent, input.attempts, questions)
        return QuizPayload(lesson=changed)

    @mutation(description="Take the quiz from a lesson of yours. Needs `content:write`.")
    async def remove_quiz(self, info: Info, input: RemoveQuizInput) -> QuizPayload:
        return QuizPayload(lesson=await quiz.remove(info.context, input.lesson_id))

    @mutation(
        description="Answer the quiz of a lesson; counts as an attempt. Who passes has completed the lesson. Needs "
        "access to it."
    )
    async def submit_quiz(self, info: Info, input: SubmitQuizInput) -> SubmitQuizPayload:
        answers = [records.Answer(each.question, tuple(each.options), each.text) for each in input.answers]
        attempt, lesson, course = await quiz.submit(info.context, input.lesson_id, answers)
        return SubmitQuizPayload(attempt=attempt, lesson=lesson, course=course)
