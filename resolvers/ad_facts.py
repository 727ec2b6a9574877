"""What is known of pages and readers when an ad is asked for, remembered for seconds: pages are read many times.

Of readers only those are remembered who consent and see ads; both is looked at again before an ad is chosen for them.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from domain.ad_history import WEEK, Shown
from domain.ad_token import CLICK_WITHIN, VIEW_WITHIN
from domain.ids import IdPrefix, first_id
from graph import ad_facts as graph
from graph.ad_facts import Facts, Page, Place, Reader, ShownTo
from graph.database import Graph

PAGE_SECONDS = 5.0
"""For so long a page that was taken down on another worker may carry ads here."""
READER_SECONDS = 30.0
"""For so long a reader's segments and interests may be older than they are."""
MOST, MOST_HISTORIES = 10_000, 1_000
CHANGING = VIEW_WITHIN + CLICK_WITHIN + timedelta(hours=1)
"""A decision that is older stays as it is: it was viewed and clicked on by then, or never will be."""

T = TypeVar("T")


@dataclass(slots=True)
class Remembered(Generic[T]):
    """Values that hold for a time. When there are too many, all are forgotten."""

    most: int = MOST
    _values: dict[object, tuple[float, T]] = field(default_factory=dict)

    def get(self, key: object) -> T | None:
        """The value, while it holds."""
        kept = self._values.get(key)
        return kept[1] if kept is not None and kept[0] > asyncio.get_running_loop().time() else None

    def put(self, key: object, value: T, seconds: float) -> None:
        """Remember a value for so long."""
        if len(self._values) >= self.most:
            self._values.clear()
        self._values[key] = (asyncio.get_running_loop().time() + seconds, value)

    def forget(self, key: object) -> None:
        """Know a value no more."""
        self._values.pop(key, None)


@dataclass(frozen=True, slots=True)
class AdFacts:
    """One for a process, shared by all requests."""

    pages: Remembered[tuple[Page | None, Place | None]] = field(default_factory=Remembered)
    readers: Remembered[Reader | None] = field(default_factory=Remembered)
    histories: Remembered[tuple[Shown, ...]] = field(default_factory=lambda: Remembered(MOST_HISTORIES))
    """What readers were shown in seven days. What changes no more isn't read again while they go from page to page."""

    async def find(
        self,
        reach: Graph,
        content_id: str | None,
        area: str | None,
        reader_id: str | None,
        now: datetime,
        saved_ids: Sequence[str] = (),
    ) -> Facts:
        """The facts of a page, by its content or area, and of a reader; read in one statement as far as need be.

        Where the reader is read, so is what they were shown, and which of the saved segments `saved_ids` they are in.
        """
        here = (content_id, area)
        page = (None, None) if here == (None, None) else self.pages.get(here)
        reader = self.readers.get(reader_id)
        if page is not None and (reader is not None or reader_id is None):
            return Facts(page=page[0], place=page[1], reader=reader, shown=None)
        asked_here = here if page is None else (None, None)
        older = self.histories.get(reader_id)
        since = WEEK if older is None else CHANGING
        params = graph.FactsParams.at(now, *asked_here, reader_id, since, saved_ids)
        found = await reach.read(graph.FACTS.one, params)
        if page is None:
            page = (found.page, found.place)
            self.pages.put(here, page, PAGE_SECONDS)
        known, shown = found.reader, found.shown or ()
        if known is not None and known.consents and not known.ad_free:
            self.readers.put(reader_id, known, READER_SECONDS)
            shown = self._whole(reader_id, older, shown, now)
        return Facts(page=page[0], place=page[1], reader=known, shown=shown)

    async def shown(self, reach: Graph, reader_id: str, now: datetime) -> ShownTo | None:
        """What a reader was shown; who isn't to be decided for any more is forgotten."""
        older = self.histories.get(reader_id)
        since = WEEK if older is None else CHANGING
        found = await reach.read(graph.SHOWN.one_or_none, graph.ShownParams.at(now, reader_id, since))
        if found is None or found.ad_free or not found.consents:
            self.readers.forget(reader_id)
            self.histories.forget(reader_id)
            return found
        return ShownTo(consents=True, ad_free=False, shown=self._whole(reader_id, older, found.shown, now))

    def _whole(
        self, reader_id: str | None, older: tuple[Shown, ...] | None, read: tuple[Shown, ...], now: datetime
    ) -> tuple[Shown, ...]:
        """What was read, with what was remembered from before that."""
        if older is None:
            self.histories.put(reader_id, read, READER_SECONDS)
            return read
        first, last = first_id(IdPrefix.DECISION, now - WEEK), first_id(IdPrefix.DECISION, now - CHANGING)
        return (*read, *(one for one in older if first <= one.id < last))
