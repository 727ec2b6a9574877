"""What members are distinguished for."""

from graph.vocabulary.terms import Label, Relationship

LABELS: dict[str, Label] = {
    "Badge": Label(
        "One level of a badge, by a rule, by hand, or from an imported community.",
        ("id",),
        {
            "id": "Public id, bdg_…; follows from slug and level.",
            "slug": "Its name in addresses, the same on all levels.",
            "level": "1 bronze, 2 silver, 3 gold.",
            "name": "Name as shown.",
            "description": "What it is for.",
            "kind": "One of BadgeKind.",
            "place": "Where it stands in the list of all.",
        },
    ),
    "BadgeAward": Label(
        "One award of a badge to a member, for a tag, a content or altogether; kept when it doesn't stand any more. "
        "Names all by id.",
        ("id",),
        {
            "id": "Public id, bga_…; follows from user, badge and scope.",
            "user_id": "Whose.",
            "badge_id": "Which badge.",
            "scope": "Id of the tag or content it is for, or the row it was imported from; empty where there is one.",
            "awarded_at": "Since when it has stood on what it stands on.",
            "evidence": "Ids of contents it stands on, ten at most, the latest first.",
            "earned": "Whether a rule or an import gives it.",
            "rule_version": "The version of the rules it was earned by; absent of what rules didn't give.",
            "word": "GIVEN or WITHHELD, what a moderator decided; absent without.",
            "reason": "The moderator's.",
            "revoked_at": "Since when it doesn't stand; absent while it does.",
            "cause": "UNDONE, BANNED or MODERATOR: why it doesn't.",
            "recorded_at": "When it was first given.",
            "place": "Moment and id: orders a member's history.",
            "standing": "The same while it stands: orders lists.",
        },
    ),
    "BadgeDue": Label(
        "A note that a member's badges are to be looked at, one each time something changes, until a job takes all.",
        (),
        {"user_id": "Whose.", "at": "When it changed."},
    ),
}

RELATIONSHIPS: dict[str, Relationship] = {
    "HOLDS": Relationship(("User",), ("Badge",), "Has an award of it that stands; counted by the badge."),
}
