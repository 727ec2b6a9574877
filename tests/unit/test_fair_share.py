"""Shares of places beside shares of contents, and what a change makes worse."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.fair_share import Facts, Lists, inequality, shares, worsened

NOW = datetime(2026, 6, 1, tzinfo=UTC)
CONTENTS = [f"new{n}" for n in range(20)] + [f"old{n}" for n in range(20)]
GROUPS = {id: {"author's tenure": id[:3]} for id in CONTENTS}


def shown(new: int, members: int = 40) -> Lists:
    """Lists of ten, in each `new` contents by new authors, give or take one."""
    counts = [new + n % 3 - 1 for n in range(members)]
    return {
        f"u{n}": [f"new{(n + k) % 20}" for k in range(count)] + [f"old{(n + k) % 20}" for k in range(10 - count)]
        for n, count in enumerate(counts)
    }


def test_a_share_is_told_with_its_interval() -> None:
    new, old = shares(shown(3), CONTENTS, GROUPS)
    assert (new.group, new.contents, new.of_contents) == ("new", 20, 0.5)
    assert new.of_places == pytest.approx(0.3, abs=0.01) and new.low < new.of_places < new.high
    assert new.places + old.places == 400 and new.of_places + old.of_places == pytest.approx(1)
    assert new.ratio == pytest.approx(0.6, abs=0.02)


def test_a_group_with_too_few_places_that_gets_fewer_is_warned_of() -> None:
    (said,) = worsened(shown(4), shown(2), CONTENTS, GROUPS)
    assert said.startswith("author's tenure new: ") and "40 members" in said


@pytest.mark.parametrize(("before", "after"), [(2, 4), (3, 3), (9, 7)])
def test_what_gets_better_stays_or_has_enough_is_no_warning(before: int, after: int) -> None:
    said = worsened(shown(before), shown(after), CONTENTS, GROUPS)
    assert [one for one in said if "tenure new" in one] == []


def test_of_two_members_nothing_is_sure() -> None:
    one = {"u0": ["new0", "old0"], "u1": ["old1", "old2"]}
    other = {"u0": ["old3", "old4"], "u1": ["old1", "old2"]}
    assert worsened(one, other, CONTENTS, GROUPS) == []


def test_of_nobody_there_is_nothing_to_tell() -> None:
    assert shares({}, [], {}) == [] and worsened({}, {}, [], {}) == [] and inequality({}) == 0


def test_inequality_is_none_where_all_have_as_many() -> None:
    assert inequality({"u": ["a", "b"], "v": ["c", "d"]}) == 0
    assert inequality({f"u{n}": ["a", f"b{n}"] for n in range(50)}) > 0.4


@pytest.mark.parametrize(
    ("facts", "groups"),
    [
        ({}, ("unknown", "none", "unknown", "none")),
        ({"joined_at": NOW - timedelta(days=89), "in_area": 99}, ("under 90 days", "small", "unknown", "none")),
        ({"joined_at": NOW - timedelta(days=364), "in_area": 100}, ("under a year", "medium", "unknown", "none")),
        (
            {"joined_at": NOW - timedelta(days=365), "in_area": 1001, "language": "de", "segment": "LOW_VALUE"},
            ("a year or more", "large", "de", "LOW_VALUE"),
        ),
    ],
)
def test_what_a_content_is_grouped_by(facts: dict[str, object], groups: tuple[str, ...]) -> None:
    known = {"joined_at": None, "segment": None, "in_area": None, "language": None} | facts
    assert tuple(Facts.model_validate({"id": "c", **known}).groups(NOW).values()) == groups
