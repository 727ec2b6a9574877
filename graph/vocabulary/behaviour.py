"""What users were observed to do: events, their sums a day, and one edge a pair."""

from domain.interaction import InteractionType
from graph.vocabulary.terms import Label, Relationship

BEHAVIOURS = {kind.counter: f"How often {kind.value} was observed." for kind in InteractionType}
PER_BEHAVIOUR = {
    f"{kind.counter}_{suffix}": meaning
    for kind in InteractionType
    for suffix, meaning in (
        ("count", f"How often {kind.value} was observed."),
        ("first", f"When {kind.value} was first observed."),
        ("last", f"When {kind.value} was last observed."),
    )
}

_CONTENT = ("Content",)

LABELS: dict[str, Label] = {
    "Event": Label(
        "One observed act, as accepted. Names user and content by id, not by edge: popular content stays light.",
        ("source", "event_id"),
        {
            "source": "The system that observed it.",
            "event_id": "Its id there.",
            "type": "One of InteractionType.",
            "user_id": "Who acted, when known.",
            "content_id": "On what, when on content.",
            "occurred_at": "When it happened.",
            "ingested_at": "When it was accepted.",
            "dwell_seconds": "Seconds read.",
            "exposure_id": "The list in which the content was shown.",
            "payload_hash": "Hash of all but the identity; tells a repeat from a conflict.",
            "claim": "The write that accepted it; a repeat finds another's.",
        },
    ),
    "ImportedVote": Label(
        "Second label of an event: a vote or like that came with an imported community, and so earns points.", (), {}
    ),
    "UserDay": Label(
        "What one user did on one UTC day, and on older days that retention folded into it; A(u) is made of it.",
        ("user_id", "date"),
        {
            "user_id": "Whose day.",
            "date": "The UTC day.",
            "touched_at": "When it last changed; jobs find what is new by it.",
            "dwell_seconds": "Seconds read.",
            **BEHAVIOURS,
        },
    ),
    "ContentDay": Label(
        "What happened to one content on one UTC day.",
        ("content_id", "date"),
        {
            "content_id": "Whose day.",
            "date": "The UTC day.",
            "touched_at": "When it last changed.",
            "dwell_seconds": "Seconds read.",
            **BEHAVIOURS,
        },
    ),
}

RELATIONSHIPS: dict[str, Relationship] = {
    "INTERACTED": Relationship(
        ("User",),
        _CONTENT,
        "All one user did to one content: one edge a pair.",
        {
            "key": "user id and content id; unique, so that two writers make one edge.",
            "interest": "Σ weight·2^((t − 2020-01-01)/30 d): forward-decayed interest, see domain/event.py.",
            "first_at": "The earliest act.",
            "last_at": "The latest act.",
            "dwell_seconds": "Seconds read.",
            **PER_BEHAVIOUR,
        },
    ),
    "ACTIVE_ON": Relationship(("User",), ("UserDay",), "Did something that day."),
    "MEASURED_ON": Relationship(_CONTENT, ("ContentDay",), "Something happened to it that day."),
}
