"""What is judged, by whom, and what follows."""

from graph.vocabulary.terms import Label, Relationship

LABELS: dict[str, Label] = {
    "Report": Label(
        "One member's report of a content or of another member.",
        ("id",),
        {
            "id": "Public id, rep_…; sorts by time.",
            "open_key": "Reporter and target while it is open, so that there is one of them; absent afterwards.",
            "reporter_id": "Who made it.",
            "norm": "Which norm is broken, in their eyes.",
            "note": "What they said about it.",
            "weight": "How much it weighs, by its reporter's record when it was made.",
            "state": "OPEN, UPHELD or DISMISSED.",
            "at": "When it was made.",
        },
    ),
    "ModerationCase": Label(
        "All reports and findings on one content or member that wait for one decision, or were decided by it.",
        ("id",),
        {
            "id": "Public id, case_….",
            "target_id": "The content or member.",
            "open_target": "The same while it is open, so that there is one open case of it; absent afterwards.",
            "area_id": "Where the content stands; absent for members.",
            "state": "OPEN or DECIDED.",
            "weight": "What its findings and reports weigh together.",
            "checked": "What its findings weigh.",
            "findings": "What checks had against it, in words.",
            "reports": "How many reports it has.",
            "rank": "What the queue is sorted by: the weight of an open case, the time of a decision in seconds.",
            "opened_at": "When its first report or finding came.",
            "claimed_by": "The moderator who looks at it.",
            "claimed_until": "Until when nobody else may.",
            "decided_at": "When it was decided.",
        },
    ),
    "ModerationAction": Label(
        "What a moderator did, or Stoa until one looks. Names all by id, so that nothing grows heavy with edges.",
        ("id",),
        {
            "id": "Public id, mod_…; sorts by time.",
            "case_id": "The case it decided, if there was one.",
            "kind": "HIDE, REMOVE, RESTORE, DISMISS, WARN, MUTE, UNMUTE, BAN, UNBAN, MOVE or MERGE_DUPLICATE.",
            "target_id": "To what.",
            "user_id": "The member it concerns: the target, or its author.",
            "norm": "Which norm it names.",
            "reason": "Why, in the moderator's words.",
            "actor_id": "The moderator; absent when Stoa hid it by itself.",
            "at": "When.",
            "until": "Until when a mute or ban holds; absent for ever.",
            "from_area_id": "Where a content stood that was moved.",
            "original_id": "What a duplicate repeats.",
            "appeal_state": "OPEN, ACCEPTED or REJECTED; absent without an appeal.",
            "appealed_at": "When the member appealed.",
            "appeal_text": "What they said.",
            "answer": "What another moderator answered.",
            "answered_by": "Who that was.",
            "answered_at": "When.",
        },
    ),
    "Sanction": Label(
        "What is withheld from a member: one of each kind, which stays when it has ended.",
        ("user_id", "kind"),
        {
            "user_id": "Whom it is on.",
            "kind": "MUTE or BAN.",
            "until": "When it ends by itself; absent for ever, or until it is lifted.",
            "changed_at": "When it was imposed or lifted; workers read those that changed.",
            "action_id": "The action that imposed it.",
            "pending": "True from a ban's beginning until what was earned is given back after its end.",
        },
    ),
}

RELATIONSHIPS: dict[str, Relationship] = {
    "IN_CASE": Relationship(("Report",), ("ModerationCase",), "Belongs to it."),
}
