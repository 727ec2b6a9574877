"""Teasers: the beginning of a text and never the text, whatever it is written in."""

from hypothesis import given
from hypothesis import strategies as st

from domain.html import reading, sanitised
from domain.teaser import MAX_CHARACTERS, SHARE, WORDS, shortened, teaser

LONG = "<h2>Graphs</h2><p>" + " ".join(f"word{n}" for n in range(1_000)) + "</p>"


def test_a_teaser_has_sixty_words_of_a_long_text() -> None:
    found = teaser(LONG) or ""
    assert found.startswith("Graphs word0 word1 ")
    assert len(found.removesuffix("…").split()) <= WORDS
    assert len(found) > MAX_CHARACTERS * 0.6


def test_a_short_text_gives_a_fifth_of_itself_in_whole_words() -> None:
    assert teaser("<p>One two three four five six seven eight nine ten eleven twelve</p>") == "One two…"


def test_what_is_too_short_has_none() -> None:
    for body in ("", "<p></p>", "<p>abc</p>", "<p><img src='x'></p>"):
        assert teaser(body) is None


def test_languages_without_spaces_are_cut_too() -> None:
    text = "如何优化图数据库的查询性能" * 400
    found = (teaser(f"<p>{text}</p>") or "").removesuffix("…")
    assert text.startswith(found) and len(found) == MAX_CHARACTERS


@given(st.text(max_size=3_000))
def test_a_teaser_is_a_small_part_of_what_is_said(source: str) -> None:
    body = sanitised(source)
    found = teaser(body)
    if found is not None:
        assert len(found.removesuffix("…")) * SHARE <= len(reading(body).text)


def test_an_excerpt_of_a_locked_text_is_no_longer_than_its_teaser() -> None:
    assert shortened("One two three", None) is None
    assert shortened("One two three", "One…") == "One…"
    assert shortened("One", "One two…") == "One"
    assert shortened(None, "One…") is None
