"""The order of a series is what its author says, and nothing is lost that they can't see just now."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Conflict, InvalidInput
from domain.ids import ContentId
from domain.series import MAX_CONTENTS, Place, SeriesId, arranged, inserted

IDS = st.lists(st.sampled_from("abcdefgh"), unique=True).map(lambda ids: [ContentId(id) for id in ids])


@given(IDS, st.data())
def test_all_stay_and_those_shown_stand_as_was_said(present: list[ContentId], data: st.DataObject) -> None:
    shown = [id for id in present if data.draw(st.booleans())]
    wanted = data.draw(st.permutations(shown))
    order = arranged(present, shown, wanted)
    assert sorted(order) == sorted(present)
    assert [id for id in order if id in shown] == list(wanted)
    for id in set(present) - set(shown):
        assert _before(order, id) == _before(present, id)


@given(IDS, st.data())
def test_saying_what_is_so_changes_nothing(present: list[ContentId], data: st.DataObject) -> None:
    shown = [id for id in present if data.draw(st.booleans())]
    assert list(arranged(present, shown, shown)) == present


@pytest.mark.parametrize("wanted", ["ab", "abcd", "aab", "abx", ""])
def test_anything_else_is_a_conflict(wanted: str) -> None:
    with pytest.raises(Conflict):
        arranged(_ids("abc"), _ids("abc"), _ids(wanted))


@pytest.mark.parametrize(("position", "order"), [(1, "xabc"), (3, "abxc"), (4, "abcx"), (None, "abcx")])
def test_what_is_new_stands_where_it_was_put(position: int | None, order: str) -> None:
    assert "".join(inserted(_ids("abc"), ContentId("x"), position)) == order


@pytest.mark.parametrize("position", [0, -1, 5, 2**31])
def test_there_is_no_such_position(position: int) -> None:
    with pytest.raises(InvalidInput):
        inserted(_ids("abc"), ContentId("x"), position)


def test_a_series_has_an_end() -> None:
    with pytest.raises(InvalidInput):
        inserted([ContentId(str(n)) for n in range(MAX_CONTENTS)], ContentId("x"), 1)


@pytest.mark.parametrize(
    ("id", "position", "before", "after"),
    [("a", 1, None, "b"), ("b", 2, "a", "c"), ("c", 3, "b", None), ("x", None, None, None)],
)
def test_a_content_knows_what_stands_beside_it(
    id: str, position: int | None, before: str | None, after: str | None
) -> None:
    place = Place(content_id=ContentId(id), series_id=SeriesId("ser_1"), ids=tuple(_ids("abc")))
    assert (place.position, place.beside(-1), place.beside(1)) == (position, before, after)


def _before(order: Sequence[ContentId], id: ContentId) -> ContentId | None:
    at = order.index(id)
    return order[at - 1] if at else None


def _ids(letters: str) -> Sequence[ContentId]:
    return [ContentId(letter) for letter in letters]
