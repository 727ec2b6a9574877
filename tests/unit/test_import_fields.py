"""Fields of foreign files: what is understood, and what is refused with which reason."""

from datetime import UTC, datetime

import pytest

from domain.ids import IdPrefix, parse_id, stable_id
from domain.interaction import InteractionType
from domain.text import MAX_BODY, line_of_text, slug
from importers.fields import behaviour, identifier, moment, safe_html
from importers.identity import row_id
from importers.named import new_user, tag_slug
from importers.problems import BadRow

NOW = datetime(2026, 1, 1, tzinfo=UTC)
MARCH = datetime(2016, 3, 14, 13, 54, 36, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["1457963676", "1457963676.0", "1457963676000", "2016-03-14T13:54:36", "2016-03-14T13:54:36Z",
     "2016-03-14T14:54:36+01:00", " 2016-03-14 13:54:36 "],
)  # fmt: skip
def test_times_are_understood(text: str) -> None:
    assert moment(text, "timestamp", NOW) == MARCH


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "neither"),
        ("yesterday", "neither"),
        ("nan", "neither"),
        ("1e400", "neither"),
        ("9" * 40, "neither"),
        ("2026-01-01T00:06:00Z", "future"),
        ("99999999999", "future"),
        ("0", "before 1990"),
        ("-5", "before 1990"),
        ("0001-01-01", "before 1990"),
    ],
)
def test_times_are_refused(text: str, reason: str) -> None:
    with pytest.raises(BadRow, match=reason):
        moment(text, "timestamp", NOW)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("VIEW", InteractionType.VIEW),
        ("COMMENT CREATED", InteractionType.COMMENT),
        ("comment", InteractionType.COMMENT),
        ("ASK", InteractionType.PUBLISH),
        ("vote-up", InteractionType.VOTE_UP),
    ],
)
def test_words_for_behaviour(word: str, kind: InteractionType) -> None:
    assert behaviour(word) is kind


def test_unknown_behaviour_is_refused() -> None:
    with pytest.raises(BadRow, match="unknown: 'EXPLODE'"):
        behaviour("EXPLODE")


@pytest.mark.parametrize("text", ["", "  ", "x" * 201, "a\x00b", "a\nb"])
def test_ids_are_refused(text: str) -> None:
    with pytest.raises(BadRow, match="user_id"):
        identifier(text, "user_id")


def test_ids_stay_text() -> None:
    assert identifier(" -8845298781299428018 ", "item_id") == "-8845298781299428018"
    assert identifier("007", "item_id") == "007"


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<p>fine</p>", "<p>fine</p>"),
        ("<p>open<b>", "<p>open<b></b></p>"),
        ("<script>alert(1)</script>x", "x"),
        ('<a href="javascript:alert(1)">x</a>', '<a rel="noopener noreferrer nofollow">x</a>'),
        ('<img src=x onerror="alert(1)">', '<img src="x">'),
        ("<p><![CDATA[</p>", "<p></p>"),
    ],
)
def test_html_is_sanitised(html: str, clean: str) -> None:
    assert safe_html(html) == clean


def test_huge_html_is_refused() -> None:
    with pytest.raises(BadRow, match="at most"):
        safe_html("a" * (MAX_BODY + 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Can a Turing machine simulate a quantum computer?", "can-a-turing-machine-simulate-a-quantum-computer"),
        ("Élise  Müller", "elise-muller"),
        ("日本", ""),
        ("x" * 80, "x" * 60),
        ("word " * 30, "word-" * 11 + "word"),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_tags_keep_their_signs() -> None:
    assert [tag_slug(name) for name in ("C++", " q# ", "Error Correction")] == ["c++", "q#", "error-correction"]


def test_titles_stand_on_one_line() -> None:
    assert line_of_text("a\x00b\n  c\u2028d", 100) == "a b c d"
    assert line_of_text("x" * 400, 300) == "x" * 299 + "…"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\U0001f469\u200d\U0001f680 \U0001f1e9\U0001f1ea", "\U0001f469\u200d\U0001f680 \U0001f1e9\U0001f1ea"),
        ("1\ufe0f\u20e3", "1\ufe0f\u20e3"),
        ("\U0001f3f4\U000e0067\U000e0062\U000e007f", "\U0001f3f4\U000e0067\U000e0062\U000e007f"),
        ("\u0639\u0644\u064a\u200f \u05e9\u05c1\u05bc\u05b8", "\u0639\u0644\u064a\u200f \u05e9\u05c1\u05bc\u05b8"),
        ("e\u0323\u0302 \u0e01\u0e35\u0e48", "e\u0323\u0302 \u0e01\u0e35\u0e48"),
        ("ad\u00admin\u2063\u034f\u3164", "admin"),
        ("ad\u206amin\ufff9", "admin"),
        ("admin\U000e0061\U000e0062", "admin"),
        ("Z" + "\u0351\u0489" * 40, "Z" + "\u0351\u0489" * 2),
        ("\u200d\ufe0f \u2800\u200e", ""),
        ("\u202e\u2067", ""),
    ],
)
def test_names_show_what_they_are_and_nothing_else(text: str, shown: str) -> None:
    assert line_of_text(text, 100) == shown


def test_ids_follow_from_what_they_name() -> None:
    first = stable_id(IdPrefix.USER, MARCH, "user", "7")
    assert parse_id(first) is IdPrefix.USER
    assert first == stable_id(IdPrefix.USER, MARCH, "user", "7")
    assert first != stable_id(IdPrefix.USER, MARCH, "user", "8")
    assert row_id("a", "bc") != row_id("ab", "c")


def test_a_member_without_a_name_is_called_by_id() -> None:
    user = new_user("-42", MARCH)
    assert (user.handle, user.display_name) == ("user-42", "User -42")
