"""What is kept of who changed what."""

from graph.vocabulary.terms import Label

LABELS: dict[str, Label] = {
    "AuditEntry": Label(
        "One action of an operator, moderator or partner; written with the change, never changed.",
        ("id",),
        {
            "id": "Opaque id; sorts by time.",
            "at": "When.",
            "action": "Thing and participle, such as api_key.created.",
            "actor_user_id": "The user who did it.",
            "actor_key_id": "The key it was done with.",
            "target_id": "To what.",
            "before": "What was changed, as it was, as JSON.",
            "after": "What was changed, as it is now, as JSON.",
            "request_id": "The request it came with.",
        },
    ),
}
