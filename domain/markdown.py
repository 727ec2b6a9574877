"""Markdown: CommonMark with tables and strikethrough, and addresses that are links without being marked as such.

The time it takes grows with the length of the text, whatever the text is: `tests/unit/test_body.py` holds it to that
with the attacks that parsers are known for. markdown-it's own recognition of bare addresses doesn't pass, so addresses
are found by a pattern of our own, http and https only.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_ADDRESS = re.compile(r"https?://\w[^\s<>\"'`]{0,2000}")
_NOT_ITS_END = ".,:;!?)]}*_~"


def html_of(source: str) -> str:
    """The HTML of a Markdown text. HTML in it is passed on: sanitise what comes out."""
    return str(_PARSER.render(source)).rstrip("\n")


def _link_addresses(state: StateCore) -> None:
    for block in state.tokens:
        if block.type == "inline" and "://" in block.content:
            block.children = _linked(block.children or [])


def _linked(tokens: list[Token]) -> list[Token]:
    """The tokens with links around the addresses in texts that aren't in a link themselves."""
    out: list[Token] = []
    inside = 0
    for token in tokens:
        inside += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        out.extend(_split(token) if token.type == "text" and not inside else [token])
    return out


def _split(text: Token) -> list[Token]:
    out: list[Token] = []
    end = 0
    for found in _ADDRESS.finditer(text.content):
        address = found[0].rstrip(_NOT_ITS_END)
        out += [_text(text.content[end : found.start()]), Token("link_open", "a", 1, attrs={"href": address})]
        out += [_text(address), Token("link_close", "a", -1)]
        end = found.start() + len(address)
    return [*out, _text(text.content[end:])] if out else [text]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)


_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_PARSER.core.ruler.push("addresses", _link_addresses)
