"""Ingest of events: accept each once, then add the new ones to day buckets and to the edge of their pair.

The one way in for behaviour, by GraphQL and by import alike. A batch is one transaction: the unique identity of an
`Event` decides who counts it, and only what this write created is added up. A transaction that is run again after its
commit was lost finds its events there under another claim, and adds nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from secrets import randbits
from typing import Any, TypeVar

from domain.errors import Conflict
from domain.event import Event, EventOutcome, EventResult, Fold, PairTally, Tally, fold
from domain.record import Record
from graph.database import Transaction
from graph.queries import NoRow, Params, Query

Row = dict[str, Any]
T = TypeVar("T", bound=Tally)


class ClaimParams(Params):
    rows: list[Row]
    claim: int
    now: datetime


class Known(Record):
    source: str
    event_id: str
    payload_hash: str


class AddParams(Params):
    users: list[Row]
    contents: list[Row]
    pairs: list[Row]
    now: datetime


class Added(Record):
    users: int


class LockParams(Params):
    user_ids: list[str]
    content_ids: list[str]


class ResolveParams(Params):
    ids: list[str]
    external_ids: list[str]


class Resolved(Record):
    id: str
    external_id: str | None


class ResolvedUser(Resolved):
    """A user, and whether they consent to be kept with what they are merely observed to do."""

    analytics: bool


RESOLVE_USERS = Query("event/resolve_users", ResolveParams, ResolvedUser)
RESOLVE_CONTENTS = Query("event/resolve_contents", ResolveParams, Resolved)
CLAIM = Query("event/claim", ClaimParams, Known)
LOCK = Query("event/lock", LockParams, NoRow)
ADD = Query("event/add", AddParams, Added)

Identity = tuple[str, str]


async def record(tx: Transaction, events: Sequence[Event], now: datetime) -> list[EventResult]:
    """Accept `events` (users and contents already resolved), in one transaction, any number of times, in parallel.

    Returns one result an event in the order given: ACCEPTED, DUPLICATE, or CONFLICT when the identity is known with
    another payload, be it from the graph or from earlier in the batch.

    Raises:
        Conflict: somebody was merged or erased since they were resolved; nothing may stay of this transaction.
    """
    first = _first_of_each(events)
    known = await _claim(tx, first, now)
    await _add(tx, fold(event for identity, event in first.items() if identity not in known), now)
    return list(_results(events, first, known))


async def lock(tx: Transaction, user_ids: Iterable[str], content_ids: Iterable[str]) -> None:
    """Lock users and contents in the order that all writers of acts keep, until the transaction ends."""
    await LOCK.run(tx, LockParams(user_ids=sorted(user_ids), content_ids=sorted(content_ids)))


def _identity(event: Event) -> Identity:
    return event.source, event.event_id


def _first_of_each(events: Iterable[Event]) -> dict[Identity, Event]:
    first: dict[Identity, Event] = {}
    for event in events:
        first.setdefault(_identity(event), event)
    return first


async def _claim(tx: Transaction, events: Mapping[Identity, Event], now: datetime) -> dict[Identity, str]:
    """Make the events that are new; the payload hashes of those that were known."""
    rows = [_event_row(events[identity]) for identity in sorted(events)]
    known = await CLAIM.all(tx, ClaimParams(rows=rows, claim=randbits(63), now=now))
    return {(row.source, row.event_id): row.payload_hash for row in known}


def _event_row(event: Event) -> Row:
    return {
        "source": event.source,
        "event_id": event.event_id,
        "type": event.type.value,
        "user_id": event.user_id,
        "content_id": event.content_id,
        "occurred_ms": _milliseconds(event.occurred_at),
        "dwell_seconds": event.dwell_seconds,
        "exposure_id": event.exposure_id,
        "payload_hash": event.payload_hash,
    }


def _results(
    events: Iterable[Event], first: Mapping[Identity, Event], known: Mapping[Identity, str]
) -> Iterator[EventResult]:
    counted = set(known)
    for event in events:
        identity = _identity(event)
        if identity in counted:
            yield _repeated(event, known.get(identity, first[identity].payload_hash))
        else:
            yield EventResult(event.event_id, EventOutcome.ACCEPTED)
        counted.add(identity)


def _repeated(event: Event, accepted_hash: str) -> EventResult:
    if event.repeats(accepted_hash):
        return EventResult(event.event_id, EventOutcome.DUPLICATE)
    reason = "This source and eventId are known with another payload: events can't be changed once accepted."
    return EventResult(event.event_id, EventOutcome.CONFLICT, reason)


async def _add(tx: Transaction, total: Fold, now: datetime) -> None:
    """Lock everyone and everything, always in one order, and add: writers that meet queue up and never deadlock."""
    params = AddParams(
        users=_groups(total.user_days, _day_row),
        contents=_groups(total.content_days, _day_row),
        pairs=_groups(total.pairs, _pair_row),
        now=now,
    )
    if not params.users and not params.contents:
        return
    if (await ADD.one(tx, params)).users < len(params.users):
        raise Conflict("An account was merged or erased at this very moment; send the batch again.", ("input",))


def _groups(tallies: Mapping[tuple[Any, Any], T], row: Callable[[Any, Any, T], Row]) -> list[Row]:
    """One row a key, grouped by the key's first part, so that its node is looked up once."""
    groups: dict[str, list[Row]] = {}
    for first, second in sorted(tallies):
        groups.setdefault(first, []).append(row(first, second, tallies[first, second]))
    return [{"id": id, "rows": rows} for id, rows in groups.items()]


def _day_row(_id: str, day: date, tally: Tally) -> Row:
    return {"date": day.isoformat(), "counts": _counts(tally, "{}")}


def _pair_row(user_id: str, content_id: str, tally: PairTally) -> Row:
    return {
        "content_id": content_id,
        "key": f"{user_id}|{content_id}",
        "interest": tally.interest,
        "counts": _counts(tally, "{}_count"),
        "first": _times(tally.first, "{}_first") | {"first_at": _milliseconds(min(tally.first.values()))},
        "last": _times(tally.last, "{}_last") | {"last_at": _milliseconds(max(tally.last.values()))},
    }


def _times(times: Mapping[str, datetime], name: str) -> dict[str, int]:
    return {name.format(kind): _milliseconds(at) for kind, at in times.items()}


def _milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def _counts(tally: Tally, name: str) -> dict[str, int]:
    counts = {name.format(kind): count for kind, count in tally.counts.items()}
    return counts | ({"dwell_seconds": tally.dwell_seconds} if tally.dwell_seconds else {})


R = TypeVar("R", bound=Resolved)


async def resolve_users(tx: Transaction, ids: list[str], external_ids: list[str]) -> dict[str, ResolvedUser]:
    """Users by id and by external id; what is unknown is left out."""
    return _by_name(await RESOLVE_USERS.all(tx, ResolveParams(ids=ids, external_ids=external_ids)))


async def resolve_contents(tx: Transaction, ids: list[str], external_ids: list[str]) -> dict[str, Resolved]:
    """Contents by id and by external id; what is unknown is left out."""
    return _by_name(await RESOLVE_CONTENTS.all(tx, ResolveParams(ids=ids, external_ids=external_ids)))


def _by_name(rows: Sequence[R]) -> dict[str, R]:
    return {row.external_id: row for row in rows if row.external_id} | {row.id: row for row in rows}
