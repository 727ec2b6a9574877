"""A made-up world of readers and ads of which the truth is known: who comes when, and who would click on what.

An ad's quality is one number, and a placement is clicked in more or less than others whatever stands there: the chance
of a click is their product. So the best that can be done is known exactly: every view that no one has bought goes to
the best ad there is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import exp, sin, tau
from random import Random
from typing import NamedTuple

from domain.ad import Ad
from domain.ad_catalogue import Advertiser, Candidate
from domain.campaign import CampaignKind
from domain.flight import Flight, FlightState, Pricing
from domain.sponsor import SponsorState
from domain.targeting import Targeting

BEGINS = datetime(2026, 11, 2, tzinfo=UTC)
"""A Monday."""

PLACEMENTS = {"top": 1.4, "side": 0.6}
"""How much clicks there differ from the average."""

BOUGHT, FREE = 5, 25
"""Flights that bought views, so many a day; and ads that pay by the click, which take what is left."""

BOUGHT_SHARE = 0.25
"""Of all views."""

USUAL = 0.01
"""Clicks per view of a middling ad."""


class Impression(NamedTuple):
    """Somebody who looks at a page that has room for an ad."""

    at: datetime
    placement: str


@dataclass(frozen=True)
class World:
    """Flights, the truth about their ads, and how many come to look on an average day."""

    candidates: Sequence[Candidate]
    """Those that bought views first, then one flight that pays by the click."""
    quality: dict[str, float]
    """Clicks per view of each ad in an average placement."""
    per_day: int

    @classmethod
    def made(cls, random: Random, days: int, per_day: int, rivals: bool = False) -> "World":
        """A world of so many days. Qualities are spread over a factor of ten or so, few ads being much better.

        With rivals, each of the ads that pay by the click is another sponsor's; otherwise they are one flight's.
        """
        views = int(per_day * BOUGHT_SHARE / BOUGHT)
        bought = [_candidate(number, days, views, 1) for number in range(BOUGHT)]
        free = [_candidate(BOUGHT, days, None, FREE)]
        if rivals:
            free = [_candidate(BOUGHT + number, days, None, 1) for number in range(FREE)]
        ads = [ad.id for one in [*bought, *free] for ad in one.ads]
        return cls([*bought, *free], {id: USUAL * random.lognormvariate(0, 0.7) for id in ads}, per_day)

    @property
    def bought(self) -> list[Candidate]:
        """The flights that bought views."""
        return [one for one in self.candidates if one.flight.pricing is Pricing.CPM]

    def impressions(self, random: Random, days: int) -> Iterator[Impression]:
        """Who comes, in order of time: many in the afternoon, few at night, fewer at weekends."""
        for hour in range(24 * days):
            at = BEGINS + timedelta(hours=hour)
            many = max(0, round(random.gauss(mean := self.per_day / 24 * busy(at), mean**0.5)))
            for second in sorted(random.uniform(0, 3600) for _ in range(many)):
                yield Impression(at + timedelta(seconds=second), random.choice(tuple(PLACEMENTS)))

    def chance(self, ad_id: str, placement: str) -> float:
        """That a view there becomes a click."""
        return min(1.0, self.quality[ad_id] * PLACEMENTS[placement])

    def best(self, views: int, bought: dict[str, int]) -> float:
        """Clicks that the best policy would expect of so many views, of which some are bought, by ad."""
        free = [id for id in self.quality if id not in {ad.id for one in self.bought for ad in one.ads}]
        left = max(0, views - sum(bought.values()))
        return left * max(self.quality[id] for id in free) + sum(self.quality[id] * n for id, n in bought.items())


def busy(at: datetime) -> float:
    """How much is read at a time, 1 being the average of a working day."""
    return exp(1.2 * sin(tau * (at.hour - 9) / 24)) / 1.39 * (0.5 if at.weekday() >= 5 else 1.0)


def one_flight(ads: int) -> Candidate:
    """A flight of so many ads that pays by the click and isn't paced."""
    return _candidate(0, 1, None, ads)


def _candidate(number: int, days: int, views_a_day: int | None, ads: int) -> Candidate:
    """A flight of a sponsor of its own. A thousand views cost so much that whoever buys them is shown them."""
    pricing, price = (Pricing.CPC, 50) if views_a_day is None else (Pricing.CPM, 4_000)
    id = f"flt_{number:02}"
    cap = None if views_a_day is None else max(1, views_a_day * price // 1000)
    flight = Flight(
        id=id,
        campaign_id=f"cmp_{number:02}",
        sponsor_id=f"spo_{number:02}",
        name=id,
        state=FlightState.LIVE,
        state_reason=None,
        pricing=pricing,
        price_minor=price,
        budget_minor=cap * days if cap else 10**9,
        daily_cap_minor=cap,
        currency="EUR",
        starts_at=BEGINS,
        ends_at=BEGINS + timedelta(days=days),
        time_zone="UTC",
        targeting=Targeting(),
    )
    sponsor = Advertiser(id=flight.sponsor_id, name=id, state=SponsorState.APPROVED, starts_at=None, ends_at=None)
    shown = (
        Ad(id=f"adv_{number:02}_{one:02}", flight_id=id, headline="", body="", landing_url="", created_at=BEGINS)
        for one in range(ads)
    )
    return Candidate(flight, CampaignKind.PAID, sponsor, tuple(shown))
