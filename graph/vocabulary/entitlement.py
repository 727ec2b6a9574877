"""What members may have, and who holds it from what."""

from graph.vocabulary.terms import Label, Relationship

LABELS: dict[str, Label] = {
    "Benefit": Label(
        "Something that members may have.",
        ("id",),
        {
            "id": "Public id, ben_….",
            "slug": "Readable name; unique. The id of the content, where its author sells it.",
            "name": "Name as shown.",
            "description": "What it is.",
            "kind": "CONTENT, AREA, ALL_CONTENT, AD_FREE or FEATURE.",
            "created_at": "When it was made.",
            "archived_at": "Since when it isn't sold any more; who holds it keeps it.",
        },
    ),
    "FeedBalance": Label(
        "How much of feeds may be paid for and locked to their readers.",
        ("name",),
        {"name": "Always `all`.", "locked_percent": "Of a page at most, in percent."},
    ),
    "EntitlementGrant": Label(
        "One benefit that a member holds from one source. Names member and benefit by id.",
        ("key",),
        {
            "id": "Public id, grt_…; unique.",
            "key": "Ids of member and benefit, kind and id of the source.",
            "user_id": "Who holds it; with `benefit_id` or `id` the key of what they hold.",
            "benefit_id": "What.",
            "source_kind": "ORDER, SUBSCRIPTION, TRIAL, GIFT, BADGE or OPERATOR.",
            "source_id": "Id of the order, subscription or award; of an operator's grant its own.",
            "granted_at": "Since when.",
            "expires_at": "Until when; absent is for ever.",
            "ended_at": "When it was ended before its time; absent while it wasn't.",
            "end_reason": "Why.",
            "changes": "How often it was given, extended or ended: numbers what is told of it.",
        },
    ),
}

RELATIONSHIPS: dict[str, Relationship] = {
    "UNLOCKS": Relationship(("Benefit",), ("Content", "Area"), "Its holders may read it, or what is paid for there."),
    "GIVES": Relationship(("Badge",), ("Benefit",), "Its holders hold it as long as the badge stands."),
}
