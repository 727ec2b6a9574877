"""What learns weights: it finds what was planted, keeps the default where nothing tells, and ranks as NDCG@10 says."""

from math import log2

import numpy as np
import pytest

from domain.examples import Example, Examples
from domain.exposure import examined
from domain.judging import error, interval
from domain.learning import Learned, learn

NAMES = ("good", "usual", "noise")
DEFAULT = {"good": 0.0, "usual": 0.8, "noise": 0.2}
EVEN = dict.fromkeys(NAMES, 1 / 3)


def examples(good: float, seed: int = 1, users: int = 60, of_each: int = 3) -> list[Example]:
    """Queries of 30 candidates, one relevant: drawn by a softmax in which `good` is what its feature tells."""
    draw, found = np.random.default_rng(seed), []
    for user in range(users):
        for _ in range(of_each):
            values = draw.random((30, len(NAMES)), dtype=np.float32)
            chances = np.exp(good * values[:, 0])
            hits = np.zeros(30, dtype=bool)
            hits[draw.choice(30, p=chances / chances.sum())] = True
            found.append(Example(f"u{user}", values, hits, 1))
    return found


def learned(of: list[Example], default: dict[str, float] = DEFAULT) -> Learned:
    return learn(of, NAMES, default)


def test_a_planted_weight_is_found() -> None:
    found = learned(examples(good=12.0))
    assert found.better and found.gain.value > 0.2
    assert found.weights["good"] > 0.75
    assert sum(found.weights.values()) == pytest.approx(1) and min(found.weights.values()) >= 0
    assert found.examples == 180 and found.default == DEFAULT


def test_noise_seldom_changes_anything() -> None:
    """One standard error is passed by chance once in six times, were the weights as good as the default."""
    fooled = [seed for seed in range(20) if learned(examples(good=0.0, seed=seed)).better]
    assert len(fooled) <= 4, fooled


def test_what_is_good_already_is_kept() -> None:
    found = learned(examples(good=12.0), {"good": 1.0, "usual": 0.0, "noise": 0.0})
    assert not found.better and found.weights["good"] > 0.9


def test_the_same_examples_teach_the_same() -> None:
    assert learned(examples(good=3.0)) == learned(examples(good=3.0))


@pytest.mark.parametrize(
    "too_little",
    [
        [],
        examples(good=12.0, users=1, of_each=40),
        examples(good=12.0, users=9),
        [Example(f"u{n}", np.zeros((0, 3), np.float32), np.zeros(0, bool), 1) for n in range(30)],
        [Example(f"u{n}", np.ones((5, 3), np.float32), np.zeros(5, bool), 1) for n in range(30)],
    ],
    ids=["nothing", "one user", "nine users", "no candidates", "nothing relevant among them"],
)
def test_too_little_keeps_the_default(too_little: list[Example]) -> None:
    found = learned(too_little)
    assert not found.better and found.weights == DEFAULT == found.default


def test_what_is_no_number_counts_as_nothing() -> None:
    of = examples(good=12.0)
    of[0].values[3, :] = np.nan
    of[1].values[:, 1] = np.inf
    found = learned(of)
    assert found.better and np.isfinite(list(found.weights.values())).all()


def test_features_that_are_always_zero_gain_nothing() -> None:
    found = learned([Example(f"u{n}", np.zeros((5, 3), np.float32), np.arange(5) == n % 5, 1) for n in range(30)])
    assert not found.better and found.weights == pytest.approx(DEFAULT, abs=0.01)


def test_ndcg_is_that_of_the_first_ten() -> None:
    values = np.zeros((12, 3), dtype=np.float32)
    values[:, 0] = np.linspace(1, 0.1, 12)
    hits = np.zeros(12, dtype=bool)
    hits[[1, 11]] = True
    of = Examples.of([Example("a", values, hits, 2), Example("b", values[:3], hits[:3], 5)], 3)
    best = [1 / log2(place + 1) for place in range(1, 6)]
    found = of.ndcg(np.array([1.0, 0.0, 0.0]))
    assert found.tolist() == pytest.approx([best[1] / sum(best[:2]), best[1] / sum(best)])


def test_an_error_is_of_users_not_of_queries() -> None:
    once = [(f"u{n}", float(n % 2)) for n in range(100)]
    assert error(once) == pytest.approx(0.05, rel=0.1)
    assert error([*once, *once, *once]) == pytest.approx(0.05, rel=0.1)
    assert error([]) == 0
    between = interval(once)
    assert between.value == 0.5 and between.low == pytest.approx(0.4, abs=0.02) and between.holds(0.5)


def shown_first(seed: int = 4, users: int = 150, of_each: int = 4) -> list[Example]:
    """Lists in the order of `usual`: people look at each place by its chance, and click by `good` alone."""
    draw, found = np.random.default_rng(seed), []
    for user in range(users):
        for _ in range(of_each):
            values = draw.random((30, len(NAMES)), dtype=np.float32)
            chances = np.empty(30, dtype=np.float32)
            chances[np.argsort(-values[:, 1])] = [examined(place) for place in range(1, 31)]
            hits = (draw.random(30) < chances) & (draw.random(30) < 0.5 * values[:, 0] ** 4)
            found.append(Example(f"u{user}", values, hits, int(hits.sum()), chances))
    return found


def test_places_that_are_looked_at_more_are_not_taken_for_worth() -> None:
    """Nobody clicks for `usual`; it decides only who stands where. Every place alike it seems to be worth something."""
    of = shown_first()
    naive, by_place = (learn(of, NAMES, EVEN, by_place=one) for one in (False, True))
    assert naive.weights["usual"] > naive.weights["noise"] + 0.1, "or nothing is biased here"
    assert abs(by_place.weights["usual"] - by_place.weights["noise"]) < 0.05
    assert by_place.weights["good"] > naive.weights["good"]


def test_without_places_they_change_nothing() -> None:
    of = examples(good=12.0)
    assert learn(of, NAMES, DEFAULT, by_place=True) == learned(of)
