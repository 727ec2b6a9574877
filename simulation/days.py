"""Days of a made-up world, lived through with the rules by which real ads are decided on and charged for."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

import numpy as np

from domain.ad_catalogue import Candidate, Catalogue
from domain.ad_choice import Appraiser, Choice, Scene
from domain.ad_context import AdContext
from domain.ad_token import price_of_act
from domain.ad_value import Counts, Evidence
from domain.flight import Pricing
from domain.money import MICROS
from domain.off_policy import Log
from domain.pacing_plans import Plans
from simulation.world import BEGINS, PLACEMENTS, Impression, World, busy

RENEWED = timedelta(minutes=15)
"""How often what was delivered is counted anew."""

HOUR = timedelta(hours=1)
WEEKS = 28 * 24
SLOTS = tuple(PLACEMENTS)


@dataclass
class Lived:
    """What came of it."""

    impressions: int = 0
    filled: int = 0
    clicks: int = 0
    spend_micro: int = 0
    views: Counter[str] = field(default_factory=Counter)
    """By ad."""
    views_late: Counter[str] = field(default_factory=Counter)
    """Those of the last tenth of the time."""
    off_plan: list[float] = field(default_factory=list)
    """At every full hour, of every flight with a plan: how far its spend is from it, as a share of the day's money."""
    log: list[tuple[int, int, float, float]] = field(default_factory=list)
    """Slot, ad, whether it was clicked on, and the chance with which it was chosen."""

    def share(self, world: World, late: bool = False) -> float:
        """The clicks that were to be expected of what was shown, as a share of what the best policy could expect."""
        views = self.views_late if late else self.views
        bought = {ad.id: views[ad.id] for one in world.bought for ad in one.ads}
        best = world.best(views.total(), bought)
        return sum(world.quality[id] * many for id, many in views.items()) / best if best else 1.0

    def columns(self) -> Log:
        """The log, for off-policy estimates."""
        slots, ads, rewards, chances = zip(*self.log, strict=True)
        return Log(np.array(slots), np.array(ads), np.array(rewards), np.array(chances))


@dataclass
class Days:
    """Lives through a world. Nothing of the truth is known to what decides."""

    world: World
    random: Random
    catalogue: Catalogue = field(init=False)
    plans: Plans = field(init=False)
    found: Lived = field(default_factory=Lived)
    _counts: dict[tuple[str, str], Counts] = field(default_factory=dict)
    _sponsors: dict[str, str] = field(init=False)
    _places: dict[str, int] = field(init=False)
    _today: date | None = None
    _late: datetime = BEGINS

    def __post_init__(self) -> None:
        self.catalogue = Catalogue(self.world.candidates, [], BEGINS)
        self._sponsors = {ad.id: one.sponsor_id for one in self.world.candidates for ad in one.ads}
        self._places = {id: place for place, id in enumerate(self.world.quality)}
        traffic = [round(self.world.per_day / 24 * busy(BEGINS + HOUR * (hour - WEEKS))) for hour in range(WEEKS)]
        self.plans = Plans(BEGINS - HOUR * WEEKS, traffic)

    def live(self, days: int, told: Callable[[float], None] = lambda done: None) -> Lived:
        """Let so many days pass, and tell how many have."""
        renew_at = check_at = BEGINS
        self._late = BEGINS + timedelta(days=days * 0.9)
        appraiser = self._appraiser()
        for impression in self.world.impressions(self.random, days):
            if impression.at >= renew_at:
                appraiser, renew_at = self._appraiser(), impression.at + RENEWED
            while check_at <= impression.at:
                self._check(check_at)
                check_at += HOUR
                told((check_at - BEGINS) / timedelta(days=1))
            self._begin_day(impression.at.date())
            self._decide(appraiser, impression)
        return self.found

    def _appraiser(self) -> Appraiser:
        shown, by_sponsor = Counter[str](), Counter[tuple[str, str]]()
        for (ad_id, placement), counts in self._counts.items():
            shown[placement] += counts.views
            by_sponsor[self._sponsors[ad_id], placement] += counts.views
        shares = {key: views / shown[key[1]] for key, views in by_sponsor.items()}
        return Appraiser(Evidence(dict(self._counts), shares), self.plans)

    def _begin_day(self, day: date) -> None:
        if day != self._today:
            self._today = day
            for one in self.world.candidates:
                one.spent_today_micro = 0

    def _decide(self, appraiser: Appraiser, impression: Impression) -> None:
        self.found.impressions += 1
        context = AdContext(impression.placement, impression.at)
        scene = Scene(impression.placement)
        choice = appraiser.choose(self.catalogue.eligible(context), scene, impression.at, self.random)
        if isinstance(choice, Choice):
            self._show(choice, impression)

    def _show(self, choice: Choice, impression: Impression) -> None:
        placement = impression.placement
        one, ad = choice.option.candidate, choice.option.ad
        assert isinstance(one, Candidate)
        clicked = self.random.random() < self.world.chance(ad.id, placement)
        was = self._counts.get((ad.id, placement), Counts())
        self._counts[ad.id, placement] = Counts(was.views + 1, was.clicks + clicked, 0)
        if clicked or one.flight.pricing is Pricing.CPM:
            price = price_of_act(one.flight.pricing, one.flight.price_minor)
            one.spent_micro += price
            one.spent_today_micro += price
            self.found.spend_micro += price
        self.found.filled += 1
        self.found.clicks += clicked
        self.found.views[ad.id] += 1
        self.found.views_late[ad.id] += impression.at >= self._late
        self.found.log.append((SLOTS.index(placement), self._places[ad.id], float(clicked), choice.propensity))

    def _check(self, at: datetime) -> None:
        for one in self.world.candidates:
            if one.flight.daily_cap_minor is not None and self._today == at.date():
                plan = self.plans.plan(one.flight, one.spent_micro - one.spent_today_micro, at)
                money = one.flight.daily_cap_minor * MICROS
                self.found.off_plan.append(abs(one.spent_today_micro - plan.planned(at.timestamp())) / money)
