"""Off-policy estimates on worlds whose truth is known, and the log they are made for."""

import gzip
from pathlib import Path

import numpy as np
import pytest

from domain.errors import InvalidInput
from domain.off_policy import Interval, Log, bootstrap, estimates, kendall_tau, reward_model, shares
from simulation.open_bandit import COLUMNS, FILE, read

RATES = np.array([[0.1, 0.3, 0.5, 0.2], [0.1, 0.2, 0.6, 0.4]])
"""Of a click, by slot and action."""
JUDGED = np.array([[0.1, 0.1, 0.7, 0.1], [0.05, 0.05, 0.5, 0.4]])
LOGGED = np.array([[0.4, 0.3, 0.1, 0.2], [0.25, 0.25, 0.25, 0.25]])
TRUTH = float((JUDGED * RATES).sum() / 2)
HEADER = ",".join(COLUMNS)


def world(count: int, seed: int, policy: np.ndarray = LOGGED) -> Log:
    """So many impressions by a policy, in slots taken evenly."""
    draw = np.random.default_rng(seed)
    slots = draw.integers(0, 2, count)
    actions = (draw.random(count)[:, None] > policy.cumsum(axis=1)[slots]).sum(axis=1)
    rewards = (draw.random(count) < RATES[slots, actions]).astype(float)
    return Log(slots, actions, rewards, policy[slots, actions])


def test_all_three_find_the_truth() -> None:
    log = world(200_000, 1)
    assert all(abs(found - TRUTH) < 0.01 for found in estimates(log, JUDGED))
    assert abs(log.mean - TRUTH) > 0.1, "the logging policy was another"


def test_the_policy_that_logged_earned_what_it_earned() -> None:
    log = world(5_000, 2)
    found = estimates(log, LOGGED)
    assert found.ips == pytest.approx(log.mean) and found.snips == pytest.approx(log.mean)
    assert found.dr == pytest.approx(log.mean, abs=0.02)


def test_wrong_propensities_are_mended_by_the_model_only() -> None:
    log = world(100_000, 3)
    wrong = Log(log.slots, log.actions, log.rewards, np.full(len(log), 0.5))
    found = estimates(wrong, JUDGED)
    assert abs(found.dr - TRUTH) < abs(found.ips - TRUTH)


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    held = 0
    for seed in range(60):
        (interval,) = bootstrap(lambda log: [estimates(log, JUDGED).snips], [world(1_000, seed)], 200, seed)
        held += interval.holds(TRUTH)
    assert 50 <= held <= 60


def test_a_policy_is_known_by_its_shares() -> None:
    assert shares(world(100_000, 4), LOGGED.shape) == pytest.approx(LOGGED, abs=0.01)
    nothing = Log(*(np.array([], dtype=kind) for kind in (int, int, float, float)))
    assert shares(nothing, (2, 4)) == pytest.approx(np.full((2, 4), 0.25))
    assert reward_model(nothing, (2, 4)).tolist() == np.zeros((2, 4)).tolist()


def test_a_policy_that_was_never_tried_is_worth_nothing_known() -> None:
    log = world(100, 5, np.array([[1.0, 0, 0, 0]] * 2))
    assert estimates(log, np.array([[0, 1.0, 0, 0]] * 2))[:2] == (0.0, 0.0)


@pytest.mark.parametrize(
    ("one", "other", "tau"),
    [
        ([1, 2, 3], [10, 20, 30], 1.0),
        ([1, 2, 3], [3, 2, 1], -1.0),
        ([1, 1, 1], [1, 2, 3], 0.0),
        ([1, 2, 3, 4], [1, 3, 2, 4], 2 / 3),
        ([1, 2, 2], [1, 2, 3], 2 / 6**0.5),
        ([], [], 0.0),
    ],
)
def test_kendall(one: list[float], other: list[float], tau: float) -> None:
    assert kendall_tau(one, other) == pytest.approx(tau)


def written(folder: Path, *lines: str) -> Path:
    """A folder with such a log."""
    with gzip.open(folder / FILE, "wt", encoding="utf-8") as stream:
        stream.write("\n".join(lines) + "\n")
    return folder


def test_logs_are_read_by_policy(tmp_path: Path) -> None:
    logs = read(written(tmp_path, HEADER, "random,3,1,0,0.25", "bts,0,3,1,0.5", "random,2,2,1,0.25"))
    assert sorted(logs) == ["bts", "random"]
    assert logs["random"].actions.tolist() == [3, 2] and logs["random"].slots.tolist() == [0, 1]
    assert logs["bts"].rewards.tolist() == [1.0] and logs["bts"].mean == 1.0


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "no impressions"),
        ([HEADER], "no impressions"),
        ([HEADER.replace(",click", ""), "random,3,1,0.25"], "line 2: the column 'click'"),
        ([HEADER, "random,3,1,0,0.25", "random,3,4,0,0.25"], "line 3: a position is 1 to 3"),
        ([HEADER, "random,3,1,2,0.25"], "line 2"),
        ([HEADER, "random,3,1,0,0"], "above 0"),
        ([HEADER, "random,three,1,0,0.25"], "line 2"),
        ([HEADER, "random,3,1,0,nan"], "line 2"),
        ([HEADER, "random,3"], "line 2"),
    ],
)
def test_bad_logs_are_refused_by_line(tmp_path: Path, lines: list[str], said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        read(written(tmp_path, *lines))


def test_no_log_is_said(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="can't be read"):
        read(tmp_path)
    (tmp_path / FILE).write_bytes(b"not gzip")
    with pytest.raises(InvalidInput, match="can't be read"):
        read(tmp_path)


def test_an_interval_holds_its_ends() -> None:
    assert Interval(1.0, 0.5, 2.0).holds(0.5) and not Interval(1.0, 0.5, 2.0).holds(2.1)
