"""Applications of members who want to sponsor the community, for themselves or for whom they work."""

from domain.errors import InvalidInput
from domain.ids import UserId
from domain.record import Moment, Record
from domain.sponsor import SponsorState, SponsorTier

MAX_TEXT = 5_000
MAX_WAITING = 3
"""Applications of one member that wait for a decision."""


class Application(Record):
    """Who applied with what words, and how it stands: the sponsor has the state."""

    sponsor_id: str
    user_id: UserId
    text: str
    at: Moment
    name: str
    website: str | None
    tier: SponsorTier
    currency: str
    state: SponsorState
    state_reason: str | None


def check_text(text: str) -> str:
    """The words without space around them.

    Raises:
        InvalidInput: there are none, or too many.
    """
    if not 0 < len(text.strip()) <= MAX_TEXT:
        raise InvalidInput(f"Say what you want to support and why, in 1 to {MAX_TEXT:,} characters.", ("input", "text"))
    return text.strip()
