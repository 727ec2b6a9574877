"""Weights of A(u) from who came back: what was planted is found, and features are those of the formula."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from domain.activity import COUNTERS, FORMULA, DayCounts, parts
from domain.errors import Conflict
from domain.ids import IdPrefix, ModelId, new_id
from domain.return_learning import Returns, compared, fit
from domain.scoring import ScoringKind, ScoringModel, Weighting
from evaluation.learn_activity import FIRST, Log, learn_returns, observed

FEATURES = sorted(FORMULA.propose([Weighting(name, 1.0) for name in COUNTERS]), key=lambda one: one.name)
NAMES = [feature.name for feature in FEATURES]
FORMER = ScoringModel(
    id=ModelId(new_id(IdPrefix.MODEL)),
    kind=ScoringKind.ACTIVITY,
    version=3,
    active=True,
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
    features=tuple(FEATURES),
)


def planted(members: int = 400, days: int = 200, seed: int = 2) -> Log:
    """Members who comment come back now and then; those who view do for ten days, and seldom afterwards."""
    draw = np.random.default_rng(seed)
    rows = []
    for member in range(members):
        talks, start = member % 2 == 0, int(draw.integers(0, days))
        active = [day for day in range(start, days) if draw.random() < (0.04 if talks or day < start + 10 else 0.005)]
        for day in active or [start]:
            counts = np.zeros(len(NAMES))
            counts[NAMES.index("comment" if talks else "view")] = 3
            rows.append((member, 20_000 + day, counts))
    users, at, done = zip(*rows, strict=True)
    return Log(np.array(users), np.array(at), np.array(done))


def test_who_comes_back_is_told_by_what_was_planted() -> None:
    lesson = learn_returns(planted(), FORMER)
    weights = {one.feature: one.weight for one in lesson.weightings}
    assert weights["comment"] > 0.15 and weights["view"] < 0.05, "both weighed .1"
    assert sum(weights.values()) == pytest.approx(1) and min(weights.values()) >= 0
    assert lesson.training.gain_low > 0 and lesson.training.compared_version == 3
    assert lesson.training.until == datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=20_000 + 199 - 28 + 1)
    assert [one.half_life_days for one in lesson.weightings] == [one.half_life_days for one in FEATURES]


def test_what_comes_later_changes_nothing_that_was_learned() -> None:
    log = planted()
    other = Log(log.users, log.days, np.where(log.days[:, None] > 20_000 + 199 - 28, 7.0, log.counts))
    assert learn_returns(other, FORMER).weightings == learn_returns(log, FORMER).weightings


def test_features_are_those_of_the_formula() -> None:
    draw = np.random.default_rng(1)
    counts, ages = draw.integers(0, 60, (12, len(NAMES))), np.arange(12) * 6
    log = Log(np.zeros(12, dtype=np.int64), 20_000 - ages, counts.astype(float))
    day = FIRST + timedelta(days=20_000)
    days = [
        DayCounts(
            date=day - timedelta(days=int(age)),
            counts={COUNTERS[name][0]: int(count) for name, count in zip(NAMES, row, strict=True)},
        )
        for age, row in zip(ages, counts, strict=True)
    ]
    wanted = parts(days, datetime.combine(day, datetime.min.time(), UTC), FEATURES)
    assert observed(log, 20_000, FEATURES).values[0] * 100 == pytest.approx([part.value for part in wanted])


def test_noise_leaves_the_weights_near_those_in_use() -> None:
    draw = np.random.default_rng(3)
    of = Returns(draw.random((60, 3)), draw.random(60) < 0.5)
    start = np.array([0.6, 0.4, 0.0])
    was, gain = compared(of, start, start)
    assert 0 <= was <= 1 and gain == (0, 0, 0)
    assert fit(Returns(np.zeros((60, 3)), of.came), start) == pytest.approx(start, abs=1e-6), "nothing is told"


NOBODY = Log(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros((0, 10)))


@pytest.mark.parametrize("log", [planted(members=10), planted(days=20), NOBODY], ids=["few", "three weeks", "nobody"])
def test_too_little_is_said(log: Log) -> None:
    with pytest.raises(Conflict, match="Too little to learn from"):
        learn_returns(log, FORMER)
