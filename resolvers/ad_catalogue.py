"""The catalogue of live flights as a process knows it: read every two seconds while ads are asked for."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import structlog

from domain.ad import Ad
from domain.ad_catalogue import Advertiser, Candidate, Catalogue
from domain.errors import Unavailable
from domain.flight import Flight
from domain.targeting import Targeting
from graph import ad_catalogue, ad_load
from graph.ad_catalogue import LiveFlight, Map
from graph.database import Graph

FRESH_SECONDS = 2.0
"""For so long a process goes by what it last read: a flight that was paused elsewhere stops that much later."""

STALE_SECONDS = 15.0
"""What is older isn't gone by while it is read anew. Budgets are kept whatever a process knows: see the delivery."""

CHANGING = ("budget_minor", "daily_cap_minor")
"""What of a flight's terms may be changed while it is live; all else was reviewed, and stays."""

log = structlog.get_logger(__name__)


class AdCatalogue:
    """One for a process, shared by all requests: they don't wait for it but at first and after a long pause."""

    def __init__(self, graph: Callable[[], Graph]) -> None:
        self._graph = graph
        self._known: dict[str, tuple[Map, Candidate]] = {}
        """By id the flights that are live, each with its sponsor as it was stored."""
        self._current: Catalogue | None = None
        self._last: Catalogue | None = None
        self._read_at = 0.0
        self._reading: asyncio.Task[None] | None = None
        self._changes = 0

    async def current(self) -> Catalogue:
        """The catalogue, not older than fifteen seconds.

        Raises:
            Unavailable: the database can't be asked, and what was read is older than that.
        """
        loop = asyncio.get_running_loop()
        age = loop.time() - self._read_at
        if self._current is None or age > FRESH_SECONDS:
            if self._reading is None or self._reading.done():
                self._reading = loop.create_task(self._read())
            if self._current is None or age > STALE_SECONDS:
                await asyncio.shield(self._reading)
        if self._current is None or loop.time() - self._read_at > STALE_SECONDS:
            raise Unavailable("What ads there are can't be read; try again in a moment.")
        return self._current

    def forget(self) -> None:
        """Read anew before the next answer, as after a flight was changed here."""
        self._changes += 1
        self._current = self._reading = None

    async def _read(self) -> None:
        now, graph, changes = datetime.now(UTC), self._graph(), self._changes
        known = self._known
        try:
            rows = await graph.read(ad_catalogue.flights, now, known)
            reserved = await graph.read(ad_catalogue.reserved_places)
            load = await graph.read(ad_load.current)
        except Unavailable as error:
            log.warning("ad_catalogue.unread", error=str(error))
            return
        if changes != self._changes:
            return  # something was changed here since, and is being read
        found = [(row, one) for row in rows if (one := candidate(row, known.get(row.flight["id"]))) is not None]
        self._known = {one.flight.id: (row.sponsor, one) for row, one in found}
        self._last = self._current = Catalogue([one for _, one in found], reserved, now, load, like=self._last)
        self._read_at = asyncio.get_running_loop().time()


def candidate(row: LiveFlight, known: tuple[Map, Candidate] | None) -> Candidate | None:
    """The candidate of a row, of one that is known the same unless its sponsor changed; None if it can't be read."""
    if known is None:
        try:
            found = made(row)
        except ValueError as error:  # one flight that can't be read keeps no other from serving
            log.error("ad_catalogue.bad_flight", flight=row.flight["id"], error=str(error))
            return None
    else:
        sponsor, found = known
        flight = found.flight
        terms = {name: row.flight[name] for name in CHANGING}
        if any(getattr(flight, name) != value for name, value in terms.items()):
            found.flight = flight.model_copy(update=terms)
        if sponsor != row.sponsor:
            found = replace(found, sponsor=Advertiser.model_validate(row.sponsor))
    found.spent_micro, found.spent_today_micro = row.spent_micro, row.spent_today_micro
    return found


def made(row: LiveFlight) -> Candidate:
    """A candidate of what is stored of a flight."""
    stored = row.flight
    targeting = Targeting.model_validate({name: stored[name] for name in Targeting.model_fields if name in stored})
    fields = {name: stored.get(name) for name in Flight.model_fields if name != "targeting"}
    return Candidate(
        flight=Flight.model_validate({**fields, "targeting": targeting}),
        kind=row.kind,
        sponsor=Advertiser.model_validate(row.sponsor),
        ads=tuple(Ad.model_validate(ad) for ad in row.ads),
    )
