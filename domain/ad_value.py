"""What showing an ad is worth: expected income of a thousand views, and what changes it here and now.

Rates are Beta beliefs. An ad that was never shown is believed to do as its placement does, a placement as all do; five
clicks' worth of that (as Metarank weighs it) stands against what was counted of the ad itself. An ad's worth is
price × rate, so CPM, CPC and CPA compare; then × relevance × pacing × diversity × fatigue.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from math import sqrt
from random import Random
from typing import NamedTuple

from babel.numbers import get_currency_precision

from domain.flight import Pricing
from domain.scoring import ScorePart

CLICKS_OF_PRIOR = 5.0
FIRST_CTR, FIRST_CVR = 0.003, 0.02
"""What is believed of clicks per view, and of conversions per click, while nothing was counted anywhere."""

ELSEWHERE = 0.5
"""What a view in another placement tells of an ad, of what one in this does."""

TAGS_WORTH, AREA_WORTH, INTERESTS_WORTH = 0.5, 0.25, 0.25
"""What relevance gains at most by the page's tags, its area, and the reader's interests."""

MOST_LIKED = 2.0
"""What readers' clicks make of an ad whose views are paid: from half its price to double."""

LEAST_DIVERSE = 0.5
"""What an ad is worth of itself where all that was shown lately is its sponsor's."""

FATIGUE = 0.3
"""A reader's views since their last click make a flight worth 1/(1 + 0.3·views)."""


class Counts(NamedTuple):
    """What was counted; refused acts aren't in it."""

    views: int = 0
    clicks: int = 0
    conversions: int = 0


class Belief(NamedTuple):
    """A Beta distribution of a rate."""

    hits: float
    misses: float

    @classmethod
    def of(cls, hits: float, tries: float, before: float) -> "Belief":
        """What is believed once so many of the tries hit, where `before` was expected."""
        weight = CLICKS_OF_PRIOR / before
        return cls(CLICKS_OF_PRIOR + hits, weight - CLICKS_OF_PRIOR + max(0.0, tries - hits))

    @property
    def mean(self) -> float:
        """The rate expected."""
        return self.hits / (self.hits + self.misses)

    @property
    def hopeful(self) -> float:
        """Two standard deviations above it: what the rate may well be."""
        mean = self.mean
        return mean + 2 * sqrt(mean * (1 - mean) / (self.hits + self.misses + 1))

    def drawn(self, random: Random) -> float:
        """A rate at random, as likely as it is believed."""
        return random.betavariate(self.hits, self.misses)


@dataclass(frozen=True)
class Evidence:
    """What delivery has shown: counts by ad and placement, and the share of each sponsor in a placement's latest views.

    Made anew when it is counted anew, never changed.
    """

    of_ads: Mapping[tuple[str, str], Counts] = field(default_factory=dict)
    shares: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """Of a sponsor in a placement, 0 to 1."""
    of_placements: Mapping[str, Counts] = field(init=False)
    everywhere: Counts = field(init=False)
    _believed: dict[tuple[str, str], tuple[Belief, Belief]] = field(default_factory=dict, init=False, repr=False)
    _usual: dict[str, tuple[float, float]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        sums: dict[str, Counts] = {}
        for (_, placement), counts in self.of_ads.items():
            sums[placement] = Counts(*map(sum, zip(sums.get(placement, Counts()), counts, strict=True)))
        object.__setattr__(self, "of_placements", sums)
        object.__setattr__(self, "everywhere", Counts(*map(sum, zip(Counts(), *sums.values(), strict=True))))

    def believed(self, ad_id: str, placement: str) -> tuple[Belief, Belief]:
        """Clicks per view and conversions per click of an ad in a placement."""
        key = (ad_id, placement)
        if key not in self._believed:
            own, (click, act) = self.of_ads.get(key, Counts()), self.usual(placement)
            clicks, views = self._elsewhere(ad_id, placement)
            self._believed[key] = (
                Belief.of(own.clicks + clicks, own.views + views, click),
                Belief.of(own.conversions, own.clicks, act),
            )
        return self._believed[key]

    def _elsewhere(self, ad_id: str, placement: str) -> tuple[float, float]:
        """An ad's clicks and views in other placements, told as if they had been in this one: they count for less.

        What is clicked on twice as often as is usual in one place is believed to be so in another.
        """
        clicks = views = 0.0
        for other in self.of_placements:
            if other != placement and (counts := self.of_ads.get((ad_id, other))):
                clicks += ELSEWHERE * counts.clicks
                views += ELSEWHERE * counts.views * self.usual(other)[0] / self.usual(placement)[0]
        return clicks, views

    def usual(self, placement: str) -> tuple[float, float]:
        """The same two of a placement's ads together, as means."""
        if placement not in self._usual:
            there, all = self.of_placements.get(placement, Counts()), self.everywhere
            click = Belief.of(all.clicks, all.views, FIRST_CTR).mean
            act = Belief.of(all.conversions, all.clicks, FIRST_CVR).mean
            self._usual[placement] = (
                Belief.of(there.clicks, there.views, click).mean,
                Belief.of(there.conversions, there.clicks, act).mean,
            )
        return self._usual[placement]

    def share(self, sponsor_id: str, placement: str) -> float:
        """The sponsor's part of the latest views there."""
        return self.shares.get((sponsor_id, placement), 0.0)


class Factors(NamedTuple):
    """What an ad's worth is made of, in the order in which it is kept with a decision."""

    price: float
    """Of one act that is paid for (a view, a click, a conversion), in units of the common currency."""
    rate: float
    """Such acts per view, as expected; a view is one, more of one or less by how the ad's clicks compare to others'."""
    drawn: float
    """The same, as drawn for this decision."""
    relevance: float = 1.0
    pacing: float = 1.0
    diversity: float = 1.0
    fatigue: float = 1.0

    @property
    def value(self) -> float:
        """Units of the common currency per thousand views."""
        return 1000 * self.price * self.drawn * self.relevance * self.pacing * self.diversity * self.fatigue

    def parts(self) -> list[ScorePart]:
        """The value as a sum: what each factor adds to what came before it."""
        worth = 1000 * self.price * self.rate
        parts = [ScorePart("expected_value", 1.0, worth, worth)]
        changes = {"exploration": self.drawn / self.rate, **dict(zip(self._fields[3:], self[3:], strict=True))}
        for name, factor in changes.items():
            parts.append(ScorePart(name, worth, factor - 1, worth * (factor - 1)))
            worth *= factor
        return parts


def unit_price(pricing: Pricing, price_minor: int, currency: str, rates: Mapping[str, float]) -> float:
    """The price of one paid act in the common currency; one of a currency without a rate counts as much as its unit."""
    unit: int = 10 ** get_currency_precision(currency)
    units = price_minor / unit * rates.get(currency, 1.0)
    return units / 1000 if pricing is Pricing.CPM else units


def paid_acts(pricing: Pricing, click: float, act: float, usual: float) -> float:
    """Paid acts per view, by clicks per view, conversions per click, and the clicks per view that are usual there.

    Where views are paid it is 1, and from a half to double for an ad that readers care less or more for than for
    others: of two ads at one price the better is shown.
    """
    if pricing is Pricing.CPM:
        return min(MOST_LIKED, max(1 / MOST_LIKED, click / usual))
    return click if pricing is Pricing.CPC else click * act


def relevance(page: float, area: bool, interests: float) -> float:
    """How well a place fits what a flight asks for, 1 to 2; 1 for one that asks for nothing.

    By the part of the page's tags and of the reader's interests that it asks for, and whether it asks for the area.
    """
    return 1.0 + TAGS_WORTH * page + AREA_WORTH * area + INTERESTS_WORTH * interests


def share(asked: Collection[str], there: Collection[str]) -> float:
    """The part of what is there that is asked for."""
    return sum(one in asked for one in there) / len(there) if asked and there else 0.0


def diversity(share: float) -> float:
    """What an ad is worth of itself by its sponsor's share of the latest views: from 1 down to a half."""
    return 1.0 - (1.0 - LEAST_DIVERSE) * share


def fatigue(views: int) -> float:
    """What it is worth of itself to a reader who saw its flight so often since they last clicked on it."""
    return 1 / (1 + FATIGUE * views)
