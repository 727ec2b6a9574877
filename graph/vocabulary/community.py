"""People, what they publish, and where: the facts that everything else is computed from."""

from domain.content import ContentKind
from graph.vocabulary.terms import Label, Relationship

_CONTENT = ("Content",)

LABELS: dict[str, Label] = {
    "User": Label(
        "One member, pseudonymous: no personal data but the name they chose to show.",
        ("id",),
        {
            "id": "Public id, usr_….",
            "external_id": "Its id in the system it was imported from; unique.",
            "look": "What the handle looks like: hyphens out, 0 as o, 1 and i as l, rn as m, vv as w.",
            "handle": "Short name in addresses; unique.",
            "display_name": "Name as shown.",
            "joined_at": "When the account was made.",
            "activity": "A(u) as last stored, 0 to 100, 0 before that; lists are ordered by it.",
            "activity_at": "The asOf of `activity`.",
            "segment": "Current value segment, copied from its SegmentAssignment so that lists can be filtered by it.",
            "consents": "The purposes they consent to now, as their Consent nodes say; all others they don't.",
            "points": "Σ of the deltas of their point entries; lists are ordered by it.",
            "point_entries": "How many entries their ledger has: the number of the last.",
            "leaderboard_opt_out": "True when they want to be on no leaderboard.",
            "points_barred": "True while they are banned: they earn nothing, and nobody earns by what they do.",
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
            "vote_up_held": "How many VOTE_UP hold: observed, and not taken back.",
            "vote_down_held": "How many VOTE_DOWN do.",
            "comment_count": "How many comments stand right below it and can be read.",
            "answer_count": "How many answers do.",
            "like_held": "How many LIKE do.",
            "bookmark_held": "How many BOOKMARK do.",
            "visibility": "PUBLIC, MEMBERS or PAID; WITHDRAWN, HIDDEN or REMOVED while it is taken from its readers.",
            "visibility_before": "Who could read it before it was taken down; absent while it isn't.",
            "withdrawn_at": "When its author withdrew it; absent once they restored it.",
            "readers": "How many users ever interacted with it, as of `signals_at`.",
            "positive_readers": "How many of them liked, kept, followed, shared or commented.",
            "last_new_reader_at": "When somebody last came to it for the first time.",
            "last_active_at": "When anybody last did anything with it.",
            "signals_at": "The moment to which its trends are decayed.",
            **{
                f"trend_{half_life}": f"Σ over readers of 0.5^(age of their first act / {half_life}), at `signals_at`."
                for half_life in ("2h", "6h", "1d", "3d", "14d")
            },
            "search_title": "Words of the title as they are searched; absent where it carries another's.",
            "search_text": "Words of the body as they are searched; absent when it is paid for.",
            "search_topics": "Names and slugs of its tags, searched as well.",
            "search_keys": "What a search is narrowed by: version of the entry, ids of tags, area and author, day.",
            "unanswered_in": "The area it stands in, while it is a question without an answer; lists are read by it.",
            "heat": "log2(trend_1d) + days from 2020 to signals_at: orders by trend_1d at any moment, without decay.",
        },
    ),
    "Unanswered": Label("Second label of a question without an answer that anybody could read.", (), {}),
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
            "people": "Who did something there in the last 28 days, as last counted.",
        },
    ),
}

RELATIONSHIPS: dict[str, Relationship] = {
    "AUTHORED": Relationship(
        ("User",), _CONTENT, "Wrote it.", {"user_id": "Who; with `at` the key of their list.", "at": "When."}
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
    "ANSWERS": Relationship(("Answer",), ("Question",), "Answers it."),
    "ACCEPTED": Relationship(("Question",), ("Answer",), "The asker took this answer.", {"at": "When."}),
    "REPLIES_TO": Relationship(
        ("Comment",),
        _CONTENT,
        "Comments on it; listed from the index on these properties.",
        {"above_id": "On what.", "published_at": "As on the comment."},
    ),
    "PART_OF": Relationship(("Lesson",), ("Course",), "Is one of its lessons."),
    "LINKS_TO": Relationship(_CONTENT, _CONTENT, "Points at it.", {"kind": "LINK or DUPLICATE.", "at": "When."}),
}
