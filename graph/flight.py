"""Flights in the graph: written while they are drafts, then taken from state to state with their money; all audited."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from domain.ad import Ad
from domain.audit import AuditEntry, by_itself
from domain.errors import Conflict, NotFound
from domain.flight import Flight, FlightState, check_change, check_open
from domain.flight_account import DELIVERED, change_by_budget, check_affordable
from domain.ids import IdPrefix, stable_id
from graph import ad, audit, flight_account, sponsor
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
    tx: Transaction,
    id: str,
    sponsor_id: str,
    state: FlightState,
    reason: str | None,
    decides: bool,
    entry: AuditEntry,
) -> Flight | None:
    """Take a flight to another state, and its money with it; None when there is no such flight.

    Raises:
        Conflict: it can't go there from where it is, or its sponsor may not advertise.
        PaymentRequired: it would go live, and the sponsor's money doesn't cover its budget.
    """
    owner = await sponsor.LOCK.one_or_none(tx, sponsor.IdParams(id=sponsor_id))
    before = await LOCK.one_or_none(tx, IdParams(id=id))
    if owner is None or before is None:
        return None
    ads = len((await ad.of_flights(tx, [id])).get(id, []))
    check_change(before, state, ads, decides)
    if state is FlightState.LIVE and not owner.is_live(entry.at):
        raise Conflict("The sponsor isn't approved, or its contract doesn't run.", ("input", "state"))
    after = await CHANGE.one(tx, ChangeParams(id=id, properties={"state": state, "state_reason": reason}))
    if state is FlightState.LIVE:
        await flight_account.reserve(tx, after, entry.id, entry.at, ("input", "state"))
    if state is FlightState.ENDED:
        await flight_account.settle(tx, after, entry.at)
    await audit.append_change(tx, entry, before, after)
    return after


async def change_budget(
    tx: Transaction, id: str, budget_minor: int, daily_cap_minor: int | None, entry: AuditEntry
) -> Flight | None:
    """Give a flight that was approved another budget, and another cap if one is given; None without such a flight.

    Raises:
        Conflict: it isn't delivered any more, or spent more already.
        InvalidInput: budget, price and cap don't fit.
        PaymentRequired: the sponsor's money doesn't cover it.
    """
    before = await LOCK.one_or_none(tx, IdParams(id=id))
    if before is None:
        return None
    account = await flight_account.one(tx, id)
    check_affordable(before, budget_minor, account.spent_micro)
    given = {"budget_minor": budget_minor} | ({} if daily_cap_minor is None else {"daily_cap_minor": daily_cap_minor})
    planned = before.model_copy(update=given)
    planned.check_budget()
    changed = given | change_by_budget(planned, account.spent_micro)
    after = await CHANGE.one(tx, ChangeParams(id=id, properties=changed))
    await flight_account.reserve(tx, after, entry.id, entry.at, ("input", "budget"))
    await audit.append_change(tx, entry, before, after)
    return after


async def tell_by_budget(tx: Transaction, flight: Flight, changed: Mapping[str, Any], at: datetime, cause: str) -> None:
    """Put into the audit log that its budget took a flight to another state, if it did.

    Args:
        flight: As it was.
        cause: Id of what was charged or taken back.
    """
    if "state" in changed:
        id = stable_id(IdPrefix.AUDIT_ENTRY, at, f"{flight.id}:{changed['state']}:{cause}")
        entry = by_itself("flight.state_changed", flight.id, at, cause).model_copy(update={"id": id})
        after = flight.model_copy(update={name: changed[name] for name in ("state", "state_reason")})
        await audit.append_change(tx, entry, flight, after)


async def end_if_over(tx: Transaction, id: str, before: datetime, entry: AuditEntry) -> bool:
    """End a flight that ended before a moment, and settle its account; whether it was to be done."""
    flight = await LOCK.one_or_none(tx, IdParams(id=id))
    if flight is None or flight.state not in DELIVERED or flight.ends_at >= before:
        return False
    properties = {"state": FlightState.ENDED, "state_reason": "It is over."}
    after = await CHANGE.one(tx, ChangeParams(id=id, properties=properties))
    await flight_account.settle(tx, after, entry.at)
    await audit.append_change(tx, entry, flight, after)
    return True


async def close_days(tx: Transaction, id: str, at: datetime) -> int:
    """Close the days of a flight that are over in its zone; how many."""
    flight = await LOCK.one_or_none(tx, IdParams(id=id))
    if flight is None:
        return 0
    yesterday = at.astimezone(flight.zone).date() - timedelta(days=1)
    return await flight_account.close(tx, flight, yesterday, at)


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
