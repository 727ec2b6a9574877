"""Shares of places beside shares of contents, what a change makes worse, and how that is told."""

import pytest

from domain.fair_group import ExposureDimension
from domain.fair_share import Lists, Scores, inequality, shares, worsened

TENURE = ExposureDimension.AUTHOR_TENURE
CONTENTS = [f"new{n}" for n in range(20)] + [f"old{n}" for n in range(20)]
GROUPS = {id: {TENURE: id[:3]} for id in CONTENTS}


def shown(new: int, turn: int = 0, members: int = 40) -> Lists:
    """Lists of ten, in each `new` contents by new authors, give or take one: who has one more turns with `turn`."""
    counts = [new + (n + turn) % 3 - 1 for n in range(members)]
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
    (found,) = worsened(shown(4), shown(2, turn=1), CONTENTS, GROUPS)
    assert (found.dimension, found.group, found.of_contents, found.members) == (TENURE, "new", 0.5, 40)
    assert found.before == pytest.approx(0.4, abs=0.01) and found.after == pytest.approx(0.2, abs=0.01)
    assert found.low < found.after - found.before < found.high < 0
    assert found.sentence.startswith("author's tenure new: 20.0% of places instead of 39.")
    assert "with 50.0% of contents" in found.sentence and "40 members" in found.sentence


@pytest.mark.parametrize(("before", "after"), [(2, 4), (3, 3), (9, 7)])
def test_what_gets_better_stays_or_has_enough_is_no_warning(before: int, after: int) -> None:
    found = worsened(shown(before), shown(after), CONTENTS, GROUPS)
    assert [one for one in found if one.group == "new"] == []


def test_of_two_members_nothing_is_sure() -> None:
    one = {"u0": ["new0", "old0"], "u1": ["old1", "old2"]}
    other = {"u0": ["old3", "old4"], "u1": ["old1", "old2"]}
    assert worsened(one, other, CONTENTS, GROUPS) == []


def test_of_nobody_there_is_nothing_to_tell() -> None:
    assert shares({}, [], {}) == [] and worsened({}, {}, [], {}) == [] and inequality({}) == 0


def test_inequality_is_none_where_all_have_as_many() -> None:
    assert inequality({"u": ["a", "b"], "v": ["c", "d"]}) == 0
    assert inequality({f"u{n}": ["a", f"b{n}"] for n in range(50)}) > 0.4


def test_scores_are_told_by_group_each_member_counting_once() -> None:
    scores: Scores = {"u0": {"new0": 0.2, "new1": 0.4, "old0": 0.9}, "u1": {"new2": 0.5}, "u2": {"old1": 0.7}}
    new, old = shares({}, CONTENTS, GROUPS, scores)
    assert new.score == pytest.approx(0.4) and old.score == pytest.approx(0.8)
    assert (new.scored, old.scored) == (3, 2)
    assert new.score_low is not None and new.score_high is not None and new.score_low <= 0.4 <= new.score_high
    assert (new.places, new.of_places) == (0, 0)
    plain, _ = shares(shown(3), CONTENTS, GROUPS)
    assert (plain.scored, plain.score, plain.score_low) == (0, None, None)


def test_what_is_in_no_group_that_can_be_told_of_is_in_none() -> None:
    groups = {"a": {TENURE: "new"}, "b": {}}
    (only,) = shares({"u": ["a", "b"]}, ["a", "b"], groups)
    assert (only.group, only.of_contents, only.of_places) == ("new", 0.5, 0.5)
