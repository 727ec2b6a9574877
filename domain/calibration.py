"""How well guesses that something happens agree with what did: the Brier score, reliability, and a monotone mending.

The Brier score (1950) is the mean of (guess − outcome)², 0 for who always knew, and p(1 − p) for who always says how
often it happens. Isotonic regression by pooling adjacent violators (Ayer and others, 1955) finds the rising steps that
come closest to what happened; it keeps the order of the guesses.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor, fsum, sqrt
from typing import NamedTuple

from domain.ratio import Ratio, ratio

EDGES = tuple(place / 10 for place in range(10))
"""Where bins of guesses begin."""


class Guess(NamedTuple):
    """What was guessed of a member, 0 to 1, and whether it happened."""

    member: str
    guessed: float
    happened: bool


class Bin(NamedTuple):
    """Guesses from one edge to the next: their mean, and how often it happened."""

    least: float
    guessed: float
    happened: Ratio


class Gain(NamedTuple):
    """By how much a Brier score falls, and its standard error, by members: guesses of one are alike."""

    mean: float
    error: float


def brier(guesses: Sequence[Guess]) -> float:
    """The mean squared difference from what happened, 0 to 1; of one guess at least."""
    return fsum((guess.guessed - guess.happened) ** 2 for guess in guesses) / len(guesses)


def rate(guesses: Sequence[Guess]) -> float:
    """How often it happened, 0 to 1; of one guess at least."""
    return sum(guess.happened for guess in guesses) / len(guesses)


def reliability(guesses: Sequence[Guess]) -> list[Bin]:
    """Guesses by tenths, without those that have none."""
    bins: dict[int, list[Guess]] = defaultdict(list)
    for guess in guesses:
        bins[bisect_right(EDGES, guess.guessed) - 1].append(guess)
    return [
        Bin(
            EDGES[place],
            fsum(guess.guessed for guess in found) / len(found),
            ratio(sum(guess.happened for guess in found), len(found)),
        )
        for place, found in sorted(bins.items())
    ]


@dataclass(frozen=True, slots=True)
class Steps:
    """A rising function: from `least[i]` on it is `values[i]`, and the first value below all."""

    least: tuple[float, ...]
    values: tuple[float, ...]

    def __call__(self, guessed: float) -> float:
        """What a guess is mended to."""
        return self.values[max(0, bisect_right(self.least, guessed) - 1)]


def isotonic(guesses: Sequence[Guess]) -> Steps:
    """The rising steps that come closest to what happened; of one guess at least, told apart to a thousandth."""
    blocks: list[tuple[float, int, int]] = []
    """Where each begins, how often it happened, and of how many."""
    sums: dict[float, list[int]] = defaultdict(lambda: [0, 0])
    for guess in guesses:
        place = floor(guess.guessed * 1_000) / 1_000
        sums[place][0] += guess.happened
        sums[place][1] += 1
    for place, (happened, n) in sorted(sums.items()):
        blocks.append((place, happened, n))
        while len(blocks) > 1 and blocks[-2][1] * blocks[-1][2] >= blocks[-1][1] * blocks[-2][2]:
            _, above, of = blocks.pop()
            least, below, others = blocks.pop()
            blocks.append((least, below + above, others + of))
    return Steps(tuple(block[0] for block in blocks), tuple(block[1] / block[2] for block in blocks))


def gain(guesses: Sequence[Guess], mend: Callable[[float], float]) -> Gain:
    """By how much mending the guesses lowers their Brier score."""
    sums: dict[str, float] = defaultdict(float)
    for guess in guesses:
        sums[guess.member] += (guess.guessed - guess.happened) ** 2 - (mend(guess.guessed) - guess.happened) ** 2
    n, mean = len(guesses), fsum(sums.values()) / len(guesses)
    counts: dict[str, int] = defaultdict(int)
    for guess in guesses:
        counts[guess.member] += 1
    return Gain(mean, sqrt(fsum((sums[member] - mean * counts[member]) ** 2 for member in sums)) / n)
