"""Two models side by side: differences of the same queries, with intervals, for everybody and for groups."""

from collections.abc import Sequence

import pytest

from evaluation.comparison import Compared, compare
from evaluation.metrics import Judged
from evaluation.outcome import Method

USERS = [f"u{n}" for n in range(40)]


def method(ndcg: Sequence[float], lists: Sequence[Sequence[str]], weight: float = 1.0) -> Method:
    rows = [
        Judged("day", user, n, value, value / 2, 0, 0, 0.5, 2.0, value * weight, weight)
        for n, (user, value) in enumerate(zip(USERS, ndcg, strict=True))
    ]
    return Method(rows, lists=[(user, list(items)) for user, items in zip(USERS, lists, strict=True)])


def figures(learned: Method, former: Method) -> dict[str, Compared]:
    segments = {user: "HIGH_VALUE" for user in USERS[:4]}
    return {row.figure: row for row in compare(learned, former, {"a", "b", "c", "d"}, segments)}


def test_a_gain_that_all_have_is_told_from_chance_and_one_of_few_is_not() -> None:
    flat = [0.5] * 40
    sure = figures(method([0.6] * 40, [["a"]] * 40), method(flat, [["a"]] * 40))["NDCG@10"]
    assert sure.queries == 40 and [sure.former, sure.learned] == pytest.approx([0.5, 0.6])
    assert sure.difference.low == pytest.approx(0.1) == sure.difference.high
    lucky = figures(method([1.0, *flat[1:]], [["a"]] * 40), method(flat, [["a"]] * 40))["NDCG@10"]
    assert lucky.difference.low <= 0 < lucky.difference.value < lucky.difference.high


def test_what_is_shown_is_compared_as_a_whole() -> None:
    found = figures(
        method([0.5] * 40, [["a", "b"], ["c", "d"]] * 20), method([0.5] * 40, [["a", "nobody's"], ["a", "b"]] * 20)
    )
    coverage, gini = found["coverage of live items"], found["Gini"]
    assert (coverage.former, coverage.learned) == (0.5, 1.0) and coverage.difference.low == pytest.approx(0.5)
    assert gini.learned == pytest.approx(0) and gini.former > 0.5 and gini.difference.high < 0


def test_groups_are_by_history_and_by_segment() -> None:
    found = figures(method([1.0] * 4 + [0.0] * 36, [["a"]] * 40), method([0.0] * 40, [["a"]] * 40))
    assert {name: row.queries for name, row in found.items() if "before" in name or "VALUE" in name} == {
        "NDCG@10, no item before": 1,
        "NDCG@10, 1 to 4 items before": 4,
        "NDCG@10, 5 to 19 items before": 15,
        "NDCG@10, 20 items or more before": 20,
        "NDCG@10, HIGH_VALUE": 4,
    }
    assert found["NDCG@10, HIGH_VALUE"].difference.value == 1
    assert found["NDCG@10, 20 items or more before"].difference.value == 0


def test_places_are_told_of_only_where_they_are_known() -> None:
    lists = [["a"]] * 40
    assert "NDCG@10 by place" not in figures(method([0.5] * 40, lists), method([0.4] * 40, lists))
    by_place = figures(method([0.5] * 40, lists, weight=2.0), method([0.4] * 40, lists, weight=2.0))["NDCG@10 by place"]
    assert [by_place.former, by_place.learned] == pytest.approx([0.4, 0.5])
