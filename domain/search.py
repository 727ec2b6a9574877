"""How a search is asked of the index: words and filters as the text of a Lucene query.

What somebody typed is never passed on. A Lucene query is written of its words, in which one stands in quotes, or bare
when it has letters and digits only, so that no character of it can be read as syntax.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.content import ContentKind, Visibility
from domain.words import Word

FEW = 3
"""Fewer results than these on a first page have what is alike shown with them."""
EARLIEST, LATEST = date(1, 1, 1), date(9999, 12, 31)


class SearchType(StrEnum):
    """What can be found."""

    CONTENT = "CONTENT"
    USER = "USER"
    TAG = "TAG"


class SearchMode(StrEnum):
    """By what is searched."""

    TEXT = "TEXT"
    MEANING = "MEANING"
    HYBRID = "HYBRID"


FIELDS: dict[SearchType, dict[str, int]] = {
    SearchType.CONTENT: {"search_title": 4, "search_topics": 2, "search_text": 1},
    SearchType.USER: {"handle": 4, "display_name": 4},
    SearchType.TAG: {"name": 6},
}
"""Where a word is looked for, and how much it weighs there. No two types share a field."""


@dataclass(frozen=True, slots=True)
class Only:
    """What the results are narrowed to. Tags, area and author by id, None where everything will do; days in UTC."""

    types: tuple[SearchType, ...] = tuple(SearchType)
    kinds: tuple[ContentKind, ...] | None = None
    tag_ids: tuple[str, ...] | None = None
    area_id: str | None = None
    author_id: str | None = None
    since: date | None = None
    until: date | None = None
    without_ids: tuple[str, ...] = ()
    """Authors whose contents are left out."""

    @property
    def clauses(self) -> list[str]:
        """Each of them as a clause that must hold, or must not, and counts for nothing in the score."""
        keys = [self.tag_ids, self.area_id and (self.area_id,), self.author_id and (self.author_id,)]
        found = [f"+search_keys:({' '.join(ids)})^0" for ids in keys if ids]
        if self.kinds:
            found.append(f"+kind:({' '.join(kind.lower() for kind in self.kinds)})^0")
        if self.since or self.until:
            span = f"{day_key(self.since or EARLIEST)} TO {day_key(self.until or LATEST)}"
            found.append(f"+search_keys:[{span}]^0")
        if self.without_ids:
            found.append(f"-search_keys:({' '.join(self.without_ids)})")
        return found

    def narrow(self, audience: Sequence[Visibility]) -> str:
        """The query for all contents that these leave, without any word."""
        return " ".join([*self.clauses, f"+visibility:({' '.join(one.lower() for one in audience)})"])

    @property
    def narrows(self) -> bool:
        """Whether some contents are left out, but for those of avoided authors."""
        return bool(self.kinds or self.tag_ids or self.area_id or self.author_id or self.since or self.until)


def day_key(day: date) -> str:
    """The key of a content published on that day; keys sort as their days do."""
    return f"day_{day:%Y%m%d}" if day.year >= 1000 else f"day_{day.year:04}{day:%m%d}"


def lucene(asked: Sequence[Word], only: Only, audience: Sequence[Visibility], *, near: bool = False) -> str:
    """The query as the index takes it: all words, or a start of them; with `near` also words that are alike."""
    groups = []
    for type_ in only.types:
        found = " ".join(f"+({_spelt(word, type_)})" for word in asked)
        if near:
            alike = [f"({_alike(word, type_)})" for word in asked]
            found = f"({found})^100 ({' '.join(f'+{one}' for one in alike)})^10 {' '.join(alike)}"
        limits = only.clauses if type_ is SearchType.CONTENT else []
        if type_ is SearchType.CONTENT:
            limits.append(f"+visibility:({' '.join(one.lower() for one in audience)})^0")
        groups.append(" ".join([f"(+({found})", *limits]) + ")")
    return " ".join(groups)


def _spelt(word: Word, type_: SearchType) -> str:
    whole = word.terms if type_ is SearchType.CONTENT else word.text
    found = [f'{field}:"{whole}"^{weight}' for field, weight in FIELDS[type_].items()]
    if word.start:
        found += [f"{field}:{word.start}*^{weight / 2}" for field, weight in FIELDS[type_].items()]
    return " ".join(found)


def _alike(word: Word, type_: SearchType) -> str:
    found = [_spelt(word, type_)]
    for field, weight in FIELDS[type_].items():
        if word.edits:
            found.append(f"{field}:{word.terms}~{word.edits}^{weight / 4}")
        found += [f'{field}:"{pair}"^{weight / 4}' for pair in word.pairs]
    return " ".join(found)
