"""What members earn: the ledger of points, and the sums that are kept of it."""

from domain.newcomer import Limits
from domain.rights import Right
from graph.vocabulary.terms import Label

LABELS: dict[str, Label] = {
    "PointEntry": Label(
        "One entry of a member's ledger of points; never changed. It names all by id, and outlives what it names.",
        ("user_id", "number"),
        {
            "user_id": "Whose ledger; of somebody erased, the id of the erasure.",
            "number": "Counts up from 1 in the ledger.",
            "kind": "GRANT, REVERSAL, RESTORATION or WAIVER.",
            "rule": "The rule that granted it.",
            "rule_version": "The version of the rules it was granted by.",
            "fact_id": "What it was granted for.",
            "actor_id": "Who did that, when known.",
            "content_id": "On which content.",
            "area_id": "The area of that, as it was then.",
            "tag_ids": "Its tags, as they were then.",
            "at": "When that was done.",
            "day": "The day it counts on, in the community's time zone.",
            "cap": "What it is counted under: received, made, or nothing.",
            "delta": "The points, after caps and rings; of a reversal exactly those of its grant, turned round.",
            "reversal_of": "The number of the entry it takes back; unique in the ledger.",
            "restores": "The number of the reversal it is about, as a restoration or waiver; unique in the ledger.",
            "cause": "UNDONE, TAKEN_DOWN, BANNED or MERGED: why it takes back.",
            "recorded_at": "When it was added.",
        },
    ),
    "PointDay": Label(
        "The sums of one member's entries on one day.",
        ("user_id", "date"),
        {
            "user_id": "Whose.",
            "date": "The day, in the community's time zone.",
            "points": "Σ of the deltas.",
            "received": "Σ of those under the cap for what others give.",
            "made": "Σ of those under the cap for what members make themselves.",
        },
    ),
    "BoardScore": Label(
        "One member's points on one leaderboard. Of one that has ended the first hundred stay, as they were then.",
        ("board", "user_id"),
        {
            "board": "Period, first day, and `all` or the id of an area or tag.",
            "user_id": "Whose.",
            "points": "Σ of the deltas that count on it.",
            "place": "The points with eleven digits and the user: orders the board; absent of who has none.",
            "ends_on": "The day before which it ends; absent of all time, and once it is closed.",
        },
    ),
    "Standing": Label(
        "Where a member stands in one scope: what their ledger comes to by the bars there.",
        ("user_id", "scope"),
        {
            "user_id": "Whose.",
            "scope": "`all`, or the id of an area.",
            "points": "Σ of the deltas that count there.",
            "at": "When the last of them was added.",
            "moments": "When they came to another rung, the latest twenty times at most.",
            "rungs": "To which: 0 is NEW, 3 is TRUSTED, as far as points go; before the first it was 0.",
            "version": "The version of the rules this is by.",
        },
    ),
    "StandingRules": Label(
        "What was set of the rules of standing in one scope; what is absent is as it is in the community, or in Stoa.",
        ("scope",),
        {
            "scope": "`all`, or the id of an area.",
            "version": "Counts up from 2; 1 is what holds where nothing was set.",
            "at": "When they were set last.",
            "points": "The points at which MEMBER, ESTABLISHED and TRUSTED are entered.",
            "days": "The days as a member these take.",
            "young_below": "With fewer members nobody is NEW.",
            **{f"right_{right}": f"The level that {right} takes." for right in Right},
            **{f"limit_{name}": "A limit for those who are NEW; see NewcomerLimits." for name in Limits.model_fields},
        },
    ),
    "PointBook": Label(
        "How points are counted here; there is one, named `all`.",
        ("name",),
        {"name": "`all`.", "time_zone": "The IANA name of the zone whose days and months count."},
    ),
}
