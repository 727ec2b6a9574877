"""HTML people wrote: made harmless, in a time that its length bounds, and read for what it says and points at."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

import nh3

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_WITHOUT_END = """
p li dt dd td th tr tbody thead tfoot colgroup option optgroup rb rt rp html head body
area base br col embed hr img input link meta param source track wbr
"""
_CLOSED_BY_OTHERS = frozenset(_WITHOUT_END.split())
_LANGUAGE = re.compile(r"language-[\w+#.-]{1,40}")
_KEPT = {**nh3.ALLOWED_ATTRIBUTES, "code": {"class"}}
_NO_TEXT = frozenset({"pre", "code"})
_BLOCKS = frozenset(
    {*_CLOSED_BY_OTHERS, *(f"h{n}" for n in range(1, 7)), "div", "blockquote", "pre", "table", "ul", "ol"}
)
MAX_WORK = 2_000_000
"""A parser takes a step for every element that is open at a tag: this allows 2,000 levels, or 20 at 100,000 tags."""


def sanitised(html: str) -> str:
    """HTML with everything active taken out and broken tags closed; nested beyond reason, it is shown as text."""
    if costly(html):
        return nh3.clean_text(html)
    return nh3.clean(html, link_rel="noopener noreferrer nofollow", attributes=_KEPT, attribute_filter=_attribute)


def _attribute(tag: str, name: str, value: str) -> str | None:
    """What becomes of an attribute: the language of a block of code is the only class that is kept."""
    return value if (tag, name) != ("code", "class") or _LANGUAGE.fullmatch(value) else None


def costly(html: str) -> bool:
    """Whether so many elements stand in each other that parsing it takes longer than its length excuses."""
    open_now: Counter[str] = Counter()
    depth = work = 0
    for closes, written in _TAG.findall(html):
        name = written.lower()
        work += depth
        if work > MAX_WORK:
            return True
        if closes:
            depth -= open_now[name] > 0
            open_now[name] -= open_now[name] > 0
        elif name not in _CLOSED_BY_OTHERS:
            depth += 1
            open_now[name] += 1
    return False


@dataclass(slots=True)
class Reading:
    """What sanitised HTML says: its text, its text outside of code, and where its links lead, each once."""

    text: str = ""
    prose: str = ""
    links: tuple[str, ...] = ()


def reading(html: str) -> Reading:
    """Read sanitised HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Reading("".join(reader.text), "".join(reader.prose), tuple(dict.fromkeys(reader.links)))


@dataclass(eq=False)
class _Reader(HTMLParser):
    text: list[str] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    code: int = 0

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.code += tag in _NO_TEXT
        self._break(tag)
        self.links.extend(value for name, value in attrs if tag == "a" and name == "href" and value)

    def handle_endtag(self, tag: str) -> None:
        self.code -= tag in _NO_TEXT and self.code > 0
        self._break(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if not self.code:
            self.prose.append(data)

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.text.append("\n")
            self.prose.append("\n")
