"""What a flight has to spend: reserved of its sponsor's money, spent act by act, and posted day by day.

Acts are charged in micro-units on the flight and its day. When a day of its zone is over, the whole minor units of
what has come together are posted, and the rest is carried: after each close Σ AD_SPEND − Σ AD_CREDIT is
`closed_micro` // 10⁶. What is posted comes from what was reserved when the flight went live, so it is always there.
"""

from datetime import timedelta
from typing import Any

from domain.ad_token import CLICK_WITHIN, CONVERT_WITHIN, VIEW_WITHIN
from domain.errors import Conflict
from domain.flight import Flight, FlightState, Pricing, price_of_act
from domain.money import MICROS
from domain.record import Day, Record

DELIVERED = (FlightState.LIVE, FlightState.PAUSED, FlightState.EXHAUSTED)
"""States in which a flight has money and acts."""

SPENT = "Its budget is spent."
"""Why a flight is exhausted."""


class FlightAccount(Record):
    """The sums of a flight, in the currency of its sponsor."""

    id: str
    sponsor_id: str
    paid: bool
    """Whether money moves for it. Budget and cap of the others hold as well, as what they would have cost."""
    currency: str
    spent_micro: int
    closed_micro: int
    """What of it is of days that are closed."""
    reserved_minor: int
    """What was moved from the sponsor's account for it, less what was given back."""
    closed_through: Day | None

    @property
    def spent_minor(self) -> int:
        """What of its budget is spent, in whole minor units."""
        return self.spent_micro // MICROS

    @property
    def posted_minor(self) -> int:
        """What the ledger has of it."""
        return self.closed_micro // MICROS if self.paid else 0

    @property
    def held_minor(self) -> int:
        """What its account holds."""
        return self.reserved_minor - self.posted_minor


def state_by_budget(flight: Flight, spent_micro: int) -> FlightState:
    """A live flight's state by what is left: exhausted when that doesn't pay for one more act; others keep theirs."""
    if flight.state not in (FlightState.LIVE, FlightState.EXHAUSTED):
        return flight.state
    left = flight.budget_minor * MICROS - spent_micro
    enough = left >= price_of_act(flight.pricing, flight.price_minor)
    return FlightState.LIVE if enough else FlightState.EXHAUSTED


def change_by_budget(flight: Flight, spent_micro: int) -> dict[str, Any]:
    """What of a flight's state is another once so much is spent; nothing where it stays."""
    state = state_by_budget(flight, spent_micro)
    if state is flight.state:
        return {}
    return {"state": state, "state_reason": SPENT if state is FlightState.EXHAUSTED else None}


def check_affordable(flight: Flight, budget_minor: int, spent_micro: int) -> None:
    """Go on only when a flight that was approved may have that budget.

    Raises:
        Conflict: it isn't delivered, or has spent more already.
    """
    if flight.state not in DELIVERED:
        other = "" if flight.state is FlightState.ENDED else ": send `editFlight` while it is being written"
        raise Conflict(f"{flight.name} is {flight.state}{other}.", ("input", "id"))
    least = -(-spent_micro // MICROS)
    if budget_minor < least:
        raise Conflict(
            f"It has spent {least:,} minor units: the budget can't be less.", ("input", "budget", "amountMinor")
        )


def settled_after(pricing: Pricing) -> timedelta:
    """How long after a flight's end its last act can count."""
    return VIEW_WITHIN + CLICK_WITHIN + (CONVERT_WITHIN if pricing is Pricing.CPA else timedelta())
