"""Money of flights: reserved when they go live, posted day by day, credited, and given back at their end.

Each function is for a transaction that has locked the flight: what is read of its sums then stays so.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from domain.errors import PaymentRequired
from domain.flight import Flight, FlightState, Pricing
from domain.flight_account import FlightAccount
from domain.ledger import AD_REVENUE, Entry, LedgerEntryKind, moved, prepaid, reserved
from domain.record import Day, Record
from graph import ledger
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class SetParams(Params):
    id: str
    sums: Mapping[str, Any]


class OpenDaysParams(Params):
    flight_id: str
    through: date


class CloseParams(Params):
    flight_id: str
    days: Sequence[date]


class DueParams(Params):
    through: date


class OverParams(Params):
    states: Sequence[FlightState]
    pricing: Sequence[Pricing]
    before: datetime
    limit: int


class SponsorParams(Params):
    sponsor_id: str


class OpenDay(Record):
    date: Day
    spent_micro: int


class Due(Record):
    flight_id: str
    time_zone: str
    first: Day
    """The first of its days that isn't closed."""


class Id(Record):
    id: str


class Held(Record):
    held_minor: int


BY_IDS = Query("flight_account/by_ids", IdsParams, FlightAccount)
SET = Query("flight_account/set", SetParams, NoRow)
OPEN_DAYS = Query("flight_account/open_days", OpenDaysParams, OpenDay)
CLOSE = Query("flight_account/close", CloseParams, NoRow)
DUE = Query("flight_account/due", DueParams, Due)
OVER = Query("flight_account/over", OverParams, Id)
RESERVED = Query("flight_account/reserved", SponsorParams, Held)


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, FlightAccount]:
    """The sums of flights by id."""
    return {row.id: row for row in await BY_IDS.all(tx, IdsParams(ids=ids))}


async def one(tx: Transaction, id: str) -> FlightAccount:
    """The sums of a flight that is there."""
    return await BY_IDS.one(tx, IdsParams(ids=[id]))


async def reserved_of_sponsor(tx: Transaction, sponsor_id: str) -> int:
    """What all the flights of a sponsor hold of its money, in minor units."""
    return (await RESERVED.one(tx, SponsorParams(sponsor_id=sponsor_id))).held_minor


async def reserve(tx: Transaction, flight: Flight, told: str, at: datetime, path: Sequence[str]) -> None:
    """Have as much reserved for a flight as its budget is, or give back what is more; nothing for what isn't paid.

    Args:
        told: What this is told under: the same once more moves nothing.
        path: What of the input leads to it.

    Raises:
        PaymentRequired: the sponsor hasn't as much.
    """
    account = await one(tx, flight.id)
    more = flight.budget_minor - account.reserved_minor if account.paid else 0
    if more == 0:
        return
    try:
        await _move(tx, flight, told, at, -more)
    except PaymentRequired as error:
        raise PaymentRequired(
            f"The budget of {flight.name} is reserved of its sponsor's money, which doesn't cover it. {error.message}",
            path,
        ) from error
    await SET.run(tx, SetParams(id=flight.id, sums={"reserved_minor": flight.budget_minor}))


async def close(tx: Transaction, flight: Flight, through: date, at: datetime) -> int:
    """Post what a flight spent on days up to one, and carry the rest of less than a minor unit; how many days."""
    days = await OPEN_DAYS.all(tx, OpenDaysParams(flight_id=flight.id, through=through))
    if not days:
        return 0
    account = await one(tx, flight.id)
    for day in days:
        before = account.posted_minor
        account = account.model_copy(update={"closed_micro": account.closed_micro + day.spent_micro})
        await _post(tx, flight, f"{flight.id}:{day.date}", at, account.posted_minor - before, str(day.date))
    await CLOSE.run(tx, CloseParams(flight_id=flight.id, days=[day.date for day in days]))
    last = max(days[-1].date, account.closed_through or days[-1].date)
    await SET.run(tx, SetParams(id=flight.id, sums={"closed_micro": account.closed_micro, "closed_through": last}))
    return len(days)


async def settle(tx: Transaction, flight: Flight, at: datetime) -> None:
    """Close all days of a flight that has ended, and give back what it didn't spend."""
    await close(tx, flight, date.max, at)
    await _give_back(tx, flight, f"{flight.id}:ended", at)


async def credit(tx: Transaction, flight: Flight, told: str, at: datetime, *, spent: int, closed: int) -> int:
    """Take back charges of a flight, of which some are of closed days; what was credited, in whole minor units.

    Args:
        told: What this is told under: the same once more moves nothing.
        spent: What was charged, in micro-units.
        closed: What of that is of days that are closed.
    """
    before = await one(tx, flight.id)
    sums = {"spent_micro": before.spent_micro - spent, "closed_micro": before.closed_micro - closed}
    after = before.model_copy(update=sums)
    amount = before.posted_minor - after.posted_minor
    await SET.run(tx, SetParams(id=flight.id, sums=sums))
    await _post(tx, flight, told, at, -amount, "found invalid")
    if flight.state is FlightState.ENDED:
        await _give_back(tx, flight, told, at)
    return amount


async def _give_back(tx: Transaction, flight: Flight, told: str, at: datetime) -> None:
    account = await one(tx, flight.id)
    if account.paid and account.held_minor:
        await _move(tx, flight, told, at, account.held_minor)
        await SET.run(tx, SetParams(id=flight.id, sums={"reserved_minor": account.posted_minor}))


async def _move(tx: Transaction, flight: Flight, told: str, at: datetime, released: int) -> None:
    """Give what is reserved back to the sponsor; a negative amount is reserved."""
    kind = LedgerEntryKind.AD_RELEASED if released > 0 else LedgerEntryKind.AD_RESERVED
    await _enter(tx, kind, told, at, flight, released, prepaid(flight.sponsor_id), flight.name)


async def _post(tx: Transaction, flight: Flight, told: str, at: datetime, spent: int, what: str) -> None:
    """Earn what was reserved; a negative amount is credited."""
    if spent:
        kind = LedgerEntryKind.AD_SPEND if spent > 0 else LedgerEntryKind.AD_CREDIT
        await _enter(tx, kind, told, at, flight, spent, AD_REVENUE, f"{flight.name}, {what}")


async def _enter(
    tx: Transaction,
    kind: LedgerEntryKind,
    told: str,
    at: datetime,
    flight: Flight,
    amount: int,
    target: str,
    memo: str,
) -> None:
    key = f"{kind.value.lower()}:{told}"
    postings = moved(amount, flight.currency, source=reserved(flight.id), target=target)
    await ledger.post(tx, Entry.keyed(key, kind, at, postings, memo))
