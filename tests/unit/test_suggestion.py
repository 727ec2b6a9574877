"""Tags by the votes of neighbours: the votes add up, and what is everywhere gains little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.suggestion import VOTERS, votes

NEIGHBOURS = st.lists(
    st.tuples(
        st.text("abc", min_size=1),
        st.integers(0, 9).map(lambda tenths: tenths / 10),
        st.lists(st.sampled_from("xyz"), max_size=4),
    ),
    max_size=VOTERS + 5,
    unique_by=lambda row: row[0],
)


def test_a_near_neighbour_weighs_more_than_two_far_ones() -> None:
    found = votes([("a", 0.9, ["x"]), ("b", 0.3, ["y"]), ("c", 0.2, ["y"])])
    assert [(one.tag, round(one.score, 3)) for one in found] == [("x", 0.643), ("y", 0.357)]
    assert [vote.content_id for vote in found[1].votes] == ["b", "c"]


def test_where_many_vote_it_counts_how_much_nearer_one_is_than_the_last() -> None:
    crowd = [(f"n{place:02}", 0.5, ["everywhere"]) for place in range(VOTERS)]
    found = votes([("near", 0.6, ["special"]), *crowd])
    assert [one.tag for one in found] == ["special"]


@given(NEIGHBOURS)
def test_scores_are_sums_of_votes_and_shares_of_the_whole(rows: list[tuple[str, float, list[str]]]) -> None:
    found = votes(rows)
    assert found == votes(rows[::-1]), "whatever order they come in"
    for one in found:
        assert one.score == pytest.approx(sum(vote.score for vote in one.votes))
        assert 0 < one.score <= 1 + 1e-9 and len(one.votes) <= VOTERS
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_nobody_votes_for_nothing() -> None:
    assert votes([]) == [] and votes([("a", 0.0, ["x"])]) == [] and votes([("a", 0.5, [])]) == []
