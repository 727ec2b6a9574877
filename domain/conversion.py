"""Conversions: orders that followed a click, as the sponsor's server tells them. The last click before one has it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import blake2b

from domain.ad_token import CONVERT_WITHIN, Placed
from domain.errors import InvalidInput
from domain.flight import Pricing
from domain.invalid import InvalidReason
from domain.money import Money
from domain.record import Day, Moment, Record

MAX_ORDER = 100
MAX_CLICKS = 20
SKEW = timedelta(minutes=5)
"""By which a sponsor's clock may differ from ours."""
OLDEST = timedelta(days=30)
"""An older order is told of no more."""


class KeptDecision(Placed):
    """A decision that is locked, with what became of it."""

    id: str
    pricing: Pricing
    price_micro: int
    currency: str
    viewed_on: Day | None
    clicked_at: Moment | None
    clicked_on: Day | None
    charged_micro: int
    nominal_micro: int
    """What it took of the budget of a campaign of which no money moves."""
    refused: InvalidReason | None


class Conversion(Record):
    """An order that followed a click."""

    id: str
    order_id: str
    decision_id: str
    flight_id: str
    at: Moment
    value_minor: int | None
    currency: str
    charged_micro: int
    fingerprint: str
    fresh: bool
    """Whether this transaction made it."""


def last_click(decisions: Sequence[KeptDecision], at: datetime) -> KeptDecision | InvalidReason:
    """The last valid click before an order, at most seven days before; or why there is none."""
    clicked = [row for row in decisions if row.clicked_at is not None]
    if not clicked:
        return InvalidReason.NOT_CLICKED
    valid = [(row.clicked_at, row) for row in clicked if row.refused is None and row.clicked_at is not None]
    if not valid:
        return InvalidReason.INVALIDATED
    timely = [(clicked_at, row) for clicked_at, row in valid if clicked_at - SKEW <= at <= clicked_at + CONVERT_WITHIN]
    if not timely:
        return InvalidReason.EXPIRED
    return max(timely, key=lambda pair: (pair[0], pair[1].id))[1]


def check_ordered(at: datetime, now: datetime) -> datetime:
    """The moment itself, of an order that may be told of.

    Raises:
        InvalidInput: it has no zone, is to come, or was too long ago.
    """
    path = ("input", "orderedAt")
    if at.tzinfo is None:
        raise InvalidInput("Give the time with its zone, as in 2026-01-31T12:00:00Z.", path)
    if not now - OLDEST <= at <= now + SKEW:
        raise InvalidInput(f"An order is told of within {OLDEST.days} days, and not before it happens.", path)
    return at


def fingerprint(click_ids: Sequence[str], value: Money | None) -> str:
    """What tells a repeat from a contradiction: a hash of what was told of an order."""
    told = (sorted(click_ids), value.amount_minor if value else None, value.currency if value else None)
    return blake2b(repr(told).encode(), digest_size=16).hexdigest()
