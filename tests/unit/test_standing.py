"""Levels: entered and left at different bars, opened by time, and the same however a ledger was followed."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access import Role
from domain.errors import InvalidInput, NotAllowed
from domain.ids import UserId
from domain.rights import RIGHTS, Right, Rules, Standing, holding, may, require, rights, shown
from domain.standing import KEPT_CHANGES, LADDER, LEVELS, Career, Climb, Ladder, Level, kept_down_to, step

NOW = datetime(2026, 6, 1, tzinfo=UTC)
BARS = (5, 100, 1_000)
ROOT = Path(__file__).resolve().parent.parent.parent


def career(points: int = 0, days: float = 400, *, known: bool = False, rung: int | None = None) -> Career:
    """Somebody with so many points, whose latest came two days ago."""
    held = step(0, points, BARS) if rung is None else rung
    joined_at = NOW - timedelta(days=days)
    return Career(LADDER, joined_at, points, (NOW - timedelta(days=2),), (held,), known)


def stands(points: int = 0, days: float = 400, role: Role | None = None) -> Standing:
    """Their standing in the community."""
    return Standing(career(points, days), Rules(), role)


@pytest.mark.parametrize(
    ("held", "points", "rung"),
    [
        (0, 4, 0),
        (0, 5, 1),
        (1, 4, 1),
        (1, 0, 1),
        (1, -1, 0),
        (2, 90, 2),
        (2, 89, 1),
        (0, 99, 1),
        (3, 899, 2),
        (3, -9, 0),
    ],
)
def test_a_level_is_left_lower_than_it_is_entered(held: int, points: int, rung: int) -> None:
    assert step(held, points, BARS) == rung


@given(
    held=st.integers(0, 3),
    points=st.integers(-100, 2_000),
    bars=st.lists(st.integers(0, 1_500), min_size=3, max_size=3),
)
def test_a_step_stays_and_never_leads_below_what_is_entered(held: int, points: int, bars: list[int]) -> None:
    bars.sort()
    rung = step(held, points, bars)
    assert step(rung, points, bars) == rung
    assert rung >= step(0, points, bars)
    assert all(kept_down_to(bar) < bar for bar in bars)


def test_points_that_swing_within_the_grace_make_nobody_fall() -> None:
    climb = Climb(BARS)
    for number, delta in enumerate([100, *[-10, 10] * 50]):
        climb.add(delta, NOW + timedelta(hours=number))
    assert (climb.rungs, climb.moments) == ([2], [NOW])
    climb.add(-11, NOW + timedelta(days=9))
    assert climb.rungs == [2, 1]


@given(
    groups=st.lists(st.lists(st.integers(-60, 60), min_size=1, max_size=4), max_size=60),
    repeats=st.lists(st.booleans(), min_size=60, max_size=60),
)
def test_one_moment_is_one_step_however_many_entries_it_has(groups: list[list[int]], repeats: list[bool]) -> None:
    """A transaction may add in several goes, and the fold goes entry by entry; both must come to the same."""
    one_by_one, at_once, moment = Climb(BARS), Climb(BARS), NOW
    for deltas, again in zip(groups, repeats, strict=False):
        moment += timedelta(seconds=0 if again else 1)
        at_once.add(sum(deltas), moment)
        for delta in deltas:
            one_by_one.add(delta, moment)
    assert one_by_one == at_once
    assert len(at_once.moments) == len(at_once.rungs) <= KEPT_CHANGES


@pytest.mark.parametrize(
    ("points", "days", "level"),
    [
        (5, 1, "MEMBER"),
        (5, 0.9, "NEW"),
        (4, 900, "NEW"),
        (5_000, 13, "MEMBER"),
        (5_000, 14, "ESTABLISHED"),
        (999, 90, "ESTABLISHED"),
        (1_000, 60, "TRUSTED"),
    ],
)
def test_a_level_takes_points_and_time(points: int, days: float, level: str) -> None:
    assert career(points, days).level(NOW) == level


def test_who_was_never_new_stands_on_member_at_least() -> None:
    assert career(-50, 0, known=True).level(NOW) is Level.MEMBER
    assert career(1_000, 90, known=True).level(NOW) is Level.TRUSTED


def test_bars_that_were_changed_hold_before_anything_is_counted_anew() -> None:
    lower = Ladder(points=(1, 2, 3), days=(0, 0, 0))
    assert Career(lower, NOW, 3, (), ()).level(NOW) is Level.TRUSTED
    assert career(50, rung=2).level(NOW) is Level.MEMBER, "what was reached by lower ones isn't kept"


def test_the_way_here_tells_since_when_and_what_is_next() -> None:
    joined_at = NOW - timedelta(days=20)
    moments = tuple(joined_at + timedelta(days=day) for day in (0.5, 3, 18))
    found = shown(UserId("usr_a"), Standing(Career(LADDER, joined_at, 40, moments, (1, 2, 1)), Rules()), NOW)
    days = [(change.level, (change.at - joined_at) / timedelta(days=1)) for change in found.history]
    assert days == [("MEMBER", 18), ("ESTABLISHED", 14), ("MEMBER", 1), ("NEW", 0)]
    assert (found.level, found.since, found.tenure_days) == (Level.MEMBER, moments[-1], 20)
    assert found.next is not None
    assert (found.next.level, found.next.missing_points, found.next.opens_at) == (Level.ESTABLISHED, 60, None)
    assert shown(UserId("usr_a"), stands(1_000), NOW).next is None


def test_rights_come_with_levels_and_staff_has_them_all() -> None:
    for right, level in RIGHTS.items():
        low, high = stands(), stands(BARS[level.rung - 1]) if level.rung else stands()
        assert may(right, high, NOW)
        assert may(right, low, NOW) is (level is Level.NEW)
    assert rights(stands(role=Role.MODERATOR), NOW) == tuple(Right)
    with pytest.raises(NotAllowed, match=r"takes the level MEMBER: 5 points, and a day.*You lack 2 points") as refused:
        require(Right.VOTE_DOWN, stands(3), NOW)
    assert "until" not in refused.value.message
    with pytest.raises(NotAllowed, match="You lack time until 2026-06-01 12:00 UTC"):
        require(Right.VOTE_DOWN, stands(9, 0.5), NOW)


def test_every_right_is_asked_for_somewhere() -> None:
    code = "".join(path.read_text("utf-8") for layer in ("graph", "resolvers") for path in (ROOT / layer).glob("*.py"))
    assert {Right(name) for name in re.findall(r"Right\.([A-Z_]+)", code)} == set(Right)


def test_an_area_goes_by_the_community_where_it_says_nothing() -> None:
    common = {
        "version": 3,
        "points": [1, 2, 3],
        "days": [0, 0, 0],
        "right_COMMENT": "MEMBER",
        "young_below": 7,
        "limit_links": 1,
    }
    assert holding("area_a", None, None) == Rules()
    plain = holding("area_a", common, {"version": 2, "right_VOTE_UP": "TRUSTED"})
    assert (plain.scope, plain.ladder.points, plain.limits.links, plain.young_below) == ("all", (1, 2, 3), 1, 7)
    assert [plain.rights[right] for right in (Right.COMMENT, Right.VOTE_UP)] == [Level.MEMBER, Level.TRUSTED]
    own = holding("area_a", common, {"version": 2, "points": [9, 9, 9], "days": [0, 0, 0]})
    assert (own.scope, own.version, own.ladder.points) == ("area_a", 2, (9, 9, 9))


@pytest.mark.parametrize(
    "ladder",
    [
        {"points": (5, 4, 9)},
        {"points": (-1, 4, 9)},
        {"points": (1, 2, 1_000_001)},
        {"days": (3, 2, 4)},
        {"points": (1, 2)},
    ],
)
def test_a_ladder_nobody_can_climb_is_refused(ladder: dict[str, tuple[int, ...]]) -> None:
    with pytest.raises(InvalidInput):
        LADDER.model_copy(update=ladder).check(("input", "levels"))


def test_levels_are_in_their_order() -> None:
    assert [level.rung for level in LEVELS] == [0, 1, 2, 3]
    assert LEVELS[0] is Level.NEW
