"""Flights in the graph: made, changed while they are drafts, and taken from state to state; all of it audited."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.ad import Ad
from domain.audit import AuditEntry
from domain.errors import NotFound
from domain.flight import Flight, FlightState, check_change, check_open
from graph import ad, audit
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import Params, Query


class CreateParams(Params):
    id: str
    campaign_id: str
    properties: Mapping[str, Any]


class IdParams(Params):
    id: str


class ChangeParams(IdParams):
    properties: Mapping[str, Any]


BY_IDS = Query("flight/by_ids", IdsParams, Flight)
OF_CAMPAIGNS = Query("flight/of_campaigns", IdsParams, Flight)
CREATE = Query("flight/create", CreateParams, Flight)
CHANGE = Query("flight/change", ChangeParams, Flight)
LOCK = Query("flight/lock", IdParams, Flight)


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, Flight]:
    """Flights by id."""
    return {row.id: row for row in await BY_IDS.all(tx, IdsParams(ids=ids))}


async def of_campaigns(tx: Transaction, ids: Sequence[str]) -> dict[str, list[Flight]]:
    """The flights of campaigns, the oldest first."""
    found: dict[str, list[Flight]] = defaultdict(list)
    for row in await OF_CAMPAIGNS.all(tx, IdsParams(ids=ids)):
        found[row.campaign_id].append(row)
    return found


async def create(tx: Transaction, params: CreateParams, now: datetime, entry: AuditEntry) -> Flight | None:
    """Make a flight; None when there is no such campaign.

    Raises:
        InvalidInput: nobody could deliver it.
    """
    made = await CREATE.one_or_none(tx, params)
    if made is not None:
        made.check(now)
        await audit.append(tx, entry.model_copy(update={"after": made.model_dump(mode="json")}))
    return made


async def edit(
    tx: Transaction, id: str, properties: Mapping[str, Any], now: datetime, entry: AuditEntry
) -> Flight | None:
    """Change what is given of a draft; None when there is no such flight.

    Raises:
        Conflict: it was handed in.
        InvalidInput: nobody could deliver it as it would be.
    """
    return await _changed(tx, id, properties, check_open, entry, now)


async def take_to(
    tx: Transaction, id: str, state: FlightState, reason: str | None, decides: bool, entry: AuditEntry
) -> Flight | None:
    """Take a flight to another state; None when there is no such flight.

    Raises:
        Conflict: it can't go there from where it is.
    """
    ads = len((await ad.of_flights(tx, [id])).get(id, []))
    properties = {"state": state, "state_reason": reason}
    return await _changed(tx, id, properties, lambda flight: check_change(flight, state, ads, decides), entry)


async def add_ad(tx: Transaction, params: ad.CreateParams, entry: AuditEntry) -> Ad:
    """Make an ad of a flight that is being written.

    Raises:
        NotFound: there is no such flight.
        Conflict: it was handed in.
    """
    flight = await LOCK.one_or_none(tx, IdParams(id=params.flight_id))
    if flight is None:
        raise NotFound("There is no flight of this id.", ("input", "flightId"))
    check_open(flight)
    return await ad.create(tx, params, entry)


async def _changed(
    tx: Transaction,
    id: str,
    properties: Mapping[str, Any],
    check: Callable[[Flight], None],
    entry: AuditEntry,
    now: datetime | None = None,
) -> Flight | None:
    before = await LOCK.one_or_none(tx, IdParams(id=id))
    if before is None:
        return None
    check(before)
    after = await CHANGE.one(tx, ChangeParams(id=id, properties=properties))
    if now is not None:
        after.check(now)
    await audit.append_change(tx, entry, before, after)
    return after
