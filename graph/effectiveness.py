"""Effectiveness E(a,C) in the graph: of ads in a part of the community, and what all ads came to there."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from domain.delivery_groups import READERS
from domain.effectiveness import (
    EVERYWHERE,
    MEASURES,
    MIN_VIEWS,
    RECENT,
    RECENTLY,
    SHAPE,
    WINDOW,
    AdEffectiveness,
    CommunityPart,
)
from domain.ids import ModelId
from domain.ratio import Z
from domain.record import Record
from domain.scoring import ScorePart
from graph.database import Transaction
from graph.queries import NoRow, Params, Query

Row = Mapping[str, object]


class ScoreParams(Params):
    ids: Sequence[str]
    shape: Mapping[str, tuple[str, str]] = SHAPE
    proportions: Sequence[str] = tuple(name for name, measure in MEASURES.items() if measure.proportion)
    asked: Sequence[Mapping[str, str]]
    prior: str
    area_id: str
    tag_id: str
    segment: str
    placement: str
    device: str
    country: str
    since: date
    recent_since: date
    until: date
    z: float = Z
    most_marks: int = READERS


class Scored(Record):
    """E as computed, whether or not it rests on enough."""

    ad_id: str
    model_id: ModelId
    n: int
    readers: int
    compared: bool
    """Whether there are norms: ads of enough sponsors in the whole community."""
    parts: list[ScorePart]
    value: float
    low: float
    high: float


class NormsParams(Params):
    first: date
    last: date
    recent_since: date


class Slice(Record):
    """What all ads came to in a slice of delivery, in one currency."""

    scope: str
    value: str
    currency: str
    decisions: int
    views: int
    clicks: int
    conversions: int
    invalid: int
    paid_clicks: int
    paid_conversions: int
    spend_micro: int
    sponsor_ids: list[str]
    paid_sponsor_ids: list[str]


class KeepParams(Params):
    rows: Sequence[Row]


class DropParams(Params):
    before: datetime


SCORE = Query("effectiveness/score", ScoreParams, Scored)
NORMS = Query("effectiveness/norms", NormsParams, Slice)
KEEP_NORMS = Query("effectiveness/keep_norms", KeepParams, NoRow)
DROP_NORMS = Query("effectiveness/drop_norms", DropParams, NoRow)


def score_params(ids: Sequence[str], part: CommunityPart, as_of: datetime) -> ScoreParams:
    """What is asked of the graph for ads in a part of the community at a moment."""
    today = as_of.date()
    slices = {EVERYWHERE: "", RECENTLY: ""} | part.slices
    asked = [
        {"scope": scope, "of": scope if value or scope == RECENTLY else EVERYWHERE, "value": value}
        for scope, value in slices.items()
    ]
    return ScoreParams(
        ids=ids,
        asked=asked,
        prior=part.prior,
        since=today - WINDOW,
        recent_since=today - RECENT,
        until=today + date.resolution,
        **part._asdict(),
    )


async def scored(tx: Transaction, ids: Sequence[str], part: CommunityPart, as_of: datetime) -> dict[str, Scored]:
    """E of ads in a part of the community at a moment, however little it rests on."""
    return {row.ad_id: row for row in await SCORE.all(tx, score_params(ids, part, as_of))}


async def of_ads(
    tx: Transaction, ids: Sequence[str], part: CommunityPart, as_of: datetime
) -> dict[str, AdEffectiveness]:
    """E of ads in a part of the community at a moment, as far as enough is known for it."""
    found = await scored(tx, ids, part, as_of)
    return {id: _shown(row, as_of) for id, row in found.items()}


def _shown(row: Scored, as_of: datetime) -> AdEffectiveness:
    n = row.n if row.readers >= READERS else 0
    measured = row.compared and n >= MIN_VIEWS
    return AdEffectiveness(
        ad_id=row.ad_id,
        value=row.value if measured else None,
        n=n,
        low=row.low if row.compared and n else None,
        high=row.high if row.compared and n else None,
        parts=tuple(row.parts) if measured else (),
        model_id=row.model_id,
        as_of=as_of,
    )
