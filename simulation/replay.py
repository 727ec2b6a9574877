"""Logged impressions judged anew: what policies would have earned on them, and how sure that is.

Two policies logged: one at random, whose log tells of every ad alike, and Thompson sampling. What the second earned is
estimated from the log of the first and compared with what it earned indeed; then ours, taught by the first half of the
random log, is judged on the second.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum
from random import Random

import numpy as np

from domain.ad_choice import Appraiser, Scene
from domain.ad_policy import chances
from domain.ad_value import Counts, Evidence
from domain.effectiveness import EVERYWHERE, FORMULA, Pair, score
from domain.errors import InvalidInput
from domain.off_policy import Estimates, Floats, Interval, Log, bootstrap, estimates, kendall_tau, shares
from domain.pacing_plans import Plans
from simulation.open_bandit import SLOTS
from simulation.world import BEGINS, one_flight

AT_RANDOM, THOMPSON = "random", "bts"
TIMES = 1_000
"""Logs drawn anew for an interval."""

DRAWS = 500
"""Decisions of ours whose chances are averaged: each draws its rates anew."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The clicks an impression that a policy is estimated to earn."""

    ips: Interval
    snips: Interval
    dr: Interval


@dataclass(frozen=True, slots=True)
class Replay:
    """What the logs say."""

    thompson: Judged
    """As estimated from the random log."""
    thompson_own: Interval
    """As it earned in its own."""
    difference: Judged
    """Of the two. They agree where it may be nothing."""
    ours: Judged
    """On the second half of the random log, taught by the first."""
    random_own: Interval
    """What the random policy earned on that half."""
    thompson_late: Interval
    """What the other earned on the second half of its own."""
    ranking: Interval
    """Kendall's τ of the ads by E from the random log, and by their rates in the other."""


def replay(logs: Mapping[str, Log], seed: int) -> Replay:
    """Judge the policies on their logs.

    Raises:
        InvalidInput: one of the two logs isn't there.
    """
    if not {AT_RANDOM, THOMPSON} <= logs.keys():
        raise InvalidInput(
            f"The logs of two policies are needed, {AT_RANDOM} and {THOMPSON}: there are {sorted(logs)}."
        )
    random, thompson = logs[AT_RANDOM], logs[THOMPSON]
    shape = (SLOTS, 1 + int(max(random.actions.max(), thompson.actions.max())))
    found = bootstrap(lambda one, other: _compared(one, other, shape), [random, thompson], TIMES, seed)
    taught, judged = _halves(random)
    policy = learned(taught, shape, Random(seed))
    ours = bootstrap(lambda log: (*estimates(log, policy), log.mean), [judged], TIMES, seed)
    (late,) = bootstrap(lambda log: [log.mean], [_halves(thompson)[1]], TIMES, seed)
    (tau,) = bootstrap(lambda one, other: [kendall_tau(*_rankings(one, other, shape))], [random, thompson], TIMES, seed)
    return Replay(Judged(*found[:3]), found[3], Judged(*found[4:]), Judged(*ours[:3]), ours[3], late, tau)


def learned(log: Log, shape: tuple[int, int], random: Random) -> Floats:
    """The probabilities with which our policy would take each ad in each slot, having seen that log."""
    keys = list(zip(map(int, log.actions), map(int, log.slots), strict=True))
    views, clicks = Counter(keys), Counter(key for key, reward in zip(keys, log.rewards, strict=True) if reward)
    candidate = one_flight(shape[1])
    place = {ad.id: index for index, ad in enumerate(candidate.ads)}
    counts = {
        (candidate.ads[action].id, str(slot)): Counts(many, clicks[action, slot], 0)
        for (action, slot), many in views.items()
    }
    appraiser, policy = Appraiser(Evidence(counts), Plans()), np.zeros(shape)
    for slot in range(shape[0]):
        for _ in range(DRAWS):
            options = next(appraiser.options([candidate], Scene(str(slot)), BEGINS, random))
            for option, chance in zip(options, chances([each.factors.value for each in options]), strict=True):
                policy[slot, place[option.ad.id]] += chance / DRAWS
    return policy


def _compared(random: Log, thompson: Log, shape: tuple[int, int]) -> tuple[float, ...]:
    found: Estimates = estimates(random, shares(thompson, shape))
    return (*found, thompson.mean, *(value - thompson.mean for value in found))


def _halves(log: Log) -> tuple[Log, Log]:
    """The earlier and the later half: logs are in order of time."""
    rows = np.arange(len(log))
    return log[rows[: len(log) // 2]], log[rows[len(log) // 2 :]]


def _rankings(one: Log, other: Log, shape: tuple[int, int]) -> tuple[list[float], list[float]]:
    """E of each ad by the first log, and its clicks per impression in the second; of the ads that both have."""
    (shown, clicked), (views, clicks) = _counts(one, shape), _counts(other, shape)
    both = np.flatnonzero((shown > 0) & (views > 0))
    norms = {EVERYWHERE: {"click_rate": Pair(float(clicked.sum()), float(shown.sum()))}}
    effective, features = [], FORMULA.defaults()
    for ad in both:
        own = {EVERYWHERE: {"click_rate": Pair(float(clicked[ad]), float(shown[ad]))}}
        parts, _, _ = score(features, own, norms, EVERYWHERE)
        effective.append(fsum(part.contribution for part in parts))
    return effective, (clicks[both] / views[both]).tolist()


def _counts(log: Log, shape: tuple[int, int]) -> tuple[Floats, Floats]:
    """Impressions and clicks of each ad."""
    shown = np.bincount(log.actions, minlength=shape[1]).astype(float)
    return shown, np.bincount(log.actions, weights=log.rewards, minlength=shape[1]).astype(float)
