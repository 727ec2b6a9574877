"""What is found invalid after it was counted: what of which day doesn't count any more, and what it had cost."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from domain.ad_act import BILLED
from domain.conversion import KeptDecision
from domain.delivery import Counts
from domain.errors import InvalidInput
from domain.invalid import AdAct, InvalidReason
from domain.record import Day, Record

BATCH = 500
"""Decisions that one call takes."""


class Order(Record):
    """A conversion that counted."""

    key: str
    decision_id: str
    converted_on: Day | None
    charged_micro: int
    nominal_micro: int


class Loss(NamedTuple):
    """What of a decision doesn't count any more on one day."""

    decision: KeptDecision
    day: date
    views: int = 0
    clicks: int = 0
    conversions: int = 0
    charged_micro: int = 0
    nominal_micro: int = 0

    @property
    def spent_micro(self) -> int:
        """What it took of the flight's budget."""
        return self.charged_micro + self.nominal_micro

    @property
    def counts(self) -> Counts:
        """What it adds to its cell."""
        acts = self.views + self.clicks + self.conversions
        invalid = {InvalidReason.INVALIDATED: acts}
        return Counts(0, -self.views, -self.clicks, -self.conversions, -self.charged_micro, invalid)


class DayLoss(NamedTuple):
    """What of a flight doesn't count any more on one day."""

    day: date
    views: int
    clicks: int
    conversions: int
    spent_micro: int


def losses(decisions: Iterable[KeptDecision], orders: Sequence[Order]) -> Iterator[Loss]:
    """What decisions and their orders had counted, act by act."""
    by_decision: dict[str, list[Order]] = defaultdict(list)
    for order in orders:
        by_decision[order.decision_id].append(order)
    for row in decisions:
        paid, cost = BILLED[row.pricing], (row.charged_micro, row.nominal_micro)
        if row.viewed_on is not None:
            yield Loss(row, row.viewed_on, 1, 0, 0, *(cost if paid is AdAct.VIEW else ()))
        if row.clicked_on is not None:
            yield Loss(row, row.clicked_on, 0, 1, 0, *(cost if paid is AdAct.CLICK else ()))
        for order in by_decision[row.id]:
            if order.converted_on is not None:
                yield Loss(row, order.converted_on, 0, 0, 1, order.charged_micro, order.nominal_micro)


def by_day(lost: Iterable[Loss]) -> list[DayLoss]:
    """The same by day."""
    days: dict[date, list[Loss]] = defaultdict(list)
    for loss in lost:
        days[loss.day].append(loss)
    return [
        DayLoss(
            day,
            sum(loss.views for loss in of_day),
            sum(loss.clicks for loss in of_day),
            sum(loss.conversions for loss in of_day),
            sum(loss.spent_micro for loss in of_day),
        )
        for day, of_day in sorted(days.items())
    ]


def check_span(since: datetime, until: datetime) -> None:
    """Go on only with a span of time that can hold something.

    Raises:
        InvalidInput: it can't, or a moment has no zone.
    """
    for name, moment in (("since", since), ("until", until)):
        if moment.tzinfo is None:
            raise InvalidInput("Give the time with its zone, as in 2026-01-31T12:00:00Z.", ("input", name))
    if since >= until:
        raise InvalidInput("`since` must lie before `until`.", ("input", "since"))
