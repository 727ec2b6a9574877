"""Campaigns: what a sponsor wants to say, and in which order campaigns are considered."""

from enum import StrEnum

from domain.record import Moment, Record
from domain.text import required_line

MAX_NAME = 100


class CampaignKind(StrEnum):
    """Whose it is. Where several fit, paid ones come first, then those of the community, then the house's."""

    PAID = "PAID"
    COMMUNITY = "COMMUNITY"
    HOUSE = "HOUSE"


class Campaign(Record):
    """A campaign of a sponsor."""

    id: str
    sponsor_id: str
    name: str
    kind: CampaignKind
    created_at: Moment


def check_name(name: str) -> str:
    """The name of a campaign or flight on one line.

    Raises:
        InvalidInput: nothing is left of it, or it is too long.
    """
    return required_line(name, MAX_NAME, f"A name has 1 to {MAX_NAME} characters.", ("input", "name"))
