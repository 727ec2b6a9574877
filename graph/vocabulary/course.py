"""Paid knowledge: the parts of courses, and what members have used of them and of other contents."""

from graph.vocabulary.terms import Label, Relationship

LABELS: dict[str, Label] = {
    "Chapter": Label(
        "A named part of a course.",
        ("id",),
        {"id": "Our id, chp_….", "name": "As shown.", "place": "Counts up from 1, in the course's order."},
    ),
    "Quiz": Label(
        "The questions at the end of a lesson, with their answers.",
        ("content_id",),
        {
            "content_id": "Of the lesson.",
            "version": "Counts up from 1 with each change.",
            "pass_percent": "How much of it must be right, 1 to 100.",
            "attempts": "How often a reader may try.",
            "questions": "JSON, as `domain.quiz.Question` has it.",
            "updated_at": "When it was last changed.",
        },
    ),
    "QuizAttempt": Label(
        "What a member scored in a quiz once. Erased with them.",
        ("key",),
        {
            "key": "User, lesson and number, joined by `|`.",
            "user_id": "Who.",
            "content_id": "Of which lesson.",
            "number": "Counts up from 1.",
            "version": "Of the quiz, as it was then.",
            "score_percent": "Right answers of all questions, 0 to 100.",
            "passed": "Whether that was enough then.",
            "right": "Of each question, whether it was answered right.",
            "at": "When.",
        },
    ),
    "Certificate": Label(
        "That a member finished a course. Erased with them.",
        ("id",),
        {
            "id": "Our id, crt_….",
            "key": "User and course, joined by `|`; unique. Absent once a refund took it: another one may be issued.",
            "code": "By which it is verified; unique, and not to be guessed.",
            "user_id": "Who.",
            "course_id": "Which course.",
            "course_title": "What that was called then.",
            "issued_at": "When it was finished.",
            "revoked_at": "When it was revoked; absent while it holds.",
            "revoked_reason": "Why.",
        },
    ),
    "Cohort": Label(
        "One run of a course with so many seats. Whoever takes, frees or offers one locks it.",
        ("id",),
        {
            "id": "Our id, coh_….",
            "course_id": "Of which course.",
            "product_id": "By which product its seats are sold; absent while there is none.",
            "name": "As shown.",
            "starts_at": "When it begins.",
            "ends_at": "When it ends.",
            "seats": "How many it has.",
            "created_at": "When it was made.",
            "closed_at": "Since when nobody more is let in; absent while it is open.",
        },
    ),
    "Seat": Label(
        "How a member stands in a cohort. Erased with them.",
        ("key",),
        {
            "key": "Cohort and user, joined by `|`.",
            "cohort_id": "Of which cohort.",
            "user_id": "Whose.",
            "state": "TAKEN, OFFERED or WAITING.",
            "order_id": "By which order it was taken.",
            "since": "Since when they have it, or wait.",
            "offered_until": "Until when an offered one is kept for them.",
        },
    ),
    "Consumption": Label(
        "What a member has used of a content, or of the lessons of a course. Erased with them.",
        ("key",),
        {
            "key": "User and content, joined by `|`.",
            "user_id": "Who.",
            "content_id": "Of what.",
            "first_at": "When they opened it first.",
            "last_at": "When they were there last.",
            "percent": "How much they have read, 0 to 100; never falls. Of a course 0, and 100 once it was finished.",
            "completed_at": "When they completed it first; stays.",
            "begun_at": "Of a course: when they opened it or a lesson of it first. By it their courses are listed.",
        },
    ),
}
RELATIONSHIPS: dict[str, Relationship] = {
    "HAS_QUIZ": Relationship(("Lesson",), ("Quiz",), "Is complete once it is passed."),
    "HAS_CHAPTER": Relationship(("Course",), ("Chapter",), "Is divided into it."),
}
