"""Users: who takes part. No personal data here beyond the name a member chose to show."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.churn import ChurnState
from domain.ids import UserId
from domain.record import Moment, Record
from domain.segment import ValueSegment


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
    INFLUENCE = "INFLUENCE"
    NEWEST = "NEWEST"
    POINTS = "POINTS"
    CHURN_RISK = "CHURN_RISK"


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is listed; of both a segment and a churn state, who is in both."""

    segment: ValueSegment | None = None
    churn: ChurnState | None = None

    @property
    def filters(self) -> Mapping[str, object]:
        """As parameters of the query that lists them."""
        if self.churn is not None:
            return {"churn": self.churn, "segment": self.segment}
        return {"segment": self.segment} if self.segment else {}
