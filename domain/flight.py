"""Flights: what a campaign pays for which delivery, from when to when, and in which state that is."""

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.errors import Conflict, InvalidInput
from domain.money import MICROS
from domain.record import Moment, Record
from domain.targeting import Targeting

MAX_PRICE_MINOR = 10_000_000
"""Of a click, a thousand views or an action: a larger one is a slip of the keyboard."""
MAX_BUDGET_MINOR = 10**12
"""A larger one wouldn't fit 64 bits in micro-units."""
VIEWS_PRICED = 1_000
"""A price by CPM is of so many views."""


class Pricing(StrEnum):
    """What is paid for."""

    CPC = "CPC"
    CPM = "CPM"
    CPA = "CPA"


class FlightState(StrEnum):
    """Where a flight stands. Only a live one is delivered, and only between its start and end."""

    DRAFT = "DRAFT"
    IN_REVIEW = "IN_REVIEW"
    LIVE = "LIVE"
    PAUSED = "PAUSED"
    EXHAUSTED = "EXHAUSTED"
    ENDED = "ENDED"
    REJECTED = "REJECTED"


NEXT: dict[FlightState, frozenset[FlightState]] = {
    FlightState.DRAFT: frozenset({FlightState.IN_REVIEW, FlightState.ENDED}),
    FlightState.IN_REVIEW: frozenset({FlightState.LIVE, FlightState.REJECTED, FlightState.DRAFT}),
    FlightState.LIVE: frozenset({FlightState.PAUSED, FlightState.ENDED}),
    FlightState.PAUSED: frozenset({FlightState.LIVE, FlightState.ENDED}),
    FlightState.EXHAUSTED: frozenset({FlightState.ENDED}),
    FlightState.REJECTED: frozenset({FlightState.DRAFT, FlightState.ENDED}),
    FlightState.ENDED: frozenset(),
}
"""Where somebody may take a flight from each state. EXHAUSTED comes by itself, when the budget is spent."""

DECIDED = frozenset({FlightState.LIVE, FlightState.REJECTED})
"""What becomes of a review; an operator decides that."""

OPEN = frozenset({FlightState.DRAFT, FlightState.REJECTED})
"""States in which a flight and its ads are written; what was reviewed stays as it was reviewed."""


class Flight(Record):
    """A flight. Prices and budgets are in minor units of the sponsor's currency."""

    id: str
    campaign_id: str
    sponsor_id: str
    name: str
    state: FlightState
    state_reason: str | None
    pricing: Pricing
    price_minor: int
    """Of one click, a thousand views, or one action."""
    budget_minor: int
    daily_cap_minor: int | None
    currency: str
    starts_at: Moment
    ends_at: Moment
    time_zone: str
    """The IANA name of the zone whose days the daily cap is for: they may have 23 or 25 hours."""
    targeting: Targeting

    @property
    def zone(self) -> ZoneInfo:
        """The zone its days are of."""
        return ZoneInfo(self.time_zone)

    def check(self, now: datetime) -> None:
        """Go on only with terms that can be delivered.

        Raises:
            InvalidInput: a price, budget or time is out of range.
        """
        if not 0 < self.price_minor <= MAX_PRICE_MINOR:
            raise InvalidInput(f"A price has 1 to {MAX_PRICE_MINOR:,} minor units.", ("input", "price", "amountMinor"))
        self.check_budget()
        if self.ends_at <= self.starts_at:
            raise InvalidInput("It ends before it starts.", ("input", "endsAt"))
        if self.ends_at <= now:
            raise InvalidInput("It would be over already.", ("input", "endsAt"))
        self.targeting.check()

    def check_budget(self) -> None:
        """Go on only with a budget that pays for something, and a cap within it.

        Raises:
            InvalidInput: they don't fit the price or each other.
        """
        if self.budget_minor < self.price_minor:
            raise InvalidInput(
                "The budget doesn't pay for one unit of what is priced.", ("input", "budget", "amountMinor")
            )
        if self.budget_minor > MAX_BUDGET_MINOR:
            raise InvalidInput(
                f"A budget has at most {MAX_BUDGET_MINOR:,} minor units.", ("input", "budget", "amountMinor")
            )
        cap = self.daily_cap_minor
        if cap is None:
            return
        if not 0 < cap <= self.budget_minor:
            raise InvalidInput(
                "A daily cap is positive, and not above the budget.", ("input", "dailyCap", "amountMinor")
            )
        if cap * MICROS < price_of_act(self.pricing, self.price_minor):
            raise InvalidInput(
                "The daily cap doesn't pay for one act: nothing would ever be shown.",
                ("input", "dailyCap", "amountMinor"),
            )


def price_of_act(pricing: Pricing, price_minor: int) -> int:
    """What one act costs in micro-units: a view by CPM, a click by CPC, a conversion by CPA. It is always whole."""
    return price_minor * MICROS // (VIEWS_PRICED if pricing is Pricing.CPM else 1)


def check_change(flight: Flight, state: FlightState, ads: int, decides: bool) -> None:
    """Go on only when a flight may be taken to that state.

    Raises:
        Conflict: not from where it is, or it has no ads to review.
    """
    allowed = NEXT[flight.state] - (frozenset() if decides or flight.state is not FlightState.IN_REVIEW else DECIDED)
    if state not in allowed:
        names = ", ".join(sorted(allowed)) or "nothing else"
        raise Conflict(f"{flight.name} is {flight.state}: from there you can make it {names}.", ("input", "state"))
    if state is FlightState.IN_REVIEW and ads == 0:
        raise Conflict(f"{flight.name} has no ads yet: send `createAd` first.", ("input", "state"))


def check_open(flight: Flight) -> None:
    """Go on only while a flight is being written.

    Raises:
        Conflict: it was handed in.
    """
    if flight.state not in OPEN:
        raise Conflict(f"{flight.name} is {flight.state}: only drafts and rejected flights are changed.", ("input",))
