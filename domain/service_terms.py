"""What may be said and asked for of services, and who is what to one."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.errors import InvalidInput, NotAllowed
from domain.ids import UserId
from domain.money import Money
from domain.product import MAX_PRICE_MINOR
from domain.service import ServiceParty, ServiceRequest

MAX_TEXT = 5_000
MAX_OPEN = 20
"""Requests of one buyer that haven't ended."""
MAX_DAYS = 365
"""The longest that work or a place may take."""
MAX_OFFER = timedelta(days=90)
"""How far off the end of an offer may be."""
BUYER_ANSWERS = timedelta(days=14)
"""How long a buyer may look at what was delivered, before it counts as accepted."""


@dataclass(frozen=True, slots=True)
class ServiceOffer:
    """For how much, until when, and within how many days from payment the provider would do it."""

    price: Money
    until: datetime
    work_days: int
    note: str | None = None


def check_offer(offer: ServiceOffer, at: datetime) -> ServiceOffer:
    """The offer itself; its currency is for the product to have a price in.

    Raises:
        InvalidInput: its price isn't positive or is absurd, it has ended or holds too long, or the days make no sense.
    """
    if not 1 <= offer.price.amount_minor <= MAX_PRICE_MINOR:
        said = f"Offer 1 to {MAX_PRICE_MINOR:,} minor units, as in 1050 for 10.50 EUR."
        raise InvalidInput(said, ("input", "price", "amountMinor"))
    if offer.until.tzinfo is None:
        raise InvalidInput("Give the time with its zone, as in 2026-01-31T12:00:00Z.", ("input", "until"))
    if not at < offer.until <= at + MAX_OFFER:
        raise InvalidInput(f"An offer ends within {MAX_OFFER.days} days from now.", ("input", "until"))
    checked_days(offer.work_days, ("input", "workDays"))
    return offer


def party(request: ServiceRequest, user_id: UserId | None, provides: bool) -> ServiceParty | None:
    """What somebody is to a request; `provides` says that they may do what the community provides."""
    if user_id is not None and user_id == request.buyer_id:
        return ServiceParty.BUYER
    mine = provides if request.provider_id is None else user_id == request.provider_id
    return ServiceParty.PROVIDER if mine else None


def require_party(found: ServiceParty | None, wanted: ServiceParty) -> None:
    """Go on only as that.

    Raises:
        NotAllowed: they are the other one.
    """
    if found is not wanted:
        raise NotAllowed(f"That is for the {wanted.lower()} of this service to do.", ("input", "id"))


def checked_text(text: str, path: tuple[str, ...]) -> str:
    """The words without space around them.

    Raises:
        InvalidInput: there are none, or too many.
    """
    if not 0 < len(text.strip()) <= MAX_TEXT:
        raise InvalidInput(f"Say it in 1 to {MAX_TEXT:,} characters.", path)
    return text.strip()


def checked_days(days: int, path: tuple[str, ...]) -> int:
    """The days themselves.

    Raises:
        InvalidInput: they are none, or too many.
    """
    if not 1 <= days <= MAX_DAYS:
        raise InvalidInput(f"Give 1 to {MAX_DAYS} days.", path)
    return days
