"""Decisions about ads: what was asked for, what was decided, and how that is told."""

import re

from domain.ad import Ad
from domain.ad_choice import NoFill
from domain.ad_value import Factors
from domain.errors import InvalidInput
from domain.record import Moment, Record
from domain.scoring import ScorePart
from domain.targeting import COUNTRIES, DEVICES, LANGUAGES

DAYS_KEPT = 90
"""After so many days a decision is deleted; what was counted of it stays, without its reader."""

MAX_BESIDES = 50
INTERESTS = 10
"""So many of a reader's interests are looked at, the strongest."""

_PLACEMENT = re.compile(r"[a-z][a-z0-9_-]{0,39}")


class KeptDecision(Record):
    """A decision as the graph has it, with what it shows."""

    id: str
    user_id: str | None = None
    """The reader, where they are known and consented."""
    sponsor_id: str | None = None
    sponsor_name: str | None = None
    """Who pays."""
    expires_at: Moment
    propensity: float | None = None
    policy: str | None = None
    factors: tuple[float, ...] = ()
    matched: tuple[str, ...] = ()
    """What the flight asks for and is so here."""
    ad: Ad | None = None


class AdDecision(KeptDecision):
    """The same as it is answered. The addresses are told once, to who asked."""

    view_url: str | None = None
    click_url: str | None = None
    no_fill: NoFill | None = None

    @property
    def why(self) -> list[ScorePart]:
        """The parts of what the ad is worth here; none without an ad, or of a decision of an earlier release."""
        return Factors(*self.factors).parts() if len(self.factors) == len(Factors._fields) else []


def check_placement(name: str) -> str:
    """The name of a place on a page.

    Raises:
        InvalidInput: it is no name.
    """
    if _PLACEMENT.fullmatch(name) is None:
        raise InvalidInput(
            "Name the place on the page as in `sidebar`: 1 to 40 of a-z, 0-9, _ and -.", ("input", "placement")
        )
    return name


def check_known(device: str | None, country: str | None, language: str | None) -> None:
    """Go on only with what flights can ask for.

    Raises:
        InvalidInput: one of them is no code that is known; leave out what isn't known.
    """
    for name, given, known, advice in (
        ("device", device, DEVICES, f"A device is one of {', '.join(DEVICES)}."),
        ("country", country, COUNTRIES, "A country has two capitals, as in DE or CN."),
        ("language", language, LANGUAGES, "A language has its ISO 639 code, as in en or zh."),
    ):
        if given is not None and given not in known:
            raise InvalidInput(f"{advice} Leave it out if you don't know it.", ("input", name))
