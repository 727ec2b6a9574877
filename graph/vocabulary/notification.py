"""What members are told of."""

from graph.vocabulary.terms import Label

LABELS: dict[str, Label] = {
    "Notification": Label(
        "One member told of one content. Names both by id, so that neither grows heavy with edges.",
        ("user_id", "content_id"),
        {
            "id": "Public id, ntf_…; sorts by time.",
            "user_id": "The member who is told.",
            "kind": "FOLLOWED_AUTHOR, FOLLOWED_AREA or FOLLOWED_TAG: why.",
            "actor_id": "Who published it.",
            "content_id": "What was published.",
            "at": "When it was.",
            "read_at": "When the member marked it as read; absent before.",
        },
    ),
}
