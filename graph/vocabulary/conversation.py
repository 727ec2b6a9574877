"""What members do to contents and to each other by will, and can take back."""

from graph.vocabulary.terms import Label, Relationship

_CONTENT = ("Content",)

LABELS: dict[str, Label] = {
    "Closing": Label(
        "One closing of a question, from the first vote for it to its being opened again.",
        ("question_id", "number"),
        {
            "question_id": "Of which.",
            "number": "Counts up from 1.",
            "state": "VOTING, CLOSED or REOPENED.",
            "reason": "One of CloseReason, once it is closed.",
            "original_id": "What a duplicate repeats.",
            "duplicate_of": "The same while it is closed; lists of duplicates are read by it.",
            "at": "When it was closed.",
            "reopened_at": "When it was opened again.",
        },
    ),
}

RELATIONSHIPS: dict[str, Relationship] = {
    "VOTED": Relationship(
        ("User",),
        _CONTENT,
        "Voted on it; the edge goes when the vote is taken back.",
        {"key": "user id and content id; unique.", "value": "UP or DOWN.", "at": "When they last changed it."},
    ),
    "CLOSED_IN": Relationship(("Question",), ("Closing",), "Is or was closed by it, or may be."),
    "JUDGED": Relationship(
        ("User",),
        ("Closing",),
        "Voted for it, or for opening the question again, or did so at once.",
        {
            "key": "user id, question id, number and act; unique.",
            "act": "CLOSE or REOPEN.",
            "reason": "Why it is to be closed.",
            "original_id": "What it repeats, in their eyes.",
            "note": "What they said about it.",
            "at": "When they said so last.",
            "decided": "True if it took effect.",
        },
    ),
    "MUTES": Relationship(("User",), ("User",), "Doesn't want to hear of them.", {"since": "Since when."}),
    "BLOCKS": Relationship(("User",), ("User",), "Doesn't want them to come near.", {"since": "Since when."}),
    "REACTED": Relationship(
        ("User",),
        _CONTENT,
        "Took it in that way; the edge goes when that is taken back.",
        {"key": "user id, content id and kind; unique.", "kind": "One of ReactionKind.", "at": "When."},
    ),
    "BOOKMARKED": Relationship(
        ("User",),
        _CONTENT,
        "Keeps it for later.",
        {
            "key": "user id and content id; unique.",
            "user_id": "Who; with `at` the key of their list.",
            "at": "When.",
            "note": "Their note, for nobody else.",
        },
    ),
}
