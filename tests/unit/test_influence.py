"""Influence in plain Python: what PageRank keeps, and what is said of a member; and when a whole-graph run is due."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.graph_learning import GraphLimits, Learned, LearnedGraph, NoGraphLearning, check_memory, is_due
from domain.ids import UserId
from domain.influence import DAMPING, Handed, influences, page_rank, spread, stepped

NOW = datetime(2026, 6, 1, tzinfo=UTC)
A, B, C = UserId("a"), UserId("b"), UserId("c")
PAIRS = st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")).filter(lambda pair: pair[0] != pair[1])


@given(st.dictionaries(PAIRS, st.floats(0.01, 100), min_size=1))
def test_more_of_everything_changes_nothing_and_nobody_gets_more_than_is_handed_on(
    weights: dict[tuple[str, str], float],
) -> None:
    ranks = page_rank(weights)
    assert page_rank({pair: weight * 7 for pair, weight in weights.items()}) == pytest.approx(ranks)
    assert sum(ranks.values()) <= len(ranks) + 1e-9
    assert min(ranks.values()) >= 0.15 - 1e-9


def test_a_reader_of_one_counts_as_much_as_a_reader_of_much() -> None:
    few, much = page_rank({("a", "b"): 1.0}), page_rank({("a", "b"): 500.0})
    assert few == much
    shared = page_rank({("a", "b"): 3.0, ("a", "c"): 1.0})
    assert shared["b"] - 0.15 == pytest.approx(3 * (shared["c"] - 0.15))


def test_percentiles_are_of_the_others_and_equals_are_equal() -> None:
    found = {one.user_id: one for one in influences({A: 3.0, B: 1.0, C: 1.0}, {A: 2}, NOW)}
    assert [found[user].percentile for user in (A, B, C)] == [1.0, 0.0, 0.0]
    assert found[A].score == pytest.approx(1.8)
    assert found[A].reason == "Read, liked, answered or followed by 2 members; more influential than 100% of 3 members."
    assert found[B].reason == "Nobody read, liked or followed them of late, among 3 members."
    assert influences({A: 2.0}, {}, NOW)[0].percentile == 0.0 and influences({}, {}, NOW) == []


@pytest.mark.parametrize(
    ("hours", "acts", "due"),
    [(1, 1_000, False), (30, 1_000, False), (1, 1_099, False), (1, 1_100, True), (23, 1_001, False), (24, 1_001, True),
     (-1, 1_000, True), (24, 999, True)],
)  # fmt: skip
def test_a_run_is_due_when_a_tenth_more_happened_or_a_day_passed(hours: int, acts: int, due: bool) -> None:
    last = LearnedGraph(name=Learned.INFLUENCE, as_of=NOW, acts=1_000, message=None)
    assert is_due(last, NOW + timedelta(hours=hours), acts) is due
    assert is_due(None, NOW, 0)


def test_what_takes_too_much_is_refused_with_what_to_change() -> None:
    limits = GraphLimits(memory_mb=16)
    check_memory(16 * 2**20, "It", limits)
    with pytest.raises(NoGraphLearning, match=r"up to 17 MiB .* STOA_GRAPH_MEMORY_MB allows 16"):
        check_memory(16 * 2**20 + 1, "It", limits)


def test_a_newcomer_is_placed_among_those_of_the_whole_run() -> None:
    known = spread([0.15, 0.15, 0.5, 3.2])
    assert known is not None and known.base == pytest.approx(0.15) and known.among == 4
    handed = [stepped(Handed(user_id=UserId("u"), handed=handed, givers=1), known, NOW) for handed in (0.0, 1.0, 99.0)]
    assert [one.percentile for one in handed] == [0.0, pytest.approx(0.99, abs=0.1), 1.0]
    assert [one.score for one in handed] == [pytest.approx(known.base + DAMPING * x) for x in (0.0, 1.0, 99.0)]
    assert spread([]) is None
