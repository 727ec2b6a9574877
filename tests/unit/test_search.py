"""A search is asked without syntax of its own, and its excerpts hold what was searched for."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access import SIGNED_IN
from domain.errors import InvalidInput
from domain.excerpt import LENGTH, Fragment, excerpt, pattern
from domain.search import Only, lucene
from domain.text import words_of_html
from domain.words import MAX_QUERY, terms, words

texts = st.text(max_size=60) | st.text('"\\+-&|!(){}[]^~*?:/ ANDORT0aé图数據', max_size=60)
FORM = re.compile(
    r"""(?x) \ | [+()] | \^\d+(\.\d+)? | [a-z_]+:"[^"\\]*" | [a-z_]+:\w+(\*|~[12])? | [a-z_]+:\([a-z_ ]+\)"""
)


def typed(text: str) -> str:
    """A query whatever the text."""
    return f"{text} graph"


@given(texts, st.booleans())
def test_nothing_that_is_typed_becomes_syntax(text: str, near: bool) -> None:
    asked = lucene(words(typed(text)), Only(), SIGNED_IN, near=near)
    assert FORM.sub("", asked) == ""
    bare = re.sub(r'"[^"]*"', "", asked)
    assert bare.count("(") == bare.count(")")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('Node.js  "exact  phrase" node.JS', ["node.js", "exact phrase"]),
        ('an "open quote', ["an", "open", "quote"]),
        ("ＦＵＬＬ ｗｉｄｔｈ", ["full", "width"]),
        (r"AND\OR - +neo4j:*", ["and or", "+neo4j:*"]),
        ("lone \ud800 surrogate", ["lone", "surrogate"]),
    ],
)
def test_words(text: str, found: list[str]) -> None:
    assert [word.text for word in words(text)] == found


@pytest.mark.parametrize("text", ["", "  ", "*", '"" ~ ?', "a b c d e f g h i j k l m", "x" * (MAX_QUERY + 1)])
def test_nothing_to_search_for_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        words(text)


@given(st.text(max_size=600), texts, st.booleans())
def test_an_excerpt_is_a_piece_of_its_text(text: str, query: str, near: bool) -> None:
    flat = " ".join(text.split())
    found = excerpt(flat, pattern(words(typed(query)), flat, near=near))
    joined = "".join(one.text for one in found)
    assert joined.strip("…").strip() in flat
    assert len(joined) <= LENGTH + 2
    assert all(one.text for one in found)


def _matches(found: list[Fragment]) -> list[str]:
    return [one.text for one in found if one.match]


@pytest.mark.parametrize(
    ("query", "near", "matches"),
    [
        ("graph databases", False, ["graph", "databases", "Graphs"]),
        ("grahp", True, ["graph"]),
        ("性能", False, ["性能"]),
        ("data.bases", False, []),
        ("nothing", False, []),
        ("x.*y", False, []),
    ],
)
def test_an_excerpt_has_the_most_of_what_was_searched_for(query: str, near: bool, matches: list[str]) -> None:
    text = f"{'long before ' * 50}A graph of databases. Graphs, 优化数据库的性能。{' and after' * 50}"
    assert _matches(excerpt(text, pattern(words(query), text, near=near))) == matches


def test_words_of_html_are_those_a_reader_sees() -> None:
    html = (
        '<p>Two<br>lines, <b>bo</b>ld &amp; <a href="https://x.test">a &lt;tag&gt;</a></p><ul><li>1</li><li>2</li></ul>'
    )
    assert words_of_html(html) == "Two lines, bold & a <tag> 1 2"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Node.js, my_var (C++20)", "node js my var c 20"),
        ("C++ or C#, and .NET's", "cplusplus or csharp and dotnet s"),
        ("asp.net C+++", "asp net c"),
        ("图数据库。性能", "图数据库 性能"),
    ],
)
def test_terms(text: str, found: str) -> None:
    assert terms(text) == found
