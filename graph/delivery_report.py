"""Reports of delivery in the graph: cells of the cube, added up by what is asked for."""

from collections.abc import Sequence
from datetime import date

from domain.delivery_groups import GUARDED, READERS
from domain.delivery_report import MAX_PIECES, Piece, ReportDimension
from domain.record import Record
from graph.database import Transaction
from graph.queries import Params, Query


class PiecesParams(Params):
    campaign_id: str
    first: date
    last: date
    by: Sequence[ReportDimension]
    most_marks: int
    limit: int = MAX_PIECES + 1


class AccruedParams(Params):
    campaign_id: str
    before: date


class Accrued(Record):
    flight_id: str
    spend_micro: int


PIECES = Query("delivery_report/pieces", PiecesParams, Piece)
ACCRUED = Query("delivery_report/accrued", AccruedParams, Accrued)


def pieces_params(campaign_id: str, first: date, last: date, by: Sequence[ReportDimension]) -> PiecesParams:
    """What is asked of the graph for a report; marks of readers only where they matter."""
    most = READERS if GUARDED.intersection(by) else 0
    return PiecesParams(campaign_id=campaign_id, first=first, last=last, by=tuple(by), most_marks=most)


async def pieces(
    tx: Transaction, campaign_id: str, first: date, last: date, by: Sequence[ReportDimension]
) -> list[Piece]:
    """The pieces of a report, at most one more than a report may have."""
    return await PIECES.all(tx, pieces_params(campaign_id, first, last, by))


async def accrued(tx: Transaction, campaign_id: str, before: date) -> dict[str, int]:
    """Micro-units by flight that were spent before a day."""
    rows = await ACCRUED.all(tx, AccruedParams(campaign_id=campaign_id, before=before))
    return {row.flight_id: row.spend_micro for row in rows}
