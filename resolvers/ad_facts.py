"""What is known of pages and readers when an ad is asked for, remembered for a while: pages are read many times.

Of readers only those are remembered who consent and see ads. Whether that is still so isn't asked anew for each ad: who
changed it is followed, so that withdrawing holds at once where it is done and a second later everywhere.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from domain.ad_history import Shown
from domain.ad_token import AdTicket
from domain.erasure import hash_of
from graph import ad_facts as graph
from graph import tombstone
from graph.ad_facts import Facts, Page, Place, Reader
from graph.database import Graph, Transaction
from graph.tombstone import Since
from resolvers.changes import Changes

PAGE_SECONDS = 5.0
"""For so long a page that was taken down on another worker may carry ads here."""
READER_SECONDS = 300.0
"""For so long a reader's segments, interests and history may lack what other workers know."""
FRESH_SECONDS = 1.0
"""So much later it is known here who withdrew their consent, or came to see no ads, on another worker."""
NOWHERE = (None, None)
MOST_PAGES, MOST_READERS = 10_000, 1_000
MOST_CHANGES = 1_000
"""Followed at once; if there are more, all readers are read anew."""

Here = tuple[str | None, str | None]
"""Of a page: its content, its area."""
K = TypeVar("K")
T = TypeVar("T")


@dataclass(slots=True)
class Remembered(Generic[K, T]):
    """Values that hold for a time. When there are too many, all are forgotten."""

    most: int
    _values: dict[K, tuple[float, T]] = field(default_factory=dict)

    def get(self, key: K) -> T | None:
        """The value, while it holds."""
        kept = self._values.get(key)
        return kept[1] if kept is not None and kept[0] > asyncio.get_running_loop().time() else None

    def put(self, key: K, value: T, seconds: float) -> None:
        """Remember a value for so long."""
        if len(self._values) >= self.most:
            self._values.clear()
        self._values[key] = (asyncio.get_running_loop().time() + seconds, value)

    def forget(self, gone: Callable[[K], bool]) -> None:
        """Know the values of those keys no more."""
        self._values = {key: value for key, value in self._values.items() if not gone(key)}


@dataclass(slots=True)
class Known:
    """A reader, and what they were shown lately: read once, and what was shown here since."""

    reader: Reader
    shown: list[Shown]
    saved_ids: Sequence[str]
    """The saved segments that they were looked for in."""


class AdFacts:
    """One for a process, shared by all requests."""

    def __init__(self, reach: Callable[[], Graph]) -> None:
        self._graph = reach
        self._pages: Remembered[Here, tuple[Page | None, Place | None]] = Remembered(MOST_PAGES)
        self._readers: Remembered[str, Known] = Remembered(MOST_READERS)
        self._changes = Changes(self._take)
        self._taken: set[str] = set()
        """Changes that were read again and are dealt with."""
        self._forgotten = 0

    async def find(
        self,
        content_id: str | None,
        area: str | None,
        reader_id: str | None,
        now: datetime,
        saved_ids: Sequence[str] = (),
    ) -> Facts:
        """The facts of a page, by its content or area, and of a reader; read in one statement as far as need be.

        Of a reader it is looked which of the saved segments `saved_ids` they are in.
        """
        if reader_id is not None:
            await self._changes.look(FRESH_SECONDS)
        here = (content_id, area)
        page = (None, None) if here == NOWHERE else self._pages.get(here)
        known = self._readers.get(reader_id) if reader_id is not None else None
        if known is not None and known.saved_ids != saved_ids:
            known = None  # a flight that is live since then may rule them out
        if page is None or (known is None and reader_id is not None):
            forgotten = self._forgotten
            asked = (*(here if page is None else NOWHERE), reader_id if known is None else None)
            found = await self._graph().read(graph.FACTS.one, graph.FactsParams.at(now, *asked, saved_ids))
            page = page or self._page(here, found)
            known = known or self._reader(reader_id, found, saved_ids, keep=forgotten == self._forgotten)
        reader, shown = (known.reader, tuple(known.shown)) if known is not None else (None, ())
        # Checked when it was read
        return Facts.model_construct(page=page[0], place=page[1], reader=reader, shown=shown)

    def _page(self, here: Here, found: Facts) -> tuple[Page | None, Place | None]:
        page = (found.page, found.place)
        self._pages.put(here, page, PAGE_SECONDS)
        return page

    def _reader(self, reader_id: str | None, found: Facts, saved_ids: Sequence[str], *, keep: bool) -> Known | None:
        """Kept, unless somebody was forgotten while it was read: it may be what was before."""
        if reader_id is None or found.reader is None:
            return None
        known = Known(found.reader, list(found.shown), saved_ids)
        if keep and found.reader.chosen_for:
            self._readers.put(reader_id, known, READER_SECONDS)
        return known

    def note(self, ticket: AdTicket) -> None:
        """Count an ad that is shown to a reader who is remembered."""
        known = self._readers.get(ticket.user_id) if ticket.user_id is not None else None
        if known is not None:
            known.shown.append(Shown(ticket.id, ticket.flight_id, ticket.placement))

    def forget(self, reader_id: str) -> None:
        """Read a reader anew, as after something was changed here."""
        self._forget(lambda id: id == reader_id)

    def _forget(self, gone: Callable[[str], bool]) -> None:
        self._forgotten += 1
        self._readers.forget(gone)

    async def _take(self, since: datetime) -> list[datetime]:
        changed, erased = await self._graph().read(_changed, since)
        before, self._taken = self._taken, {f"{one.id} {one.at}" for one in changed} | {one.hash for one in erased}
        if self._taken - before:
            ids, hashes = {one.id for one in changed}, {one.hash for one in erased}
            too_many = len(changed) == MOST_CHANGES
            self._forget(lambda id: too_many or id in ids or hash_of(id) in hashes)
        return [one.at for one in changed] + [one.at for one in erased]


async def _changed(tx: Transaction, since: datetime) -> tuple[list[graph.Changed], list[Since]]:
    """Who withdrew, consented, or came to see no ads or some; and who was erased."""
    changed = await graph.CHANGED.all(tx, graph.ChangedParams(since=since, limit=MOST_CHANGES))
    return changed, await tombstone.users_since(tx, since)
