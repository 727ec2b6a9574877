"""The balance of a feed: no beginning of a page has more locked contents than the share allows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.feed_balance import USUAL, FeedBalance, balanced
from domain.ids import ContentId
from domain.listing import Placed
from domain.ranking import Candidate


def _list(ids: str) -> list[Placed]:
    return [Placed(Candidate(n, ContentId(id), None, None, (), (), (), (), 0.5)) for n, id in enumerate(ids)]


def _shown(ids: str, balance: FeedBalance = USUAL) -> str:
    """Small letters are open, capitals locked."""
    locked = {id for id in ids if id.isupper()}
    return "".join(one.candidate.content_id for one in balanced(_list(ids), locked, balance))


def test_what_is_locked_waits_until_there_is_enough_to_read() -> None:
    assert _shown("Aabcdefghij") == "abcdAefghij"
    assert _shown("ABCabcdefgh") == "abcdAefghB"
    assert _shown("abcde") == "abcde"


def test_what_isnt_allowed_is_left_out() -> None:
    assert _shown("ABCa") == "a"
    assert _shown("ABCa", FeedBalance(locked_percent=0)) == "a"
    assert _shown("ABCa", FeedBalance(locked_percent=100)) == "ABCa"


@given(st.lists(st.booleans(), max_size=60), st.integers(0, 100))
def test_every_beginning_is_balanced_and_nothing_open_is_lost(shut: list[bool], percent: int) -> None:
    ids = [f"{n}" for n in range(len(shut))]
    placed = [Placed(Candidate(n, ContentId(id), None, None, (), (), (), (), 0.5)) for n, id in enumerate(ids)]
    locked = {id for id, closed in zip(ids, shut, strict=True) if closed}
    found = [one.candidate.content_id for one in balanced(placed, locked, FeedBalance(locked_percent=percent))]
    for places in range(1, len(found) + 1):
        assert 100 * sum(id in locked for id in found[:places]) <= percent * places
    assert [id for id in found if id not in locked] == [id for id in ids if id not in locked]
    kept = [id for id in found if id in locked]
    assert kept == [id for id in ids if id in locked][: len(kept)], "the best of what is locked, in its order"


@pytest.mark.parametrize("percent", [-1, 101])
def test_a_share_is_a_percentage(percent: int) -> None:
    with pytest.raises(InvalidInput):
        FeedBalance(locked_percent=percent).check()
