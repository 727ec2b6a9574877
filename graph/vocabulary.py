"""Every label, relationship type and property of the graph with its meaning.

Neo4j only warns of a misspelt name, and not even that when a query writes. `tests/graph/test_queries.py` therefore
holds every name in `cypher/` against this page, and `docs/model.md` is generated from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.content import ContentKind
from domain.interaction import InteractionType

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


@dataclass(frozen=True)
class Label:
    """A kind of node: what it stands for, what makes it unique, and its properties."""

    meaning: str
    key: tuple[str, ...]
    properties: Mapping[str, str]


@dataclass(frozen=True)
class Relationship:
    """A kind of relationship: from where to where, what it says, and its properties."""

    start: tuple[str, ...]
    end: tuple[str, ...]
    meaning: str
    properties: Mapping[str, str] = field(default_factory=dict)


LABELS: dict[str, Label] = {
    "User": Label(
        "One member, pseudonymous: no personal data but the name they chose to show.",
        ("id",),
        {
            "id": "Public id, usr_….",
            "external_id": "Its id in the system it was imported from; unique.",
            "handle": "Short name in addresses; unique.",
            "display_name": "Name as shown.",
            "joined_at": "When the account was made.",
            "activity": "A(u) as last stored, 0 to 100, 0 before that; lists are ordered by it.",
            "activity_at": "The asOf of `activity`.",
            "segment": "Current value segment, copied from its SegmentAssignment so that lists can be filtered by it.",
            "interests_at": "When its INTERESTED_IN edges were last made.",
        },
    ),
    "Content": Label(
        "Anything published; carries the label of its kind as well, and `Standalone` when it is listed by itself.",
        ("id",),
        {
            "id": "Public id, cnt_….",
            "external_id": "Its id in the system it was imported from; unique.",
            "kind": "One of ContentKind; the same as its second label.",
            "slug": "Readable name in addresses; unique.",
            "title": "Title; answers and comments carry that of what they belong to.",
            "body": "Sanitised HTML or Markdown.",
            "language": "ISO 639-1 code, when known.",
            "published_at": "When it became readable.",
            "visibility": "PUBLIC, MEMBERS or PAID.",
            "readers": "How many users ever interacted with it, as of `signals_at`.",
            "positive_readers": "How many of them liked, kept, followed, shared or commented.",
            "last_new_reader_at": "When somebody last came to it for the first time.",
            "last_active_at": "When anybody last did anything with it.",
            "signals_at": "The moment to which its trends are decayed.",
            **{
                f"trend_{half_life}": f"Σ over readers of 0.5^(age of their first act / {half_life}), at `signals_at`."
                for half_life in ("2h", "6h", "1d", "3d", "14d")
            },
            "heat": "log2(trend_1d) + days from 2020 to signals_at: orders by trend_1d at any moment, without decay.",
        },
    ),
    "Standalone": Label("Second label of content that is listed and recommended by itself.", (), {}),
    **{kind.label: Label(f"Content of kind {kind.value}.", (), {}) for kind in ContentKind},
    "Tag": Label(
        "A subject.",
        ("id",),
        {
            "id": "Public id, tag_….",
            "slug": "Stable name; unique.",
            "name": "Name as shown.",
            "idf": "1 + ln((1 + contents) / (1 + contents with it)): how much the tag tells.",
        },
    ),
    "Area": Label(
        "A place of the community with its own kind of conversation.",
        ("id",),
        {
            "id": "Public id, area_….",
            "slug": "Stable name; unique.",
            "name": "Name as shown.",
            "kind": "DISCUSSION, QA or TOPIC.",
            "norms": "What is expected of those who write here.",
        },
    ),
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
    "UserDay": Label(
        "What one user did on one UTC day; activity is computed from it.",
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
    "ScoringModel": Label(
        "One version of the weights of a formula; one a kind is active.",
        ("id",),
        {
            "id": "Public id, mdl_….",
            "kind": "ACTIVITY, RECOMMENDATION or AD_EFFECTIVENESS.",
            "version": "Counts up within its kind; unique there.",
            "active": "True on the one in use, absent on the others; unique with `kind`.",
            "created_at": "When it was proposed.",
        },
    ),
    "ScoringFeature": Label(
        "One addend of a scoring model.",
        (),
        {
            "name": "The feature's name in domain/.",
            "weight": "Its weight; the weights of a model sum to 1.",
            "half_life_days": "Days after which an observation counts half.",
            "daily_cap": "How many observations a day count.",
            "saturation": "The value at which the feature reaches one half.",
        },
    ),
    "SegmentAssignment": Label(
        "A user's value segment over a span of time; the latest has no `until`.",
        ("id",),
        {
            "id": "seg_….",
            "segment": "HIGH_VALUE, POTENTIAL, LOW_VALUE or INSUFFICIENT_DATA.",
            "since": "From when.",
            "until": "Until when; absent while it holds.",
            "reason": "Why, in words with the figures.",
            "activity_percentile": "Share of users less active, 0 to 1.",
            "trend": "A now over A thirty days before; absent when that was 0.",
            "events": "Events behind it.",
            "rule_version": "Version of the rules that assigned it.",
            "pending": "The segment the last run would have moved the user to.",
            "checked_at": "The asOf of the last run.",
        },
    ),
    "CommunitySignals": Label(
        "What recommendation must know of the community as a whole; there is one, named `all`.",
        ("name",),
        {
            "name": "`all`.",
            "latest_at": "The newest act known: decays count from here, not from the wall clock.",
            "readers": "Σ of the contents' readers.",
            **{
                f"trend_{half_life}": "Σ of the contents', decayed to `latest_at`."
                for half_life in ("2h", "6h", "1d", "3d", "14d")
            },
        },
    ),
    "CandidateList": Label(
        "What jobs found for one user, bounded: what people like them read lately, and where walks lead.",
        ("user_id",),
        {
            "user_id": "Whose.",
            "recent_ids": "Contents of their last 30 interactions, the latest first.",
            "recent_ms": "When, in milliseconds since 1970, in the same order.",
            "degree": "With how many contents they interacted.",
            "last_visit_at": "Their newest act that was at least half an hour old at the refresh.",
            "content_ids": "At most 80 candidates.",
            "peers_6h": "For each, what the 50 likest recent readers did with it, half-life 6 h; 0 if by walks.",
            "peers_1d": "The same with 1 d.",
            "peers_7d": "The same with 7 d.",
            "walk": "For each, the weight of walks from the last 20 interactions by RELATED; 0 if it came by peers.",
            "refreshed_at": "The asOf of the refresh.",
        },
    ),
    "Neighbourhood": Label(
        "Who last read one content, and what they read besides, bounded.",
        ("content_id",),
        {
            "content_id": "Whose.",
            "recent_readers": "The last 50 users who interacted with it, the latest first.",
            "related_ids": "At most 20 contents that share readers (RP3β), the closest first.",
            "related_scores": "How close, in the same order.",
            "refreshed_at": "The asOf of the refresh.",
        },
    ),
    "Migration": Label(
        "One migration that ran.",
        ("number",),
        {"number": "Its number.", "name": "Its file.", "ran_at": "When.", "checksum": "SHA-256 of its text."},
    ),
    "Lock": Label(
        "A node to lock while one process alone may work.",
        ("name",),
        {"name": "What it guards.", "held_at": "When it was last taken."},
    ),
    "JobRun": Label(
        "How far a repeated job or an import has come.",
        ("name",),
        {
            "name": "Which job or import.",
            "position": "How far it came.",
            "at": "When.",
            "watermark": "The time up to which it has seen changes.",
            "next_at": "When a job is due again.",
        },
    ),
}

_CONTENT = ("Content",)
RELATIONSHIPS: dict[str, Relationship] = {
    "AUTHORED": Relationship(
        ("User",), _CONTENT, "Wrote it.", {"user_id": "Who; with `at` the key of their list.", "at": "When."}
    ),
    "INTERACTED": Relationship(
        ("User",),
        _CONTENT,
        "All one user did to one content: one edge a pair.",
        {
            "key": "user id and content id; unique, so that two writers make one edge.",
            "interest": "Σ weight·2^((t − 2020-01-01)/30 d): forward-decayed interest, see domain/event.py.",
            "first_at": "The earliest act.",
            "last_at": "The latest act.",
            "touched_at": "When it last changed.",
            "dwell_seconds": "Seconds read.",
            **PER_BEHAVIOUR,
        },
    ),
    "TAGGED": Relationship(
        _CONTENT,
        ("Tag",),
        "Is about it. A popular tag has very many, so its list is read from the index on these properties.",
        {"tag_id": "About what.", "published_at": "As on the content."},
    ),
    "IN_AREA": Relationship(
        _CONTENT,
        ("Area",),
        "Stands there; listed from the index on these properties, as TAGGED is.",
        {"area_id": "Where.", "published_at": "As on the content."},
    ),
    "FOLLOWS": Relationship(("User",), ("User", "Tag", "Area"), "Wants to hear of it.", {"since": "Since when."}),
    "ACTIVE_ON": Relationship(("User",), ("UserDay",), "Did something that day."),
    "MEASURED_ON": Relationship(_CONTENT, ("ContentDay",), "Something happened to it that day."),
    "ANSWERS": Relationship(("Answer",), ("Question",), "Answers it."),
    "ACCEPTED": Relationship(("Question",), ("Answer",), "The asker took this answer.", {"at": "When."}),
    "REPLIES_TO": Relationship(("Comment",), _CONTENT, "Comments on it."),
    "PART_OF": Relationship(("Lesson",), ("Course",), "Is one of its lessons."),
    "LINKS_TO": Relationship(_CONTENT, _CONTENT, "Points at it.", {"kind": "LINK or DUPLICATE.", "at": "When."}),
    "INTERESTED_IN": Relationship(
        ("User",),
        ("Tag",),
        "Is drawn to it; the strongest twenty are kept.",
        {"affinity": "0 < affinity ≤ 1.", "declared": "True when the member said so."},
    ),
    "HAS_CANDIDATES": Relationship(("User",), ("CandidateList",), "Has this list of candidates."),
    "HAS_NEIGHBOURS": Relationship(_CONTENT, ("Neighbourhood",), "Has these neighbours."),
    "HAS_FEATURE": Relationship(("ScoringModel",), ("ScoringFeature",), "Weighs it."),
    "ASSIGNED": Relationship(("User",), ("SegmentAssignment",), "Was put into that segment."),
}
