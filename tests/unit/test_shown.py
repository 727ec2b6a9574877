"""What was shown survives the way through a cursor."""

from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from domain.ids import IdPrefix, new_id
from domain.page import MAX_CURSOR_LENGTH, CursorKey
from domain.shown import MAX_SHOWN, Shown

ids = st.lists(st.text(min_size=1, max_size=40), unique=True, max_size=40)


@given(ids, ids)
def test_what_was_shown_is_known_after_the_round_trip(first: list[str], more: list[str]) -> None:
    shown = Shown.read(reduce(Shown.plus, first, Shown()).text)
    shown = Shown.read(reduce(Shown.plus, more, shown).text)
    assert len(shown) == len(first) + len(more)
    assert all(id in shown for id in (*first, *more))


@given(ids)
def test_adding_changes_nothing_that_was_there(shown: list[str]) -> None:
    before = reduce(Shown.plus, shown, Shown())
    text = before.text
    before.plus("another")
    assert before.text == text and len(before) == len(shown)


def test_nothing_was_shown_at_first() -> None:
    assert len(Shown()) == 0 and "a" not in Shown() and Shown.read("").text == Shown().text == ""


def test_what_was_not_shown_is_taken_for_shown_hardly_ever() -> None:
    shown = reduce(Shown.plus, (new_id(IdPrefix.CONTENT) for _ in range(MAX_SHOWN)), Shown())
    assert not any(new_id(IdPrefix.CONTENT) in shown for _ in range(1000))


def test_all_that_may_be_shown_fits_into_a_cursor() -> None:
    shown = reduce(Shown.plus, (f"{n}" for n in range(MAX_SHOWN)), Shown())
    key = CursorKey(b"a secret of enough bytes").listing("recommendations")
    assert len(key.encode((1.0, new_id(IdPrefix.MODEL), 1_000_002), {"shown": shown.text})) < MAX_CURSOR_LENGTH
