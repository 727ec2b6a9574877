"""Users: who takes part. No personal data here beyond the name a member chose to show."""

from enum import StrEnum

from domain.ids import UserId
from domain.record import Moment, Record


class User(Record):
    """One member as others see them."""

    id: UserId
    external_id: str | None
    handle: str
    display_name: str
    joined_at: Moment


class UserOrder(StrEnum):
    """Orders of the list of users."""

    ACTIVITY = "ACTIVITY"
    NEWEST = "NEWEST"
    POINTS = "POINTS"
