"""The choice of an ad: what flights that may serve here are worth, and one of them drawn by its chance.

Nothing here knows of HTTP or of a graph: what was delivered, the plans of the day, the time and the luck come in. What
a reader who is known was shown before is counted in `domain/ad_draw.py`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from heapq import nlargest
from operator import itemgetter
from random import Random
from typing import NamedTuple, Protocol

from domain.ad import Ad
from domain.ad_policy import MOST, chances, drawn
from domain.ad_value import Evidence, Factors, diversity, paid_acts, relevance, share, unit_price
from domain.campaign import CampaignKind
from domain.flight import Flight, Pricing
from domain.pacing_plans import Plans

LOOKED_AT = 2 * MOST
"""Flights whose ads are valued, those that may be worth most; relevance at most doubles what one is worth."""

RANKS = tuple(CampaignKind)
"""The kinds in the order in which they are considered."""


class NoFill(StrEnum):
    """Why there is no ad."""

    NOT_READY = "NOT_READY"
    """What flights there are can't be read just now."""
    AD_FREE = "AD_FREE"
    NO_ADS_HERE = "NO_ADS_HERE"
    """The area is without ads, or the content isn't one that can be read."""
    AD_LOAD = "AD_LOAD"
    """The reader saw as many ads in 24 hours as operators let them."""
    NO_MATCH = "NO_MATCH"
    """No live flight is for this page and reader, or none has money left."""
    PACED = "PACED"
    """All that match have spent what they were to spend by now."""
    CAPPED = "CAPPED"
    """The reader saw all that match as often as their caps let them."""


class Candidate(Protocol):
    """A flight that may serve: live, with money left, and for this page and reader."""

    @property
    def flight(self) -> Flight: ...
    @property
    def kind(self) -> CampaignKind: ...
    @property
    def sponsor_id(self) -> str: ...
    @property
    def sponsor_name(self) -> str: ...
    @property
    def ads(self) -> Sequence[Ad]: ...
    @property
    def spent_micro(self) -> int: ...
    @property
    def spent_today_micro(self) -> int: ...


class Scene(NamedTuple):
    """What of a page and its reader changes what an ad is worth there."""

    placement: str
    tag_ids: tuple[str, ...] = ()
    area_id: str | None = None
    interests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """An ad that can be picked, and what it is worth."""

    candidate: Candidate
    ad: Ad
    factors: Factors

    @property
    def rank(self) -> int:
        """Its kind's place in the order of kinds."""
        return RANKS.index(self.candidate.kind)


@dataclass(frozen=True, slots=True)
class Choice:
    """What was picked, and the probability with which it was."""

    option: Option
    propensity: float


@dataclass(frozen=True)
class Appraiser:
    """Knows what ads are worth, by what was delivered and what the day's plans say. Made anew with its evidence."""

    evidence: Evidence
    plans: Plans
    exchange: Mapping[str, float] = field(default_factory=dict)
    """What a unit of a currency is worth in the common one; 1 where it isn't named."""
    _hopes: dict[tuple[str, str], float] = field(default_factory=dict, init=False, repr=False)
    _kept: dict[str, tuple[int, dict[str, tuple[float, float]]]] = field(default_factory=dict, init=False, repr=False)
    """By placement, of which second, and by flight what it may be worth then, and its urgency."""

    def options(
        self, candidates: Iterable[Candidate], scene: Scene, now: datetime, random: Random
    ) -> Iterator[list[Option]]:
        """The ads worth most of each kind in turn, at most twenty; a kind of which all flights are ahead has none."""
        kinds: dict[CampaignKind, list[Candidate]] = {kind: [] for kind in RANKS}
        for candidate in candidates:
            kinds[candidate.kind].append(candidate)
        for found in kinds.values():
            looked_at = nlargest(LOOKED_AT, self._worths(found, scene.placement, now), key=itemgetter(0))
            valued = [
                Option(candidate, ad, self._factors(candidate, ad, scene, urgency, random))
                for _, urgency, candidate in looked_at
                for ad in candidate.ads
            ]
            yield nlargest(MOST, valued, key=lambda option: option.factors.value)

    def best(self, candidates: Iterable[Candidate], scene: Scene, now: datetime, random: Random) -> list[Option]:
        """The options of the first kind that has any; none where all flights are ahead."""
        return next(filter(None, self.options(candidates, scene, now, random)), [])

    def choose(self, candidates: Sequence[Candidate], scene: Scene, now: datetime, random: Random) -> Choice | NoFill:
        """Pick an ad for a reader who isn't known; or why there is none."""
        if not candidates:
            return NoFill.NO_MATCH
        options = self.best(candidates, scene, now, random)
        if not options:
            return NoFill.PACED
        found = chances([option.factors.value for option in options])
        index = drawn(found, random.random())
        return Choice(options[index], found[index])

    def _worths(
        self, candidates: Iterable[Candidate], placement: str, now: datetime
    ) -> Iterator[tuple[float, float, Candidate]]:
        """What flights may be worth in a placement, and how urgent each is, of those that aren't ahead of their plan.

        Both are kept for the second: a request looks at hundreds, and hundreds of requests at the same.
        """
        second = int(now.timestamp())
        if self._kept.get(placement, (0, {}))[0] != second:
            self._kept[placement] = (second, {})
        kept = self._kept[placement][1]
        for candidate in candidates:
            found = kept.get(candidate.flight.id)
            if found is None:
                urgency = self._urgency(candidate, now)
                found = kept[candidate.flight.id] = (self._hope(candidate, placement) * urgency, urgency)
            if found[1]:
                yield (*found, candidate)

    def _urgency(self, candidate: Candidate, now: datetime) -> float:
        """What its plan makes of a flight's worth; what isn't paid for has no plan."""
        if candidate.kind is not CampaignKind.PAID:
            return 1.0
        return self.plans.urgency(candidate.flight, candidate.spent_micro, candidate.spent_today_micro, now)

    def _hope(self, candidate: Candidate, placement: str) -> float:
        """What the best of a flight's ads may well be worth there."""
        key = (candidate.flight.id, placement)
        if key not in self._hopes:
            acts = max((self._acts(candidate, ad, placement, hopeful=True) for ad in candidate.ads), default=0.0)
            self._hopes[key] = acts * self._price(candidate) * self._diversity(candidate, placement)
        return self._hopes[key]

    def _factors(self, candidate: Candidate, ad: Ad, scene: Scene, urgency: float, random: Random) -> Factors:
        targeting = candidate.flight.targeting
        page = share(targeting.include_tags, scene.tag_ids)
        interests = share(targeting.interest_tags, scene.interests)
        return Factors(
            price=self._price(candidate),
            rate=self._acts(candidate, ad, scene.placement),
            drawn=self._acts(candidate, ad, scene.placement, random=random),
            relevance=relevance(page, scene.area_id in targeting.areas, interests),
            pacing=urgency,
            diversity=self._diversity(candidate, scene.placement),
        )

    def _price(self, candidate: Candidate) -> float:
        flight = candidate.flight
        return unit_price(flight.pricing, flight.price_minor, flight.currency, self.exchange)

    def _diversity(self, candidate: Candidate, placement: str) -> float:
        return diversity(self.evidence.share(candidate.sponsor_id, placement))

    def _acts(
        self, candidate: Candidate, ad: Ad, placement: str, random: Random | None = None, hopeful: bool = False
    ) -> float:
        """Paid acts per view: as expected, as drawn, or as many as there may well be."""
        click, act = self.evidence.believed(ad.id, placement)
        pricing, usual = candidate.flight.pricing, self.evidence.usual(placement)[0]
        if hopeful:
            return paid_acts(pricing, click.hopeful, act.hopeful, usual)
        if random is None:
            return paid_acts(pricing, click.mean, act.mean, usual)
        acts = act.drawn(random) if pricing is Pricing.CPA else act.mean
        return paid_acts(pricing, click.drawn(random), acts, usual)
