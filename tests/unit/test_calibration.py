"""Calibration: figures of guesses, mending that keeps their order, and a log lived through for the risk of churn."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from domain.calibration import Guess, Steps, brier, gain, isotonic, rate, reliability
from domain.churn import risk
from domain.errors import InvalidInput
from evaluation.churn import active_days, gap_counts, mended, moments
from evaluation.churn_command import calibrate_app
from evaluation.log import read

guesses = st.lists(
    st.builds(Guess, st.sampled_from("abcde"), st.integers(0, 1000).map(lambda n: n / 1000), st.booleans()),
    min_size=1,
    max_size=40,
)


def test_figures_of_guesses() -> None:
    found = [Guess("a", 0.1, False), Guess("b", 0.15, True), Guess("a", 1.0, True)]
    assert brier(found) == pytest.approx((0.01 + 0.7225 + 0) / 3)
    assert rate(found) == pytest.approx(2 / 3)
    bins = reliability(found)
    assert [(one.least, one.guessed, one.happened.value, one.happened.n) for one in bins] == [
        (0.1, 0.125, 0.5, 2), (0.9, 1.0, 1.0, 1),
    ]  # fmt: skip
    assert gain(found, lambda guessed: guessed).mean == 0


@given(guesses)
def test_mending_rises_and_no_rising_steps_come_closer(found: list[Guess]) -> None:
    steps = isotonic(found)
    assert all(one < two for one, two in pairwise(steps.values))
    assert [steps(least) for least in steps.least] == list(steps.values)
    mended_ = brier([guess._replace(guessed=steps(guess.guessed)) for guess in found])
    for other in (lambda _: rate(found), lambda guessed: guessed, lambda guessed: float(guessed > 0.5)):
        assert mended_ <= brier([guess._replace(guessed=other(guess.guessed)) for guess in found]) + 1e-9
    assert gain(found, steps).mean == pytest.approx(brier(found) - mended_)


def test_below_all_steps_is_the_first_value() -> None:
    assert Steps((0.2, 0.5), (0.1, 0.9))(0.0) == 0.1 and Steps((0.2, 0.5), (0.1, 0.9))(0.5) == 0.9


DAY = 86_400
BEGINNING = 1_700_000_000


def write(path: Path, days: Mapping[str, Sequence[int]]) -> Path:
    """A data set in which each user views something on these days."""
    lines = [f"{user},1,{BEGINNING + day * DAY}" for user, of in days.items() for day in of]
    path.joinpath("interactions.csv").write_text("user_id,item_id,timestamp\n" + "\n".join(lines) + "\n")
    return path


REGULAR = {f"weekly{n}": range(n, 150, 7) for n in range(6)} | {f"gone{n}": range(n, 40, 3) for n in range(6)}


def test_who_stays_is_told_from_who_leaves(tmp_path: Path) -> None:
    found = moments(read(write(tmp_path, REGULAR)))
    assert [moment.day.toordinal() - found[0].day.toordinal() for moment in found] == [0, 28, 56, 84]
    second = {guess.member: guess for guess in found[1].everybody}
    assert second["weekly0"].guessed < 0.1 and not second["weekly0"].happened
    assert second["gone5"].happened and second["gone5"].guessed == pytest.approx(risk(56 - 38, 3))
    assert len(found[3].here) == 6, "those who left more than 60 days ago are known to be gone"
    assert (better := mended([moment.everybody for moment in found])) and better.raw < better.base


def test_nothing_later_is_known_at_a_moment(tmp_path: Path) -> None:
    log = read(write(tmp_path, REGULAR))
    until = BEGINNING + 90 * DAY
    cut = replace(log, acts=[act for act in log.acts if act.at < until])
    for whole, early in zip(moments(log), moments(cut), strict=False):
        assert [guess[:2] for guess in whole.everybody] == [guess[:2] for guess in early.everybody]
    assert sum(count.gaps for count in gap_counts(active_days(log))) == sum(len(of) - 1 for of in REGULAR.values())


def test_the_command_writes_what_it_prints(tmp_path: Path) -> None:
    out = tmp_path / "churn.csv"
    result = CliRunner().invoke(calibrate_app(), ["churn", str(write(tmp_path, REGULAR)), "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert "4 moments from" in result.output
    with out.open() as file:
        rows = list(csv.DictReader(file))
    assert {row["figure"] for row in rows} >= {"Brier", "Brier of the rate", "risk", "gain by mending", "mended"}
    assert sum(int(row["n"]) for row in rows if (row["members"], row["figure"]) == ("everybody", "risk")) == 48


@pytest.mark.parametrize("days", [{"a": [0, 3]}, {"a": range(80), "b": [1]}], ids=["two days", "eighty days"])
def test_too_short_a_log_is_refused(tmp_path: Path, days: Mapping[str, Sequence[int]]) -> None:
    with pytest.raises(InvalidInput, match="it takes 85 or more"):
        moments(read(write(tmp_path, days)))


def test_acts_without_times_are_refused(tmp_path: Path) -> None:
    tmp_path.joinpath("interactions.csv").write_text("user_id,item_id\na,1\nb,1\n")
    with pytest.raises(InvalidInput, match="acts with times"):
        moments(read(tmp_path))
