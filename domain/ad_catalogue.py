"""The catalogue: all flights that are live, and which of them may serve in a place.

What a flight asks for is one thing; that its sponsor doesn't want to stand somewhere, that an area refuses the sponsor
or that a place is another's alone are others. All of them ask for values and rule values out, and so share masks.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import compress
from typing import NamedTuple

from domain.ad import Ad
from domain.ad_context import AdContext
from domain.ad_load import NO_CAP, AdLoad
from domain.campaign import CampaignKind
from domain.flight import Flight, price_of_act
from domain.masks import Masks
from domain.match import Ask, Criterion, asks
from domain.money import MICROS
from domain.record import Moment, Record
from domain.sponsor import SponsorState, runs

NOTHING: frozenset[str] = frozenset()


class RuleKind(StrEnum):
    """Whose word it is that a flight can't serve somewhere."""

    TARGETING = "TARGETING"
    EXCLUSION = "EXCLUSION"
    """Its sponsor doesn't want to stand beside that."""
    EXCLUSIVITY = "EXCLUSIVITY"
    """Another sponsor stands there alone."""
    VETO = "VETO"
    """The area refuses the sponsor."""


class Rule(NamedTuple):
    """Something asked for or ruled out, and by whom."""

    kind: RuleKind
    ask: Ask


class Advertiser(Record):
    """Of a sponsor, what decides where its flights serve."""

    id: str
    name: str
    state: SponsorState
    starts_at: Moment | None
    ends_at: Moment | None
    excluded_tags: tuple[str, ...] | None = None
    excluded_areas: tuple[str, ...] | None = None
    excluded_kinds: tuple[str, ...] | None = None
    excluded_words: tuple[str, ...] | None = None

    def is_live(self, now: datetime) -> bool:
        """Whether it may advertise at that moment."""
        return self.state is SponsorState.APPROVED and runs(self.starts_at, self.ends_at, now)


class ReservedPlace(Record):
    """Tags and areas where one sponsor stands alone, or areas that refuse it."""

    kind: RuleKind
    sponsor_id: str
    starts_at: Moment | None
    ends_at: Moment | None
    tags: tuple[str, ...]
    areas: tuple[str, ...]


@dataclass(slots=True, eq=False)
class Candidate:
    """A live flight with its ads. The terms stay; what it has spent is brought up to date in place."""

    flight: Flight
    kind: CampaignKind
    sponsor: Advertiser
    ads: tuple[Ad, ...]
    spent_micro: int = 0
    spent_today_micro: int = 0
    """Since midnight in the flight's zone."""

    @property
    def sponsor_id(self) -> str:
        """Whose it is."""
        return self.sponsor.id

    @property
    def sponsor_name(self) -> str:
        """Who pays, which readers are told."""
        return self.sponsor.name

    def serves(self, now: datetime) -> bool:
        """Whether it may serve at that moment: it runs, its sponsor does, and one more act is paid for."""
        return bool(self.ads) and self.runs(now) and self.sponsor.is_live(now) and self.affords()

    def runs(self, now: datetime) -> bool:
        """Whether the moment is between its start and its end."""
        return runs(self.flight.starts_at, self.flight.ends_at, now)

    def affords(self) -> bool:
        """Whether the budget, and what it may spend today, have room for the price of one act."""
        flight = self.flight
        price = price_of_act(flight.pricing, flight.price_minor)
        cap = flight.daily_cap_minor
        room_today = cap is None or self.spent_today_micro + price <= cap * MICROS
        return room_today and self.spent_micro + price <= flight.budget_minor * MICROS


class Catalogue:
    """The live flights of a moment, and how many ads a reader bears.

    Making one takes tenths of a second of a thousand flights that ask for much, unless they are those of one before
    and nothing else is taken: then its masks are taken over. Asking it takes microseconds.
    """

    def __init__(
        self,
        candidates: Sequence[Candidate],
        reserved: Sequence[ReservedPlace],
        now: datetime,
        load: AdLoad = NO_CAP,
        like: "Catalogue | None" = None,
    ) -> None:
        self.candidates = tuple(candidates)
        self.load = load
        self._taken = [place for place in reserved if runs(place.starts_at, place.ends_at, now)]
        self._served: tuple[int, int] | None = None
        self._masks: Masks
        self.saved_ids: tuple[str, ...]
        """The saved segments that are asked for or ruled out."""
        if like is not None and like.candidates == self.candidates and like._taken == self._taken:
            self._masks, self.saved_ids = like._masks, like.saved_ids
        else:
            self.saved_ids = _saved_ids(self.candidates)
            asked = [[rule.ask for rule in rules(one, self._taken)] for one in self.candidates]
            self._masks = Masks([(asks, one.flight.zone) for asks, one in zip(asked, self.candidates, strict=True)])

    def eligible(self, context: AdContext) -> list[Candidate]:
        """The flights that may serve in a place, in the order of the catalogue."""
        return list(compress(self.candidates, self._masks.matching(context, self._serving(context.at))))

    def _serving(self, now: datetime) -> int:
        """A bit for each flight that may serve at all, worked out once a second: it is most of what asking costs."""
        second = int(now.timestamp())
        if self._served is None or self._served[0] != second:
            bits = sum(1 << place for place, candidate in enumerate(self.candidates) if candidate.serves(now))
            self._served = second, bits
        return self._served[1]


def _saved_ids(candidates: Iterable[Candidate]) -> tuple[str, ...]:
    targetings = (one.flight.targeting for one in candidates)
    return tuple(sorted({id for one in targetings for id in (*one.saved_segments, *one.exclude_saved_segments)}))


def rules(candidate: Candidate, reserved: Iterable[ReservedPlace]) -> list[Rule]:
    """All that decides where a flight may serve. `reserved` are the places that are taken now."""
    found = [Rule(RuleKind.TARGETING, ask) for ask in asks(candidate.flight.targeting)]
    found += _excluded(RuleKind.EXCLUSION, _of_sponsor(candidate.sponsor))
    for kind in (RuleKind.EXCLUSIVITY, RuleKind.VETO):
        out: dict[Criterion, set[str]] = defaultdict(set)
        for place in reserved:
            if place.kind is kind and _bars(place, candidate):
                out[Criterion.TAG].update(place.tags)
                out[Criterion.AREA].update(place.areas)
        found += _excluded(kind, out)
    return found


def _bars(place: ReservedPlace, candidate: Candidate) -> bool:
    """Whether a place is closed to a flight. What is the house's own may stand anywhere it isn't refused."""
    if place.kind is RuleKind.VETO:
        return place.sponsor_id == candidate.sponsor.id
    return place.sponsor_id != candidate.sponsor.id and candidate.kind is not CampaignKind.HOUSE


def _of_sponsor(sponsor: Advertiser) -> dict[Criterion, Iterable[str]]:
    return {
        Criterion.TAG: sponsor.excluded_tags or (),
        Criterion.AREA: sponsor.excluded_areas or (),
        Criterion.CONTENT_KIND: sponsor.excluded_kinds or (),
        Criterion.KEYWORD: sponsor.excluded_words or (),
    }


def _excluded(kind: RuleKind, out: Mapping[Criterion, Iterable[str]]) -> list[Rule]:
    return [Rule(kind, Ask(criterion, NOTHING, frozenset(values))) for criterion, values in out.items() if values]
