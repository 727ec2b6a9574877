"""Who may have a seat, and who may wait for one."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.cohort import MAX_WAITING, Cohort, CohortId, Seat, SeatState, check_take, check_term, check_wait, described
from domain.errors import Conflict, InvalidInput, LimitReached
from domain.ids import ContentId, UserId
from tests import sample

NOW = datetime(2026, 6, 1, tzinfo=UTC)
ID, BEN = CohortId(f"coh_{sample.ULID}a"), UserId(sample.BEN)


def cohort(**changes: Any) -> Cohort:
    """A cohort of two seats that begins in a week."""
    return Cohort(
        id=ID,
        course_id=ContentId(sample.PAID),
        product_id=None,
        name="June",
        starts_at=NOW + timedelta(days=7),
        ends_at=NOW + timedelta(days=9),
        seats=2,
        closed_at=None,
        held=1,
        waiting=0,
    ).model_copy(update=changes)


def seat(state: SeatState, order_id: str | None = None, until: datetime | None = None) -> Seat:
    """Ben's."""
    return Seat(cohort_id=ID, user_id=BEN, state=state, order_id=order_id, since=NOW, offered_until=until)


def test_a_seat_is_taken_once_by_an_order() -> None:
    assert check_take(cohort(), None, "ord_1", NOW)
    assert not check_take(cohort(held=2), seat(SeatState.TAKEN, "ord_1"), "ord_1", NOW + timedelta(days=8))
    with pytest.raises(Conflict, match="already"):
        check_take(cohort(), seat(SeatState.TAKEN, "ord_1"), "ord_2", NOW)


def test_the_last_seat_is_for_whom_it_is_offered_to() -> None:
    full, until = cohort(held=2, waiting=3), NOW + timedelta(hours=1)
    assert full.free == 0
    for had in (None, seat(SeatState.WAITING), seat(SeatState.OFFERED, until=NOW)):
        with pytest.raises(LimitReached, match="full"):
            check_take(full, had, "ord_1", NOW)
    assert check_take(full, seat(SeatState.OFFERED, until=until), "ord_1", NOW)
    assert cohort(seats=1, held=2).free == 0, "seats that were taken away are nobody's loss"


@pytest.mark.parametrize("changes", [{"closed_at": NOW}, {"starts_at": NOW}])
def test_nobody_comes_into_what_is_closed_or_has_begun(changes: dict[str, Any]) -> None:
    with pytest.raises(Conflict):
        check_take(cohort(**changes), None, "ord_1", NOW)
    with pytest.raises(Conflict):
        check_wait(cohort(held=2, **changes), None, NOW)


def test_one_waits_for_what_is_full_alone_and_once() -> None:
    full = cohort(held=2)
    assert check_wait(full, None, NOW) and check_wait(full, seat(SeatState.OFFERED, until=NOW), NOW)
    assert not check_wait(full, seat(SeatState.WAITING), NOW) and not check_wait(full, seat(SeatState.TAKEN), NOW)
    with pytest.raises(Conflict, match="seats left"):
        check_wait(cohort(), None, NOW)
    with pytest.raises(LimitReached):
        check_wait(cohort(held=2, waiting=MAX_WAITING), None, NOW)


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"seats": 0}, "seats"),
        ({"seats": -1}, "seats"),
        ({"seats": 10_001}, "seats"),
        ({"starts_at": datetime(2026, 6, 1)}, "startsAt"),
    ],
)
def test_what_a_cohort_cant_be(given: dict[str, Any], path: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        described(**({"name": None, "seats": None, "starts_at": None, "ends_at": None} | given))
    assert refused.value.path == ("input", path)


def test_a_cohort_ends_after_it_begins() -> None:
    with pytest.raises(InvalidInput):
        check_term(NOW, NOW)
