"""Ads in the graph."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from domain.ad import MAX_ADS, Ad
from domain.audit import AuditEntry
from domain.errors import LimitReached
from graph import audit
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import Params, Query


class CreateParams(Params):
    id: str
    flight_id: str
    headline: str
    body: str
    landing_url: str
    at: datetime


BY_IDS = Query("ad/by_ids", IdsParams, Ad)
OF_FLIGHTS = Query("ad/of_flights", IdsParams, Ad)
CREATE = Query("ad/create", CreateParams, Ad)


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, Ad]:
    """Ads by id."""
    return {row.id: row for row in await BY_IDS.all(tx, IdsParams(ids=ids))}


async def of_flights(tx: Transaction, ids: Sequence[str]) -> dict[str, list[Ad]]:
    """The ads of flights, the oldest first."""
    found: dict[str, list[Ad]] = defaultdict(list)
    for row in await OF_FLIGHTS.all(tx, IdsParams(ids=ids)):
        found[row.flight_id].append(row)
    return found


async def create(tx: Transaction, params: CreateParams, entry: AuditEntry) -> Ad:
    """Make an ad of a flight that is locked.

    Raises:
        LimitReached: the flight has as many as it can have.
    """
    others = [
        row for row in (await of_flights(tx, [params.flight_id])).get(params.flight_id, []) if row.id != params.id
    ]
    if len(others) >= MAX_ADS:
        raise LimitReached(f"A flight has at most {MAX_ADS} ads.", ("input", "flightId"))
    made = await CREATE.one(tx, params)
    await audit.append(tx, entry.model_copy(update={"after": made.model_dump(mode="json")}))
    return made
