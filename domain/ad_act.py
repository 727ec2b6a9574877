"""Rules of views and clicks: which count, and which of them are paid for. Both are asked under locks, see graph/."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.ad_token import CLICK_WITHIN, AdTicket
from domain.ad_traffic import too_often
from domain.flight import Flight, FlightState, Pricing
from domain.invalid import AdAct, InvalidReason
from domain.money import MICROS
from domain.record import Day, Moment, Record

BILLED = {Pricing.CPM: AdAct.VIEW, Pricing.CPC: AdAct.CLICK, Pricing.CPA: AdAct.CONVERSION}
"""The act that is paid for."""
MAX_REFUSALS = 20
"""Acts of one decision that are kept one by one; more are counted only."""


class OpenDecision(Record):
    """A decision that is locked."""

    client: str
    viewed_at: Moment | None
    clicked_at: Moment | None
    refused: InvalidReason | None
    refusals: int


class Lately(Record):
    """When a client that is locked viewed and clicked of late, in milliseconds since 1970."""

    views: Sequence[int] = ()
    clicks: Sequence[int] = ()

    def of(self, act: AdAct) -> Sequence[int]:
        """When it did that."""
        return self.views if act is AdAct.VIEW else self.clicks


class Standing(Record):
    """How a flight that is locked stands on a day, for one reader."""

    day: Day
    """The day to charge: the asked one, or the next when that one is closed."""
    paid: bool
    spent_micro: int
    day_spent_micro: int
    viewed_day: int
    """Views of the flight by this reader in 24 hours."""
    viewed_week: int
    """In seven times 24 hours."""


@dataclass(frozen=True, slots=True)
class Charge:
    """What an act costs."""

    micro: int = 0
    """Of the budget."""
    unbilled: bool = False
    """Whether it would have been paid for, but the budget or the day's cap didn't allow it."""


def refusal(
    act: AdAct, ticket: AdTicket, decision: OpenDecision, lately: Lately, client: str, at: datetime
) -> InvalidReason | None:
    """Why a view or click doesn't count, as far as decision and client tell; None when it may."""
    if decision.refused is not None:
        return decision.refused
    late = _late(act, ticket, decision, at)
    if late is not None:
        return late
    if decision.client and client != decision.client:
        return InvalidReason.MISMATCH
    return InvalidReason.RATE if too_often(act, lately.of(act), round(at.timestamp() * 1000)) else None


def _late(act: AdAct, ticket: AdTicket, decision: OpenDecision, at: datetime) -> InvalidReason | None:
    if act is AdAct.VIEW:
        if decision.viewed_at is not None:
            return InvalidReason.REPLAYED
        return InvalidReason.EXPIRED if at > ticket.expires_at else None
    if decision.viewed_at is None:
        return InvalidReason.NOT_VIEWED
    if decision.clicked_at is not None:
        return InvalidReason.REPLAYED
    return InvalidReason.EXPIRED if at > decision.viewed_at + CLICK_WITHIN else None


def too_frequent(flight: Flight, standing: Standing) -> bool:
    """Whether a reader has viewed the flight as often as its caps allow."""
    caps = (flight.targeting.frequency_cap_per_day, flight.targeting.frequency_cap_per_week)
    seen = (standing.viewed_day, standing.viewed_week)
    return any(cap is not None and views >= cap for cap, views in zip(caps, seen, strict=True))


def charge(act: AdAct, pricing: Pricing, price_micro: int, flight: Flight, standing: Standing) -> Charge:
    """What an act that counts costs: its whole price, or nothing where budget or cap don't allow all of it."""
    if BILLED[pricing] is not act:
        return Charge()
    fits = standing.spent_micro + price_micro <= flight.budget_minor * MICROS
    cap = flight.daily_cap_minor
    fits = fits and (cap is None or standing.day_spent_micro + price_micro <= cap * MICROS)
    if fits and flight.state in (FlightState.LIVE, FlightState.PAUSED):
        return Charge(price_micro)
    return Charge(unbilled=True)
