"""What flights may be worth in a placement, kept while it stays so: what is known of each, and which are best."""

from collections.abc import Container, Sequence, Set
from itertools import islice
from operator import itemgetter
from random import Random
from typing import NamedTuple, Protocol

from domain.ad import Ad
from domain.ad_policy import MOST
from domain.ad_value import Belief, paid_acts
from domain.campaign import CampaignKind
from domain.flight import Flight, Pricing

LOOKED_AT = 2 * MOST
"""Flights whose ads are valued, those that may be worth most; relevance at most doubles what one is worth."""

KINDS = tuple(CampaignKind)
"""The kinds in the order in which they are considered."""


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


class Terms(NamedTuple):
    """Of an ad in a placement, all of its worth that neither the page and its reader nor the moment change."""

    pricing: Pricing
    price: float
    rate: float
    diversity: float
    click: Belief
    act: Belief
    usual: float
    tags: frozenset[str]
    areas: frozenset[str]
    interests: frozenset[str]

    def drawn(self, random: Random) -> float:
        """Paid acts per view, as drawn of what is believed."""
        act = self.act.drawn(random) if self.pricing is Pricing.CPA else self.act.mean
        return paid_acts(self.pricing, self.click.drawn(random), act, self.usual)


class Ranked(NamedTuple):
    """A flight, what it may be worth in a placement, and how urgent it is."""

    worth: float
    urgency: float
    candidate: Candidate


class Ranking:
    """Flights of one placement in one second, by kind in the order of what they may be worth.

    A request looks at hundreds, and hundreds of requests at the same: which are best is known once.
    """

    def __init__(self, second: int) -> None:
        self.second = second
        self._known: set[Candidate] = set()
        self._kinds: dict[CampaignKind, list[Ranked]] = {kind: [] for kind in KINDS}

    def unknown(self, candidates: Sequence[Candidate], among: Set[Candidate]) -> list[Candidate]:
        """Those that aren't ranked yet, in their order; `among` are the same as a set."""
        return [] if among <= self._known else [one for one in candidates if one not in self._known]

    def add(self, found: Sequence[Ranked]) -> None:
        """Rank more flights. One that is ahead of its plan has no urgency, and no place."""
        self._known.update(one.candidate for one in found)
        for one in found:
            if one.urgency:
                self._kinds[one.candidate.kind].append(one)
        for ranked in self._kinds.values():
            ranked.sort(key=itemgetter(0), reverse=True)

    def best(self, kind: CampaignKind, among: Container[Candidate]) -> list[Ranked]:
        """The best of a kind that are among the given."""
        return list(islice((one for one in self._kinds[kind] if one.candidate in among), LOOKED_AT))
