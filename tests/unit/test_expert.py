"""Experts: parts add up, more never counts less, and who has no embedding isn't ranked down for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.expert import Answers, ranked
from domain.ids import UserId

AMOUNT = st.floats(0, 1_000)


def _of(accepted: float, upvoted: float, nearness: float | None) -> Answers:
    return Answers(user_id=UserId("u"), accepted=accepted, upvoted=upvoted, nearness=nearness, answer_ids=[])


@given(AMOUNT, AMOUNT, st.none() | st.floats(0, 1), AMOUNT)
def test_parts_add_up_and_more_is_no_less(accepted: float, upvoted: float, near: float | None, more: float) -> None:
    found = ranked(_of(accepted, upvoted, near))
    assert sum(part.contribution for part in found.parts) == pytest.approx(found.score, abs=1e-12)
    assert sum(part.weight for part in found.parts) == pytest.approx(1)
    assert 0 <= found.score <= 1
    assert ranked(_of(accepted + more, upvoted, near)).score >= found.score - 1e-12
    assert len(found.parts) == (2 if near is None else 3)
