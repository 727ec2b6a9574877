"""Made-up worlds and logs judged anew: the figures that `stoa simulate ads` prints, on smaller ones."""

from math import fsum
from pathlib import Path
from random import Random
from statistics import mean

import numpy as np
import pytest
from typer.testing import CliRunner

from domain.errors import InvalidInput
from domain.off_policy import Log
from simulation.commands import figures, simulate_app
from simulation.days import Days, Lived
from simulation.replay import AT_RANDOM, THOMPSON, learned, replay
from simulation.world import BOUGHT_SHARE, World
from tests.unit.test_off_policy import HEADER, written

DAYS, PER_DAY = 3, 4_000


@pytest.fixture(scope="module")
def world() -> World:
    return World.made(Random(1), DAYS, PER_DAY)


@pytest.fixture(scope="module")
def lived(world: World) -> Lived:
    return Days(world, Random(1)).live(DAYS)


def test_what_is_bought_is_delivered_on_plan(world: World, lived: Lived) -> None:
    assert mean(lived.off_plan) <= 0.05 and max(lived.off_plan) <= 0.05
    for one in world.bought:
        budget = one.flight.budget_minor * 10**6
        assert 0.99 * budget <= one.spent_micro <= budget
    assert fsum(lived.views[ad.id] for one in world.bought for ad in one.ads) == pytest.approx(
        BOUGHT_SHARE * DAYS * PER_DAY, rel=0.01
    )


def test_what_is_learned_is_used(world: World, lived: Lived) -> None:
    naive = fsum(world.quality.values()) / len(world.quality) / max(world.quality.values())
    assert naive < 0.5 < lived.share(world) < lived.share(world, late=True) <= 1.0


def test_figures_are_told_by_name(world: World, lived: Lived) -> None:
    told = dict(figures(world, lived))
    assert {"clicks", "spend", "pacing error", "of the best policy's clicks"} <= told.keys()


def test_the_same_seed_gives_the_same(world: World, lived: Lived) -> None:
    again = World.made(Random(1), DAYS, PER_DAY)
    assert again.quality == world.quality
    assert Days(again, Random(1)).live(DAYS).views == lived.views


def bandit(count: int, seed: int, policy: np.ndarray) -> Log:
    """A log of a policy over three slots, in which the last of four ads is clicked on far more often."""
    draw = np.random.default_rng(seed)
    slots = draw.integers(0, 3, count)
    actions = draw.choice(4, size=count, p=policy)
    rewards = (draw.random(count) < np.array([0.02, 0.03, 0.04, 0.2])[actions]).astype(float)
    return Log(slots, actions, rewards, policy[actions])


def test_policies_are_judged_by_each_others_logs() -> None:
    better = np.array([0.1, 0.1, 0.2, 0.6])
    found = replay({AT_RANDOM: bandit(4_000, 1, np.full(4, 0.25)), THOMPSON: bandit(4_000, 2, better)}, 1)
    for difference in (found.difference.ips, found.difference.snips, found.difference.dr):
        assert difference.holds(0.0)
    assert found.ours.snips.low > found.random_own.high, "what is learned is better than chance"
    assert found.ranking.value == pytest.approx(1.0)


def test_our_policy_takes_what_was_clicked_on() -> None:
    policy = learned(bandit(4_000, 3, np.full(4, 0.25)), (3, 4), Random(1))
    assert policy.sum(axis=1) == pytest.approx(np.ones(3)) and (policy[:, 3] > 0.9).all()


def test_both_logs_are_needed() -> None:
    with pytest.raises(InvalidInput, match="bts"):
        replay({AT_RANDOM: bandit(10, 1, np.full(4, 0.25))}, 1)


def test_the_command_prints_its_figures_and_refuses_what_it_cant_read(tmp_path: Path) -> None:
    run = CliRunner().invoke
    small = ["ads", "--impressions", "1000", "--days", "1"]
    assert "pacing error" in run(simulate_app(), small).output
    refused = run(simulate_app(), [*small, "--log", str(written(tmp_path, HEADER))])
    assert refused.exit_code == 1 and "no impressions" in refused.output
