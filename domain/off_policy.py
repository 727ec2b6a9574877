"""Off-policy estimates: what another policy would have earned on the impressions that one policy logged.

A log has, of each impression, the slot it was in, the action that was chosen (here an ad), the probability with which
the logging policy chose it, and the reward (here 1 for a click). Of the policy to be judged its probabilities are
known: a matrix of slots × actions whose rows add up to 1. Each impression counts by how much likelier the judged policy
would have made it, its weight π(a|slot) / p.

- IPS, inverse propensity scoring (Horvitz and Thompson, 1952): the mean of weight × reward. Unbiased, and noisy.
- SNIPS, self-normalised (Swaminathan and Joachims, 2015): divided by the sum of weights. Nearly unbiased, and calmer.
- DR, doubly robust (Dudík, Langford and Li, 2011): what a model of the reward expects, mended by the weighted error of
  the model. Right when either the propensities or the model are.

Intervals are of the bootstrap by percentiles (Efron, 1979), with the impressions drawn anew.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PRIOR_IMPRESSIONS = 200.0
"""What the mean of a slot weighs in the model of an action's reward."""


class Interval(NamedTuple):
    """A figure, and from where to where it would be found 95 times of 100."""

    value: float
    low: float
    high: float

    def holds(self, figure: float) -> bool:
        """Whether that figure is inside."""
        return self.low <= figure <= self.high


@dataclass(frozen=True, slots=True)
class Log:
    """Impressions, as columns of one length. `propensities` are in ]0, 1], `rewards` 0 or 1."""

    slots: Ints
    actions: Ints
    rewards: Floats
    propensities: Floats

    def __len__(self) -> int:
        return len(self.actions)

    def __getitem__(self, rows: Ints) -> "Log":
        return Log(self.slots[rows], self.actions[rows], self.rewards[rows], self.propensities[rows])

    @property
    def mean(self) -> float:
        """What the logging policy itself earned an impression."""
        return float(self.rewards.mean())


class Estimates(NamedTuple):
    """The value of a policy an impression, three times estimated."""

    ips: float
    snips: float
    dr: float


def estimates(log: Log, policy: Floats) -> Estimates:
    """What the policy would have earned an impression on what was logged.

    The model of DR is learned on one half of the log and applied to the other, so that no impression judges itself.
    """
    weights = policy[log.slots, log.actions] / log.propensities
    half = np.arange(len(log)) % 2
    modelled, expected = np.zeros(len(log)), np.zeros(len(log))
    for side in (0, 1):
        here = half == side
        model = reward_model(log[np.flatnonzero(~here)], policy.shape)
        modelled[here] = model[log.slots[here], log.actions[here]]
        expected[here] = (policy * model).sum(axis=1)[log.slots[here]]
    total = weights.sum()
    return Estimates(
        ips=float((weights * log.rewards).mean()),
        snips=float((weights * log.rewards).sum() / total) if total else 0.0,
        dr=float((expected + weights * (log.rewards - modelled)).mean()),
    )


def reward_model(log: Log, shape: tuple[int, ...]) -> Floats:
    """The expected reward of each action in each slot: that of the action over all slots, drawn towards the mean."""
    shown = np.bincount(log.actions, minlength=shape[1])
    earned = np.bincount(log.actions, weights=log.rewards, minlength=shape[1])
    mean = log.mean if len(log) else 0.0
    rates = (earned + PRIOR_IMPRESSIONS * mean) / (shown + PRIOR_IMPRESSIONS)
    return np.broadcast_to(rates, shape).copy()


def shares(log: Log, shape: tuple[int, ...]) -> Floats:
    """The probabilities that a logging policy which changed with time had on average: how often it took each action.

    A slot that wasn't logged is taken to have been filled evenly.
    """
    counts = np.zeros(shape)
    np.add.at(counts, (log.slots, log.actions), 1.0)
    seen = counts.sum(axis=1, keepdims=True)
    return np.where(seen > 0, counts / np.maximum(seen, 1), 1 / shape[1])


def bootstrap(
    figure: Callable[..., Sequence[float]], logs: Sequence[Log], times: int, seed: int
) -> tuple[Interval, ...]:
    """The figures that the function makes of the logs, with their 95 % intervals over logs drawn anew."""
    draw = np.random.default_rng(seed)
    again = [figure(*(log[draw.integers(0, len(log), len(log))] for log in logs)) for _ in range(times)]
    low, high = np.percentile(np.array(again), (2.5, 97.5), axis=0)
    return tuple(Interval(*map(float, ends)) for ends in zip(figure(*logs), low, high, strict=True))


def kendall_tau(one: Sequence[float], other: Sequence[float]) -> float:
    """Kendall's τ-b of two rankings of the same things (1945): 1 when they agree, -1 when one is the other upside down.

    Pairs that are equal in one ranking count for neither side. 0 when one ranks nothing.
    """
    above = np.triu_indices(len(one), 1)
    first, second = (np.sign(np.subtract.outer(np.asarray(side), np.asarray(side))[above]) for side in (one, other))
    ranked = np.sqrt(float((first != 0).sum()) * float((second != 0).sum()))
    return float((first * second).sum() / ranked) if ranked else 0.0
