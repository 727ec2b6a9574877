"""The choice of an ad: what flights that may serve here are worth, and one of them drawn by its chance.

Nothing here knows of HTTP or of a graph: what was delivered, the plans of the day, the time and the luck come in. What
a reader who is known was shown before is counted in `domain/ad_draw.py`.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from heapq import nlargest
from random import Random
from typing import NamedTuple

from domain.ad import Ad
from domain.ad_policy import MOST, chances, drawn
from domain.ad_value import Evidence, Factors, diversity, paid_acts, relevance, share, unit_price
from domain.ad_worth import KINDS, Candidate, Ranked, Ranking, Terms
from domain.campaign import CampaignKind
from domain.pacing_plans import Plans


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


class Scene(NamedTuple):
    """What of a page and its reader changes what an ad is worth there."""

    placement: str
    tag_ids: tuple[str, ...] = ()
    area_id: str | None = None
    interests: tuple[str, ...] = ()


class Option(NamedTuple):
    """An ad that can be picked, and what it is worth."""

    candidate: Candidate
    ad: Ad
    factors: Factors


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
    _terms: dict[tuple[str, str], Terms] = field(default_factory=dict, init=False, repr=False)
    _rankings: dict[str, Ranking] = field(default_factory=dict, init=False, repr=False)
    """By placement."""

    def options(
        self, candidates: Sequence[Candidate], scene: Scene, now: datetime, random: Random
    ) -> Iterator[list[Option]]:
        """The ads worth most of each kind in turn, at most twenty; a kind of which all flights are ahead has none."""
        among = frozenset(candidates)
        ranking = self._ranking(candidates, among, scene.placement, now)
        for kind in KINDS:
            valued = [
                Option(one.candidate, ad, self._factors(one.candidate, ad, scene, one.urgency, random))
                for one in ranking.best(kind, among)
                for ad in one.candidate.ads
            ]
            yield nlargest(MOST, valued, key=lambda option: option.factors.value)

    def best(self, candidates: Sequence[Candidate], scene: Scene, now: datetime, random: Random) -> list[Option]:
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

    def _ranking(
        self, candidates: Sequence[Candidate], among: Set[Candidate], placement: str, now: datetime
    ) -> Ranking:
        """The ranking of a placement in this second, with these flights in it."""
        ranking = self._rankings.get(placement)
        if ranking is None or ranking.second != int(now.timestamp()):
            ranking = self._rankings[placement] = Ranking(int(now.timestamp()))
        new = ranking.unknown(candidates, among)
        if new:
            ranking.add([self._ranked(one, placement, now) for one in new])
        return ranking

    def _ranked(self, candidate: Candidate, placement: str, now: datetime) -> Ranked:
        """What its plan makes of a flight's worth; what isn't paid for has no plan."""
        flight, urgency = candidate.flight, 1.0
        if candidate.kind is CampaignKind.PAID:
            urgency = self.plans.urgency(flight, candidate.spent_micro, candidate.spent_today_micro, now)
        return Ranked(self._hope(candidate, placement) * urgency, urgency, candidate)

    def _hope(self, candidate: Candidate, placement: str) -> float:
        """What the best of a flight's ads may well be worth there."""
        key = (candidate.flight.id, placement)
        if key not in self._hopes:
            each = [self._terms_of(candidate, ad, placement) for ad in candidate.ads]
            self._hopes[key] = (
                max(
                    (paid_acts(one.pricing, one.click.hopeful, one.act.hopeful, one.usual) * one.price * one.diversity)
                    for one in each
                )
                if each
                else 0.0
            )
        return self._hopes[key]

    def _terms_of(self, candidate: Candidate, ad: Ad, placement: str) -> Terms:
        key = (ad.id, placement)
        if key not in self._terms:
            flight, targeting = candidate.flight, candidate.flight.targeting
            click, act = self.evidence.believed(ad.id, placement)
            usual = self.evidence.usual(placement)[0]
            self._terms[key] = Terms(
                flight.pricing,
                unit_price(flight.pricing, flight.price_minor, flight.currency, self.exchange),
                paid_acts(flight.pricing, click.mean, act.mean, usual),
                diversity(self.evidence.share(candidate.sponsor_id, placement)),
                click,
                act,
                usual,
                frozenset(targeting.include_tags),
                frozenset(targeting.areas),
                frozenset(targeting.interest_tags),
            )
        return self._terms[key]

    def _factors(self, candidate: Candidate, ad: Ad, scene: Scene, urgency: float, random: Random) -> Factors:
        terms = self._terms_of(candidate, ad, scene.placement)
        page, interests = share(terms.tags, scene.tag_ids), share(terms.interests, scene.interests)
        return Factors(
            price=terms.price,
            rate=terms.rate,
            drawn=terms.drawn(random),
            relevance=relevance(page, scene.area_id in terms.areas, interests),
            pacing=urgency,
            diversity=terms.diversity,
        )
