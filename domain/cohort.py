"""Cohorts: a training with a beginning, an end and so many seats, and a list of those who wait for one.

A seat that comes free is offered to whoever has waited longest; nobody else can have it while the offer holds.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from domain.errors import Conflict, InvalidInput, LimitReached
from domain.ids import ContentId, UserId
from domain.record import Moment, Record
from domain.text import required_line

CohortId = NewType("CohortId", str)

MAX_SEATS = 10_000
MAX_WAITING = 1_000
"""Members who can wait for a seat of one cohort."""
MAX_NAME = 200
OFFER_HOLDS = timedelta(hours=48)
"""How long an offered seat is kept for whom it was offered to."""


class SeatState(StrEnum):
    """How somebody stands in a cohort."""

    TAKEN = "TAKEN"
    OFFERED = "OFFERED"
    WAITING = "WAITING"


class Cohort(Record):
    """One run of a course that is sold with seats. `held` counts taken and offered ones."""

    id: CohortId
    course_id: ContentId
    product_id: str | None
    name: str
    starts_at: Moment
    ends_at: Moment
    seats: int
    closed_at: Moment | None
    held: int
    waiting: int

    @property
    def free(self) -> int:
        """Seats that anybody can have. None while somebody waits, for each that comes free is offered to them."""
        return max(0, self.seats - self.held)

    def check_open(self, at: datetime) -> None:
        """Go on only while seats can be had.

        Raises:
            Conflict: it was closed, or has begun.
        """
        if self.closed_at is not None:
            raise Conflict("This cohort is closed.", ("input", "cohortId"))
        if self.starts_at <= at:
            raise Conflict("This cohort has begun already.", ("input", "cohortId"))


class Seat(Record):
    """How one member stands in a cohort. `order_id` is what they bought a taken seat by."""

    cohort_id: CohortId
    user_id: UserId
    state: SeatState
    order_id: str | None
    since: Moment
    offered_until: Moment | None

    def offered(self, at: datetime) -> bool:
        """Whether it is offered to them, and the offer holds."""
        return self.state is SeatState.OFFERED and self.offered_until is not None and at < self.offered_until

    def lapsed(self, at: datetime) -> bool:
        """Whether it was offered to them, and the offer is over."""
        return self.state is SeatState.OFFERED and not self.offered(at)


def check_take(cohort: Cohort, seat: Seat | None, order_id: str, at: datetime) -> bool:
    """Whether a seat is to be taken now; False when that order has it already. `seat` is what the member has.

    Raises:
        Conflict: they have a seat by another order, or the cohort was closed or has begun.
        LimitReached: it is full.
    """
    if seat is not None and seat.state is SeatState.TAKEN:
        if seat.order_id == order_id:
            return False
        raise Conflict("You have a seat in this cohort already.", ("input", "cohortId"))
    cohort.check_open(at)
    if cohort.free == 0 and not (seat is not None and seat.offered(at)):
        raise LimitReached("This cohort is full: join its waiting list.", ("input", "cohortId"))
    return True


def check_wait(cohort: Cohort, seat: Seat | None, at: datetime) -> bool:
    """Whether somebody is to be put on the waiting list; False when they have or wait for a seat already.

    Raises:
        Conflict: there are seats, or the cohort was closed or has begun.
        LimitReached: too many wait.
    """
    if seat is not None and not seat.lapsed(at):
        return False
    cohort.check_open(at)
    if cohort.free > 0:
        raise Conflict("There are seats left: order one.", ("input", "cohortId"))
    if cohort.waiting >= MAX_WAITING:
        raise LimitReached("Too many wait for this cohort.", ("input", "cohortId"))
    return True


def described(
    name: str | None, seats: int | None, starts_at: datetime | None, ends_at: datetime | None
) -> Mapping[str, object]:
    """What is stored of what is given of a cohort.

    Raises:
        InvalidInput: the name, the seats or a time can't be.
    """
    told: dict[str, object] = {}
    if name is not None:
        advice = f"A cohort's name has 1 to {MAX_NAME} characters."
        told["name"] = required_line(name, MAX_NAME, advice, ("input", "name"))
    if seats is not None:
        if not 1 <= seats <= MAX_SEATS:
            raise InvalidInput(f"Give 1 to {MAX_SEATS:,} seats.", ("input", "seats"))
        told["seats"] = seats
    for field, path, moment in (("starts_at", "startsAt", starts_at), ("ends_at", "endsAt", ends_at)):
        if moment is not None:
            if moment.tzinfo is None:
                raise InvalidInput("Give the time with its zone, as in 2026-01-31T12:00:00Z.", ("input", path))
            told[field] = moment
    return told


def check_term(starts_at: datetime, ends_at: datetime) -> None:
    """Go on only when a cohort ends after it begins.

    Raises:
        InvalidInput: it doesn't.
    """
    if ends_at <= starts_at:
        raise InvalidInput("A cohort ends after it begins.", ("input", "endsAt"))
