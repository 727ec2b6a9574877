"""What members are told of."""

from graph.vocabulary.terms import Label

LABELS: dict[str, Label] = {
    "Notification": Label(
        "One member told of one content, or of what another did. Names all by id, so that none grows heavy with edges.",
        ("id",),
        {
            "id": "Public id, ntf_…; sorts by time.",
            "user_id": "The member who is told.",
            "kind": "Why: one of NotificationKind.",
            "actor_id": "Who did it.",
            "content_id": "What it is about; with `user_id` unique, absent if it is about no content.",
            "at": "When it happened.",
            "read_at": "When the member marked it as read; absent before.",
        },
    ),
}
