"""HOT: what people turn to now. The reference; `cypher/landing/hot.cypher` computes the same points.

Of everybody but the author who did something with a content, each kind of act counts once, from its first time on:

    S   = w_publish·2^((t_published − n)/h) + Σ_people Σ_kinds w_kind·2^((t_first − n)/h)
    hot = n/h + log2(S) − log2(1 + DOWN·d/(1 + p))                     in half-lives since 2020

n is the newest of these moments, h the half-life, p how many people did anything, d how many voted it down. What nobody
has seen has its own publication, and what lies after `as_of` doesn't count. The newest moment's weight stands whole in
S, so hot is finite, whatever the data. It doesn't sink while time passes: all sink alike, so a score changes only when
somebody acts, and an order once found holds.

A list is then put together of scores, see `arrange`: a large area's crowd counts by its square root, and each further
content of one author, or of one area, stands as if it were somewhat older.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from math import log2
from typing import NamedTuple

from domain.event import LANDMARK
from domain.ids import AreaId, ContentId, UserId
from domain.record import Record

HALF_LIFE_HOURS = 24.0
DOWN = 3.0
"""A content that everybody votes down counts a quarter."""
CROWD = 20
"""People: an area with so many active ones loses half a half-life against an empty one."""
AUTHOR_STEP = 0.5
"""Half-lives by which each further content of one author stands back."""
AREA_STEP = 0.25
"""Half-lives by which each further content of one area stands back."""

WEIGHTS: Mapping[str, float] = {
    "publish": 1.0,
    "view": 0.1,
    "read": 0.3,
    "like": 1.0,
    "bookmark": 1.0,
    "share": 1.0,
    "follow": 1.0,
    "vote_up": 1.0,
    "comment": 2.0,
    "answer": 3.0,
}
"""What an act counts, by the counters of `InteractionType`. An area may have weights and a half-life of its own."""


class Weighing(Record):
    """By what a list is weighed: `half_life_hours` is above 0, no weight below 0, and that of `publish` above 0."""

    half_life_hours: float = HALF_LIFE_HOURS
    weights: Mapping[str, float] = WEIGHTS


class Scored(NamedTuple):
    """A content with its score in one list, and what the order of a list goes by besides."""

    content_id: ContentId
    author_id: UserId | None
    area_id: AreaId | None
    score: float


class Deed(NamedTuple):
    """What one person first did when, by kind; `vote_down` among them."""

    first: Mapping[str, datetime]


def hot(published_at: datetime, deeds: Iterable[Deed], as_of: datetime, by: Weighing) -> float:
    """The score of a content at `as_of`, in half-lives since 2020; the deeds are those of others than its author."""
    half_life = timedelta(hours=by.half_life_hours)
    terms = [(by.weights["publish"], (min(published_at, as_of) - LANDMARK) / half_life)]
    people = down = 0
    for deed in deeds:
        counted = {kind: at for kind, at in deed.first.items() if at < as_of}
        found = [(by.weights.get(kind, 0.0), (at - LANDMARK) / half_life) for kind, at in counted.items()]
        found = [(weight, at) for weight, at in found if weight > 0]
        people += bool(found)
        down += "vote_down" in counted
        terms += found
    newest = max(at for _, at in terms)
    total = sum(weight * 2.0 ** (at - newest) for weight, at in terms)
    return newest + log2(total) - log2(1 + DOWN * down / (1 + people))


def arrange(found: Iterable[Scored], people: Mapping[AreaId, int]) -> list[Scored]:
    """The scored in the order of a list; `people` are those who were active in an area lately. Scores stay as given.

    A score less log2(1 + people/CROWD)/2 compares areas of different size. Each content loses AUTHOR_STEP for every
    better one of its author, then AREA_STEP for every better one of its area. Equals stand by id, the newer first.
    """
    fair = [(one.score - _lead(one.area_id, people), one) for one in found]
    apart = _step_back(fair, AUTHOR_STEP, lambda one: one.author_id)
    return [one for _, one in _ordered(_step_back(apart, AREA_STEP, lambda one: one.area_id))]


def _lead(area_id: AreaId | None, people: Mapping[AreaId, int]) -> float:
    return log2(1 + people.get(area_id, 0) / CROWD) / 2 if area_id is not None else 0.0


Placed = tuple[float, Scored]
Owner = Callable[[Scored], str | None]


def _ordered(placed: Iterable[Placed]) -> list[Placed]:
    return sorted(placed, key=lambda row: (row[0], row[1].content_id), reverse=True)


def _step_back(placed: Iterable[Placed], step: float, owner: Owner) -> Sequence[Placed]:
    before: dict[str, int] = defaultdict(int)
    moved = []
    for score, one in _ordered(placed):
        key = owner(one)
        moved.append((score - step * before[key] if key is not None else score, one))
        if key is not None:
            before[key] += 1
    return moved
