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
}
