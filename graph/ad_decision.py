"""Decisions about ads in the graph: what they are made of, those for known readers, and those written behind."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from domain.ad_decision import INTERESTS, KeptDecision
from domain.ad_policy import EXPLORED, SHARPNESS
from domain.ad_value import FATIGUE
from domain.content import ContentKind
from domain.record import Moment, Record
from domain.segment import ValueSegment
from graph import delivery_cell
from graph.content import IdsParams
from graph.database import Transaction
from graph.delivery_cell import Added
from graph.queries import NoRow, Params, Query


class FactsParams(Params):
    content_id: str | None
    area: str | None
    user_id: str | None
    now: datetime
    interests: int = INTERESTS


class Page(Record):
    """A content as an ad may stand beside it. Tags are pairs of id and slug."""

    id: str
    kind: ContentKind
    title: str
    excerpt: str | None
    language: str | None
    visibility: str | None
    published_at: Moment | None
    tags: tuple[tuple[str, str], ...]


class Place(Record):
    """The area it is in."""

    id: str
    slug: str
    ads_allowed: bool


class Reader(Record):
    """What is known of a reader that an ad may be chosen by, once they consented."""

    consents: bool
    ad_free: bool
    segment: ValueSegment | None
    interests: tuple[tuple[str, str], ...]


class Facts(Record):
    page: Page | None
    place: Place | None
    reader: Reader | None


class DecideParams(Params):
    id: str
    user_id: str
    now: datetime
    day_ago: datetime
    week_ago: datetime
    day_ago_id: str
    """No decision of that moment or later has a lower id."""
    per_day: int | None
    per_placement: int | None
    options: list[dict[str, Any]]
    """Each with `flight_id`, `rank`, `value`, `factors`, `per_day`, `per_week` and the `properties` of the decision."""
    luck: float
    explored: float = EXPLORED
    sharpness: float = SHARPNESS
    fatigue: float = FATIGUE
    properties: Mapping[str, Any]


class Decided(Record):
    outcome: Literal["SHOWN", "CAPPED", "AD_LOAD"]
    ad_id: str | None
    propensity: float | None
    factors: tuple[float, ...] | None


class RowsParams(Params):
    rows: list[dict[str, Any]]


FACTS = Query("ad_decision/facts", FactsParams, Facts)
DECIDE = Query("ad_decision/decide", DecideParams, Decided)
BY_IDS = Query("ad_decision/by_ids", IdsParams, KeptDecision)
WRITE = Query("ad_decision/write", RowsParams, NoRow)
COUNT_HOURS = Query("ad_decision/count_hours", RowsParams, NoRow)


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, KeptDecision]:
    """Decisions by id."""
    return {row.id: row for row in await BY_IDS.all(tx, IdsParams(ids=ids))}


async def write(
    tx: Transaction, decisions: list[dict[str, Any]], hours: list[dict[str, Any]], cells: list[Added]
) -> None:
    """Write down decisions and what they count for; locks are taken in one order, cells last."""
    if decisions:
        await WRITE.run(tx, RowsParams(rows=sorted(decisions, key=lambda row: str(row["id"]))))
    if hours:
        await COUNT_HOURS.run(tx, RowsParams(rows=sorted(hours, key=lambda row: str(row["key"]))))
    await delivery_cell.add_all(tx, cells)
