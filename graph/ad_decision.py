"""Decisions about ads in the graph: those that are made behind the lock of a reader, and those written behind."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from neo4j.exceptions import ClientError

from domain.ad_decision import KeptDecision
from domain.ad_history import DAY, WEEK
from domain.ad_load import AdLoad
from domain.ad_token import AdTicket
from domain.ids import IdPrefix, first_id
from domain.record import Record, milliseconds
from domain.targeting import Targeting
from graph import delivery_cell
from graph.content import IdsParams
from graph.database import Transaction
from graph.delivery_cell import Added
from graph.queries import NoRow, Params, Query

GONE = "Neo.ClientError.Statement.EntityNotFound"
PERSONAL = {"user_id", "client", "matched", "segment"}
"""Properties of a decision that are of its reader."""


class ReserveParams(Params):
    id: str
    user_id: str
    flight_id: str
    placement: str
    now: int
    expires_at: int
    day_ago: int
    week_ago: int
    day_ago_id: str
    flight_per_day: int | None
    flight_per_week: int | None
    per_day: int | None
    per_placement: int | None
    properties: Mapping[str, Any]
    """All others of the decision."""

    @classmethod
    def of(cls, ticket: AdTicket, kept: Mapping[str, Any], targeting: Targeting, load: AdLoad) -> "ReserveParams":
        """What is asked for a decision with these properties, by the caps of its flight and of operators."""
        assert ticket.user_id is not None
        at = ticket.decided_at
        apart = ("id", "user_id", "decided_at", "expires_at")
        return cls(
            id=ticket.id,
            user_id=ticket.user_id,
            flight_id=ticket.flight_id,
            placement=ticket.placement,
            now=milliseconds(at),
            expires_at=milliseconds(ticket.expires_at),
            day_ago=milliseconds(at - DAY),
            week_ago=milliseconds(at - WEEK),
            day_ago_id=first_id(IdPrefix.DECISION, at - DAY),
            flight_per_day=targeting.frequency_cap_per_day,
            flight_per_week=targeting.frequency_cap_per_week,
            per_day=load.per_day,
            per_placement=load.per_placement,
            properties={name: value for name, value in kept.items() if name not in apart},
        )


Outcome = Literal["SHOWN", "CAPPED", "AD_LOAD", "REFUSED"]


class Reserved(Record):
    outcome: Outcome


class IdRow(Record):
    id: str


class RowsParams(Params):
    rows: list[dict[str, Any]]


RESERVE = Query("ad_decision/reserve", ReserveParams, Reserved)
STILL_KNOWN = Query("ad_decision/still_known", IdsParams, IdRow)
BY_IDS = Query("ad_decision/by_ids", IdsParams, KeptDecision)
WRITE = Query("ad_decision/write", RowsParams, NoRow)
COUNT_HOURS = Query("ad_decision/count_hours", RowsParams, NoRow)


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, KeptDecision]:
    """Decisions by id."""
    return {row.id: row for row in await BY_IDS.all(tx, IdsParams(ids=ids))}


async def reserve(tx: Transaction, params: ReserveParams) -> Outcome:
    """Write down a decision behind the lock of its reader, or why it can't be; may be repeated."""
    try:
        found = await RESERVE.one_or_none(tx, params)
    except ClientError as error:
        if error.code == GONE:  # what was locked is deleted by whoever takes their consent, or their account, away
            return "REFUSED"
        raise
    return found.outcome if found is not None else "REFUSED"


async def write(
    tx: Transaction, decisions: list[dict[str, Any]], hours: list[dict[str, Any]], cells: list[Added]
) -> None:
    """Write down decisions and what they count for; locks are taken in one order, cells last.

    Who withdrew their consent since they were decided isn't named by them.
    """
    if decisions:
        rows = [_row(one) for one in await _as_consented(tx, decisions)]
        await WRITE.run(tx, RowsParams(rows=sorted(rows, key=lambda row: str(row["id"]))))
    if hours:
        await COUNT_HOURS.run(tx, RowsParams(rows=sorted(hours, key=lambda row: str(row["key"]))))
    await delivery_cell.add_all(tx, cells)


def _row(decision: Mapping[str, Any]) -> dict[str, Any]:
    """A decision as it is written: the driver takes a tenth of a millisecond for a time, and none for a number."""
    times = {name: milliseconds(decision[name]) for name in ("decided_at", "expires_at")}
    others = {name: value for name, value in decision.items() if name not in times}
    return {"id": decision["id"], **times, "properties": others}


async def _as_consented(tx: Transaction, decisions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The decisions, without what names or describes a reader who doesn't consent any more."""
    readers = sorted({row["user_id"] for row in decisions if "user_id" in row})
    if not readers:
        return decisions
    known = {row.id for row in await STILL_KNOWN.all(tx, IdsParams(ids=readers))}
    return [
        row
        if row.get("user_id") in known or "user_id" not in row
        else {name: row[name] for name in row.keys() - PERSONAL}
        for row in decisions
    ]
