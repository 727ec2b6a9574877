"""Landing lists as a job makes them: scores of contents, the latest editions, and new ones."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from domain.hot import DOWN, HALF_LIFE_HOURS, WEIGHTS, Scored
from domain.ids import AreaId, ContentId
from domain.landing import PEOPLE_DAYS, TopPeriod
from domain.record import Moment, Record, day_of
from graph.database import Transaction
from graph.queries import NoParams, NoRow, Params, Query


class HotParams(Params):
    ids: Sequence[ContentId]
    as_of: datetime
    half_life_hours: float = HALF_LIFE_HOURS
    weights: Mapping[str, float] = WEIGHTS
    down: float = DOWN


class HotRow(Record):
    """How hot a content is by the community's weights, and by those of its area."""

    content_id: ContentId
    kind: str
    author_id: str | None
    area_id: AreaId | None
    score: float
    score_in_area: float


class TopParams(Params):
    ids: Sequence[ContentId]
    as_of: datetime
    until: date
    since: Sequence[date]
    weights: Mapping[str, float] = WEIGHTS


class TopRow(Record):
    """What a content was worth over each period of `TopPeriod`, by the weights of both."""

    content_id: ContentId
    kind: str
    area_id: AreaId | None
    scores: tuple[float, ...]
    scores_in_area: tuple[float, ...]


class KeptParams(Params):
    lists: Sequence[str]
    as_of: datetime


class Kept(Record):
    """The latest edition of a list, with what its contents go by now; those that can't be found any more are gone."""

    list: str
    made_at: Moment
    ids: tuple[ContentId, ...]
    rows: tuple[Scored, ...]


class StoreParams(Params):
    rows: Sequence[dict[str, Any]]
    at: datetime


class PeopleParams(Params):
    since: datetime
    as_of: datetime


class Counted(Record):
    area_id: AreaId
    people: int


class Name(Record):
    name: str


class PruneParams(Params):
    before: datetime
    limit: int


class Total(Record):
    pruned: int


HOT = Query("landing/hot", HotParams, HotRow)
TOP = Query("landing/top", TopParams, TopRow)
KEPT = Query("landing/kept", KeptParams, Kept)
LISTS = Query("landing/lists", NoParams, Name)
STORE = Query("landing/store", StoreParams, NoRow)
PEOPLE = Query("landing/people", PeopleParams, Counted)
COUNTED = Query("landing/counted", NoParams, Counted)
PRUNE = Query("landing/prune", PruneParams, Total)

People = Mapping[AreaId, int]


async def hot(tx: Transaction, ids: Sequence[ContentId], as_of: datetime) -> list[HotRow]:
    """The contents that can be listed, with how hot they are; the cost is the people who did something with them."""
    return await HOT.all(tx, HotParams(ids=ids, as_of=as_of))


async def top(tx: Transaction, ids: Sequence[ContentId], as_of: datetime) -> list[TopRow]:
    """The contents that can be listed, with what they were worth; the cost is the days on which something happened."""
    today = day_of(as_of)
    since = [period.since(today) for period in TopPeriod]
    return await TOP.all(tx, TopParams(ids=ids, as_of=as_of, until=today, since=since))


async def count_people(tx: Transaction, as_of: datetime) -> People:
    """Count who is active in each area; the cost is the community's interactions."""
    params = PeopleParams(since=as_of - timedelta(days=PEOPLE_DAYS), as_of=as_of)
    return {row.area_id: row.people for row in await PEOPLE.all(tx, params)}


async def counted_people(tx: Transaction) -> People:
    """Who was active in each area when it was last counted."""
    return {row.area_id: row.people for row in await COUNTED.all(tx, NoParams())}


async def prune(tx: Transaction, before: datetime, limit: int) -> int:
    """Delete editions that were replaced before a moment, at most `limit`; how many."""
    return (await PRUNE.one(tx, PruneParams(before=before, limit=limit))).pruned
