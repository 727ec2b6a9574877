"""Cursors and pages: what goes in comes out, and nothing but what we signed comes in."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.page import MAX_CURSOR_LENGTH, CursorKey, Edge, Page, Slice, connect, connect_edges

KEY = CursorKey(b"a secret of some length")
FEED = KEY.listing("feed", kinds=["ARTICLE"], area=None)
NOW = datetime(2026, 11, 22, 21, 13, 0, 123456, tzinfo=UTC)

sort_keys = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.datetimes(timezones=st.just(UTC)),
)


@given(st.lists(sort_keys, min_size=1, max_size=4), st.dictionaries(st.sampled_from(["as_of", "seed"]), sort_keys))
def test_a_cursor_gives_back_its_keys_exactly(keys: list[object], pinned: dict[str, object]) -> None:
    cursor = FEED.encode(keys, pinned)  # type: ignore[arg-type]
    position = FEED.decode(cursor)
    assert position.keys == tuple(keys)
    assert position.pinned == pinned
    assert cursor.replace("-", "").replace("_", "").isalnum()


def test_times_of_any_zone_are_the_same_moment() -> None:
    there = NOW.astimezone(datetime.now().astimezone().tzinfo) + timedelta(microseconds=1)
    assert FEED.decode(FEED.encode([there])).keys == (there,)


def test_every_change_of_a_cursor_is_noticed() -> None:
    cursor = FEED.encode([0.25, NOW, "cnt_1"], {"seed": 7})
    for place, letter in enumerate(cursor):
        changed = cursor[:place] + ("A" if letter != "A" else "B") + cursor[place + 1 :]
        with pytest.raises(InvalidInput):
            FEED.decode(changed)


@pytest.mark.parametrize(
    "garbage",
    [
        "",
        "0",
        "=",
        "-1",
        "null",
        "arrayconnection:5",
        "é",
        "\ud800",
        "A" * 11,
        "A" * 16,
        "A" * (MAX_CURSOR_LENGTH + 1),
        " ",
    ],
)
def test_garbage_is_refused(garbage: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        FEED.decode(garbage)
    assert refused.value.path == ("after",)


def test_one_position_has_one_spelling() -> None:
    cursor = FEED.encode(["x"])
    padded = cursor + "=" * (-len(cursor) % 4)
    spellings = {padded + "=", cursor + "\n", " " + cursor, base64.b64encode(base64.urlsafe_b64decode(padded)).decode()}
    for spelling in spellings - {cursor}:
        with pytest.raises(InvalidInput):
            FEED.decode(spelling)


@pytest.mark.parametrize(
    "other",
    [
        KEY.listing("users", kinds=["ARTICLE"], area=None),
        KEY.listing("feed", kinds=["TALK"], area=None),
        KEY.listing("feed", kinds=["ARTICLE"], area="qa"),
        KEY.listing("feed", kinds=["ARTICLE"]),
        CursorKey(b"another secret, as long").listing("feed", kinds=["ARTICLE"], area=None),
    ],
)
def test_a_cursor_belongs_to_its_listing_filter_and_key(other: object) -> None:
    with pytest.raises(InvalidInput):
        other.decode(FEED.encode(["x"]))  # type: ignore[attr-defined]


def test_filters_have_no_order() -> None:
    again = KEY.listing("feed", area=None, kinds=["ARTICLE"])
    assert again.encode([1]) == FEED.encode([1])


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_rows_cannot_be_paged_by_what_has_no_order(number: float) -> None:
    with pytest.raises(ValueError, match="paged"):
        FEED.encode([number])


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        CursorKey(b"short")


@pytest.mark.parametrize("first", [0, -1, 101, 10**9])
def test_a_page_has_1_to_100_rows(first: int) -> None:
    with pytest.raises(InvalidInput, match="between 1 and 100"):
        Page(first)


def test_null_asks_for_the_default() -> None:
    assert Page.of(None, None) == Page(20, None)


def test_the_row_too_many_tells_of_a_next_page() -> None:
    assert Slice.cut([1, 2, 3], 2) == Slice([1, 2], has_next=True)
    assert Slice.cut([1, 2], 2) == Slice([1, 2], has_next=False)


def test_a_connection_has_the_cursors_of_its_ends() -> None:
    info = connect(Slice(["a", "b"], has_next=True), Page(2, "before"), str.upper).page_info
    assert (info.start_cursor, info.end_cursor, info.has_next_page, info.has_previous_page) == ("A", "B", True, True)
    empty: list[Edge[str]] = []
    nothing = connect_edges(empty, Page(), has_next=False).page_info
    assert (nothing.start_cursor, nothing.end_cursor, nothing.has_previous_page) == (None, None, False)
