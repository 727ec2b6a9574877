"""Cohorts in the graph: whoever takes, frees or offers a seat locks the cohort, so that the last one is taken once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.audit import AuditEntry
from domain.cohort import OFFER_HOLDS, Cohort, CohortId, Seat, SeatState, check_take, check_term, check_wait
from domain.errors import NotFound
from domain.ids import IdPrefix, UserId, stable_id
from domain.notification import NotificationKind, concerning
from domain.outbox import EventType, OutboxEvent
from graph import audit, outbox
from graph import event as events
from graph.cohort_store import (
    BY_IDS,
    BY_ORDER,
    CHANGE,
    LEAVE,
    OF_COURSES,
    OF_USER,
    OFFER,
    OPEN,
    SEAT,
    AtParams,
    ChangeParams,
    LeaveParams,
    ListParams,
    OfferParams,
    OfUserParams,
    Open,
    OpenParams,
    OrderParams,
    SeatParams,
)
from graph.database import Transaction


async def of(tx: Transaction, ids: Sequence[str], at: datetime) -> dict[str, Cohort]:
    """Cohorts as they stand at that moment, by id; closed ones too."""
    return {row.id: row for row in await BY_IDS.all(tx, AtParams(ids=ids, at=at))}


async def of_courses(tx: Transaction, ids: Sequence[str], at: datetime) -> dict[str, tuple[CohortId, ...]]:
    """Ids of the cohorts of courses that can be joined or go on, by the ids of the courses."""
    return {row.course_id: row.ids for row in await OF_COURSES.all(tx, ListParams(ids=ids, at=at))}


async def seats(tx: Transaction, ids: Sequence[str], user_id: UserId) -> dict[str, Seat]:
    """How a member stands in cohorts, by the ids of these."""
    return {row.cohort_id: row for row in await OF_USER.all(tx, OfUserParams(ids=ids, user_id=user_id))}


async def take(tx: Transaction, cohort_id: CohortId, user_id: UserId, order_id: str, at: datetime) -> None:
    """Take a seat for a member by an order; nothing when that order has one there already.

    Raises:
        NotFound: there is no such cohort.
        Conflict: they have a seat by another order, or it was closed or has begun.
        LimitReached: it is full, and none is offered to them.
    """
    await events.lock(tx, [user_id], [])
    found = await opened(tx, cohort_id, user_id, at)
    if check_take(found.cohort, found.seat, order_id, at):
        params = {"cohort_id": cohort_id, "user_id": user_id, "order_id": order_id, "at": at}
        await SEAT.run(tx, SeatParams.model_validate(params | {"state": SeatState.TAKEN}))


async def free(tx: Transaction, order_id: str, at: datetime, cohort_ids: Sequence[str] | None = None) -> None:
    """Give back the seats that an order took, all or those in some cohorts, and offer them to those who wait.

    Again it does nothing.
    """
    for taken in await BY_ORDER.all(tx, OrderParams(order_id=order_id)):
        if cohort_ids is None or taken.cohort_id in cohort_ids:
            await leave(tx, taken.cohort_id, taken.user_id, at)


async def wait(tx: Transaction, cohort_id: CohortId, user_id: UserId, at: datetime) -> None:
    """Put a member on the waiting list; nothing when they have, or wait for, a seat already.

    Raises:
        NotFound: there is no such cohort, or they are gone.
        Conflict: there are seats, or it was closed or has begun.
        LimitReached: too many wait.
    """
    await events.lock(tx, [user_id], [])
    found = await opened(tx, cohort_id, user_id, at)
    if check_wait(found.cohort, found.seat, at):
        params = {"cohort_id": cohort_id, "user_id": user_id, "order_id": None, "at": at}
        await SEAT.run(tx, SeatParams.model_validate(params | {"state": SeatState.WAITING}))


async def leave(tx: Transaction, cohort_id: CohortId, user_id: UserId, at: datetime) -> None:
    """Take a member out of a cohort, whether they had a seat or waited, and offer what comes free.

    Raises:
        NotFound: there is no such cohort.
    """
    await opened(tx, cohort_id, user_id, at)
    await LEAVE.one_or_none(tx, LeaveParams(cohort_id=cohort_id, user_id=user_id))
    await move_up(tx, cohort_id, at)


async def change(
    tx: Transaction, cohort_id: CohortId, properties: Mapping[str, Any], entry: AuditEntry, at: datetime
) -> None:
    """Change a cohort, and offer the seats that are new. Fewer seats than are held take none from anybody.

    Raises:
        NotFound: there is no such cohort.
        InvalidInput: it would end before it begins.
    """
    before = (await opened(tx, cohort_id, None, at)).cohort
    after = before.model_copy(update=dict(properties))
    check_term(after.starts_at, after.ends_at)
    await CHANGE.run(tx, ChangeParams(id=cohort_id, properties=properties))
    told = {"before": _told(before, properties), "after": _told(after, properties)}
    await audit.append(tx, entry.model_copy(update=told))
    await move_up(tx, cohort_id, at)


async def move_up(tx: Transaction, cohort_id: CohortId, at: datetime) -> int:
    """Offer every seat that is free to those who have waited longest, and tell them; to how many."""
    cohort = (await opened(tx, cohort_id, None, at)).cohort
    if cohort.closed_at is not None or cohort.starts_at <= at:
        return 0
    until = min(at + OFFER_HOLDS, cohort.starts_at)
    offered = await OFFER.all(tx, OfferParams(cohort_id=cohort_id, limit=cohort.free, at=at, until=until))
    if offered:
        await outbox.append(tx, [_offered(cohort, row.user_id, at) for row in offered])
    return len(offered)


async def opened(tx: Transaction, cohort_id: CohortId, user_id: UserId | None, at: datetime) -> Open:
    """A cohort, locked, and what a member has in it.

    Raises:
        NotFound: there is no such cohort.
    """
    found = await OPEN.one_or_none(tx, OpenParams(id=cohort_id, user_id=user_id, at=at))
    if found is None:
        raise NotFound("There is no such cohort.", ("input", "cohortId"))
    return found


def _told(cohort: Cohort, properties: Mapping[str, Any]) -> dict[str, Any]:
    return {name: getattr(cohort, name) for name in properties}


def _offered(cohort: Cohort, user_id: UserId, at: datetime) -> OutboxEvent:
    id = stable_id(IdPrefix.OUTBOX_EVENT, at, "seat offered", cohort.id, user_id)
    event = OutboxEvent(id=id, type=EventType.MEMBER_CONCERNED, occurred_at=at, payload={})
    return concerning(event, NotificationKind.SEAT_OFFERED, user_id, None, cohort.course_id)
