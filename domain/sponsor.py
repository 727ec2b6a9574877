"""Sponsors: who they are, in which state their contract is, and what of that may be changed."""

from datetime import datetime
from enum import StrEnum
from urllib.parse import urlsplit

from domain.errors import Conflict, InvalidInput
from domain.ledger import prepaid
from domain.record import Moment, Record
from domain.text import required_line

MAX_NAME = 100
MAX_REASON = 1_000
MAX_URL = 500
_ID = ("input", "id")


class SponsorTier(StrEnum):
    """What a sponsor's contract is called; the order is that of what they give."""

    COMMUNITY = "COMMUNITY"
    BRONZE = "BRONZE"
    SILVER = "SILVER"
    GOLD = "GOLD"
    PLATINUM = "PLATINUM"


class SponsorState(StrEnum):
    """Where a sponsor stands. Only an approved one can be funded or advertise, and only while its contract runs."""

    APPLIED = "APPLIED"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    SUSPENDED = "SUSPENDED"
    ENDED = "ENDED"


NEXT: dict[SponsorState, frozenset[SponsorState]] = {
    SponsorState.APPLIED: frozenset({SponsorState.APPROVED, SponsorState.REJECTED}),
    SponsorState.APPROVED: frozenset({SponsorState.SUSPENDED, SponsorState.ENDED}),
    SponsorState.REJECTED: frozenset({SponsorState.APPROVED}),
    SponsorState.SUSPENDED: frozenset({SponsorState.APPROVED, SponsorState.ENDED}),
    SponsorState.ENDED: frozenset(),
}
"""To which states an operator may take one. What has ended stays so: a new contract is a new sponsor."""


class Sponsor(Record):
    """A sponsor as operators and the sponsor see it."""

    id: str
    name: str
    website: str | None
    tier: SponsorTier
    state: SponsorState
    state_reason: str | None
    """Why it was decided so, in the operator's words."""
    currency: str
    """Of its account: a sponsor has one."""
    starts_at: Moment | None
    ends_at: Moment | None
    """The contract's term; null where it is open."""
    created_at: Moment

    @property
    def account(self) -> str:
        """The key of the account of what it has paid in."""
        return prepaid(self.id)

    def is_live(self, now: datetime) -> bool:
        """Whether it may advertise at that moment."""
        return self.state is SponsorState.APPROVED and runs(self.starts_at, self.ends_at, now)


def runs(starts_at: datetime | None, ends_at: datetime | None, now: datetime) -> bool:
    """Whether a term that may be open at both ends holds at a moment."""
    return (starts_at is None or starts_at <= now) and (ends_at is None or now < ends_at)


def check_name(name: str) -> str:
    """The name on one line, without space around it.

    Raises:
        InvalidInput: nothing is left of it, or it is too long.
    """
    return required_line(name, MAX_NAME, f"A sponsor's name has 1 to {MAX_NAME} characters.", ("input", "name"))


def check_address(url: str, path: tuple[str, ...]) -> str:
    """The address itself.

    Raises:
        InvalidInput: a browser couldn't open it safely.
    """
    try:
        parts = urlsplit(url)
        fine = parts.scheme == "https" and bool(parts.hostname) and parts.username is None and parts.port != 0
    except ValueError:  # a bracket that isn't closed, or a port that is none
        fine = False
    if not fine or len(url) > MAX_URL or not url.isprintable() or any(character in " \\" for character in url):
        raise InvalidInput(f"Give an address that begins with https://, of at most {MAX_URL} characters.", path)
    return url


def check_term(starts_at: datetime | None, ends_at: datetime | None) -> None:
    """Go on only with a term that has a length.

    Raises:
        InvalidInput: it ends before it starts.
    """
    if starts_at is not None and ends_at is not None and ends_at <= starts_at:
        raise InvalidInput("The contract ends before it starts.", ("input", "endsAt"))


def check_reason(reason: str) -> str:
    """The reason without space around it.

    Raises:
        InvalidInput: it is empty or too long.
    """
    if not 0 < len(reason.strip()) <= MAX_REASON:
        raise InvalidInput(f"Say why in 1 to {MAX_REASON:,} characters.", ("input", "reason"))
    return reason.strip()


def check_decision(sponsor: Sponsor, state: SponsorState, balance_minor: int) -> None:
    """Go on only when an operator may take the sponsor to that state.

    Raises:
        Conflict: not from where it is now; or it would end with money that is its own.
    """
    if state not in NEXT[sponsor.state]:
        allowed = ", ".join(sorted(NEXT[sponsor.state])) or "nothing else"
        raise Conflict(f"{sponsor.name} is {sponsor.state}: from there it can become {allowed}.", ("input", "state"))
    if state is SponsorState.ENDED and balance_minor > 0:
        raise Conflict(
            f"{sponsor.name} still has {balance_minor:,} minor units of {sponsor.currency}: end its flights and return "
            "what is left first, by `returnFunds`.",
            ("input", "state"),
        )


def check_deletable(sponsor: Sponsor, moved: bool, campaigns: int) -> None:
    """Go on only when nothing hangs on the sponsor.

    Raises:
        Conflict: money of it moved, which the ledger tells for ever, or it has campaigns.
    """
    if moved:
        raise Conflict(f"{sponsor.name} has been funded: its books stay. Return what is left, and end it.", _ID)
    if campaigns:
        raise Conflict(f"{sponsor.name} has campaigns ({campaigns:,}): end it instead.", _ID)


def check_fundable(sponsor: Sponsor, currency: str) -> None:
    """Go on only when the sponsor may pay in money of that currency.

    Raises:
        Conflict: it isn't approved, or its account is in another currency.
    """
    if sponsor.state is not SponsorState.APPROVED:
        raise Conflict(
            f"{sponsor.name} is {sponsor.state}: only an approved sponsor is funded.", ("input", "sponsorId")
        )
    check_own_currency(sponsor, currency)


def check_own_currency(
    sponsor: Sponsor, currency: str, path: tuple[str, ...] = ("input", "amount", "currency")
) -> None:
    """Go on only with money of the currency of the sponsor's account.

    Raises:
        Conflict: it is of another.
    """
    if currency != sponsor.currency:
        raise Conflict(f"The account of {sponsor.name} is in {sponsor.currency}.", path)
