"""What members ask for themselves: more or less of a tag, an author or an area, and why something isn't recommended."""

from collections.abc import Iterable
from enum import StrEnum
from math import fsum, isfinite

from domain.errors import InvalidInput
from domain.ids import UserId
from domain.record import Moment, Record

MOST = 200
"""How many wishes one member can have."""

LEAST, GREATEST = -2.0, 1.0
"""Between these the sum of the wishes that a content meets is cut: it counts a quarter at least, and twice at most."""


class Preference(Record):
    """One wish: the weight is from −1, half as much, to 1, twice as much."""

    user_id: UserId
    target_id: str
    name: str
    weight: float
    since: Moment


def factor(weights: Iterable[float]) -> float:
    """By what every part of a score is multiplied: 2 to the sum of the wishes that the content meets."""
    return float(2.0 ** min(GREATEST, max(LEAST, fsum(weights))))


def check_weight(weight: float) -> float:
    """A weight from −1 to 1.

    Raises:
        InvalidInput: it is none.
    """
    if not (isfinite(weight) and -1 <= weight <= 1):
        raise InvalidInput("A weight is from -1, half as much, to 1, twice as much; 0 forgets it.", ("input", "weight"))
    return weight


class WhyNot(StrEnum):
    """Why a content stands where it stands in a member's recommendations, or doesn't."""

    RANKED = "RANKED"
    NOT_A_CANDIDATE = "NOT_A_CANDIDATE"
    HIDDEN = "HIDDEN"
    KNOWN = "KNOWN"
    OWN = "OWN"
    KEPT_AWAY = "KEPT_AWAY"
    NOT_LISTED = "NOT_LISTED"


class Barred(Record):
    """What keeps a content out of a member's recommendations, whatever its score."""

    listed: bool
    own: bool
    hidden: bool
    known: bool
    kept_away: bool

    @property
    def reason(self) -> WhyNot | None:
        """The first of them; None when nothing does."""
        found = {
            WhyNot.NOT_LISTED: not self.listed,
            WhyNot.OWN: self.own,
            WhyNot.KEPT_AWAY: self.kept_away,
            WhyNot.HIDDEN: self.hidden,
            WhyNot.KNOWN: self.known,
        }
        return next((reason for reason, holds in found.items() if holds), None)


SENTENCES = {
    WhyNot.RANKED: "It stands at place {place:,} of what is recommended to you.",
    WhyNot.NOT_A_CANDIDATE: "It isn't among the newest or most read of late, nor did your tags, follows or people "
    "like you bring it up. By its score it would stand at place {place:,}.",
    WhyNot.HIDDEN: "You asked not to see it again.",
    WhyNot.KNOWN: "You had to do with it before: nothing is recommended twice.",
    WhyNot.OWN: "You wrote it yourself.",
    WhyNot.KEPT_AWAY: "You mute or block its author.",
    WhyNot.NOT_LISTED: "What stands below another content is shown there, and not recommended by itself.",
}


def sentence(reason: WhyNot, place: int | None) -> str:
    """The reason in words for the member; `place` counts from 1."""
    return SENTENCES[reason].format(place=place)
