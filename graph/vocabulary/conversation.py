"""What members do to contents and to each other by will, and can take back."""

from graph.vocabulary.terms import Relationship

_CONTENT = ("Content",)

RELATIONSHIPS: dict[str, Relationship] = {
    "VOTED": Relationship(
        ("User",),
        _CONTENT,
        "Voted on it; the edge goes when the vote is taken back.",
        {"key": "user id and content id; unique.", "value": "UP or DOWN.", "at": "When they last changed it."},
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
