"""Bodies: Markdown becomes what readers should see, what attacks becomes harmless, and neither takes long."""

import re
import time
from contextlib import suppress
from html.parser import HTMLParser

import pytest

from domain.body import Body, body_of, minutes
from domain.content import BodyFormat
from domain.errors import InvalidInput
from domain.language import guess

MARKDOWN, HTML = BodyFormat.MARKDOWN, BodyFormat.HTML
REL = 'rel="noopener noreferrer nofollow"'
CPU_SECONDS = 4.0
"""Far above what any takes (1.3 s at the most), far below what something quadratic takes at this length."""
LENGTH = 100_000


def written(source: str, format: BodyFormat = MARKDOWN) -> Body:
    """The body of what somebody wrote."""
    return body_of(source, format)


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("# A *b* `c`", "<h1>A <em>b</em> <code>c</code></h1>"),
        ("~~a~~", "<p><s>a</s></p>"),
        ("```py\na < b\n```", '<pre><code class="language-py">a &lt; b\n</code></pre>'),
        ("[a](https://b.org)", f'<p><a href="https://b.org" {REL}>a</a></p>'),
        ("see https://b.org/x_y_z.", f'<p>see <a href="https://b.org/x_y_z" {REL}>https://b.org/x_y_z</a>.</p>'),
        ("`https://b.org`", "<p><code>https://b.org</code></p>"),
        ("[https://b.org](https://c.org)", f'<p><a href="https://c.org" {REL}>https://b.org</a></p>'),
        ("<p>old <b>HTML</b></p>", "<p>old <b>HTML</b></p>"),
    ],
)
def test_markdown_is_rendered(source: str, html: str) -> None:
    assert written(source).html == html


def test_tables_are_rendered() -> None:
    html = written("| a | b |\n|---|---|\n| 1 | 2 |").html.replace("\n", "")
    assert html == (
        "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    )


class Elements(HTMLParser):
    """Every element as a browser would meet it, with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


ATTACKS = [
    "<script>x()</script>a",
    "<scr<script>ipt>x()</script>a",
    "[a](javascript:x())",
    "[a](JaVaScRiPt:x())",
    "[a](java&#10;script:x())",
    "![a](javascript:x())",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "<a href='data:text/html,<script>x()</script>'>a</a>",
    "[a](vbscript:x())",
    "<javascript:x()>a",
    "[a]: javascript:x()\n\n[a]",
    "<svg onload=x()><script>x()</script></svg>a",
    "<svg><a xlink:href='javascript:x()'><text>a</text></a></svg>a",
    "<math><mtext><table><mglyph><style><img src=x onerror=x()>a",
    "<img src=x onerror=x()>a",
    '<p title="\'><img src=x onerror=x()>">a</p>',
    '![a](x"onerror="x())',
    '[a](<x" onmouseover="x()>)',
    "`` <img src=x onerror=x()> `` <b onclick=x()>a</b>",
    "<iframe srcdoc='<script>x()</script>'></iframe>a",
    "<style>@import 'javascript:x()'</style>a",
    "<form action='javascript:x()'><button>a</button></form>",
    "<!--><script>x()</script>-->a",
    "<noscript><p title='</noscript><img src=x onerror=x()>'>a",
    '```js" onload="x()\nb\n```',
]


@pytest.mark.parametrize("format", BodyFormat)
@pytest.mark.parametrize("source", ATTACKS)
def test_nothing_active_is_left(source: str, format: BodyFormat) -> None:
    try:
        html = written(source, format).html
    except InvalidInput:
        return  # nothing at all was left
    parsed = Elements()
    parsed.feed(html)
    for tag, attributes in parsed.found:
        assert tag not in {"script", "svg", "style", "iframe", "form", "button", "math", "noscript"}, html
        for name, value in attributes:
            assert not name.startswith("on"), html
            scheme = re.match(r"[\s\0-\x1f]*([a-zA-Z][a-zA-Z0-9+.\s-]*):", value or "")
            assert name not in ("href", "src") or not scheme or scheme[1] in ("http", "https"), html


SLOW = {
    "brackets": "[",
    "brackets and ends": "[]",
    "links": "[a](b)",
    "open links": "[a](",
    "images": "![a](",
    "quotes": ">",
    "quotes apart": "> ",
    "lists": "* ",
    "numbered lists": "1. ",
    "emphasis": "*a **a ",
    "stars": "*",
    "underscores": "_a __b ",
    "strikes": "~~a ",
    "backticks": "`a``",
    "addresses": "https://a.b/",
    "addresses apart": "http://a ",
    "mentions": "@a ",
    "comments": "<!--",
    "declarations": "<!A ",
    "divs": "<div>",
    "bolds": "<b>",
    "bolds in cells": "<td><b>a",
    "tables": "<table>a<p>",
    "entities": "&amp;",
    "backslashes": "\\",
    "zeros": "\0",
    "lines": "a\n",
    "rows": "|a|b|\n|-|-|\n",
}


@pytest.mark.parametrize("format", BodyFormat)
@pytest.mark.parametrize("piece", SLOW.values(), ids=list(SLOW))
def test_no_body_takes_long(piece: str, format: BodyFormat) -> None:
    source = (piece * LENGTH)[:LENGTH]
    start = time.process_time()
    with suppress(InvalidInput):  # which is as good as being shown
        guess(written(source, format).prose)
    assert time.process_time() - start < CPU_SECONDS


@pytest.mark.parametrize("source", ["[" * 1_000_000, "<p>" * 70_000, "<div>" * 30_000, "<script>x()</script>", " \n"])
def test_what_is_no_body_is_refused(source: str) -> None:
    for format in BodyFormat:
        with pytest.raises(InvalidInput) as refused:
            written(source, format)
        assert refused.value.path == ("input", "body")


def test_mentions_are_names_in_prose() -> None:
    source = "Hi @ada, ask @Ben.\n\n`@cleo` me@dora.org https://x.org/@emil @@fay\n\n```\n@gus\n```"
    assert written(source).mentions == ("ada", "Ben", "ben")
    assert len(written(" ".join(f"@m{n}" for n in range(500))).mentions) == 50


def test_links_to_contents_are_found_by_their_ids() -> None:
    body = written("[a](/read/cnt_01jz000000000000000000000a?x) https://b.org/cnt_01jz000000000000000000000b")
    assert body.linked_ids == ("cnt_01jz000000000000000000000a", "cnt_01jz000000000000000000000b")


def test_what_is_said_of_a_text() -> None:
    body = written("# Ten years\n\nof **graphs**, 中文字 done.")
    assert (body.excerpt, body.words) == ("Ten years of graphs, 中文字 done.", 7)
    assert (minutes(0), minutes(690)) == (1, 3)
    assert written("Ten  YEARS of graphs").hash == written("<p>ten years</p> of <b>graphs</b>", HTML).hash
    assert written("[a](https://b.org)").hash != written("[a](https://c.org)").hash


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("This is how we moved the whole of our data to another database, and what it was that broke.", "en"),
        ("Das ist der Weg, auf dem wir mit unseren Daten in eine andere Datenbank gezogen sind.", "de"),
        ("Voici comment nous avons changé de base de données, et ce qui est tombé dans la nuit.", "fr"),
        ("Así es como movimos los datos a otra base, y lo que se rompió por la noche del lunes.", "es"),
        ("这就是我们如何把所有数据迁移到另一个数据库的过程以及当时坏了什么", "zh"),
        ("これは私たちがデータを別のデータベースに移した方法です。", "ja"),
        ("Вот как мы перенесли все данные в другую базу и что сломалось ночью.", "ru"),
        ("x = y + z * 42; foo(bar) baz qux quux corge grault", None),
        ("Hi.", None),
    ],
)
def test_the_language_is_guessed(text: str, language: str | None) -> None:
    assert guess(text) == language
