"""What a process knows of delivery, counted anew now and then while ads are asked for."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

import structlog

from domain.ad_choice import Appraiser
from domain.ad_value import Counts, Evidence
from domain.errors import Unavailable
from domain.pacing_plans import Plans
from graph import ad_evidence as graph
from graph.database import Graph

DAYS = 30
"""What was delivered earlier says nothing any more."""
LATEST = 2
"""Days of which a sponsor's share of the views is taken, and which are read anew each time: they aren't over."""
CURVE = timedelta(days=28)
FRESH_SECONDS = 30.0
CURVE_FRESH_SECONDS = 3_600.0

log = structlog.get_logger(__name__)


class AdEvidence:
    """One for a process. Only who asks first waits for it; the others go by what is known while it is renewed."""

    def __init__(self, reach: Callable[[], Graph], exchange: Mapping[str, float]) -> None:
        """Take what a unit of each currency is worth in the common one."""
        self._graph, self._exchange = reach, exchange
        self._days: dict[date, list[graph.Delivered]] = {}
        self._appraiser: Appraiser | None = None
        self._plans: tuple[float, Plans] | None = None
        self._read_at = 0.0
        self._turn = asyncio.Lock()
        self._renewing: asyncio.Task[None] | None = None

    async def appraiser(self) -> Appraiser:
        """What values ads by what was delivered lately."""
        if self._appraiser is None:
            async with self._turn:
                if self._appraiser is None:
                    await self._renew()
        elif asyncio.get_running_loop().time() - self._read_at > FRESH_SECONDS and not self._busy:
            self._renewing = asyncio.create_task(self._renew_beside(), name="ad-evidence")
        assert self._appraiser is not None
        return self._appraiser

    @property
    def _busy(self) -> bool:
        return self._renewing is not None and not self._renewing.done()

    async def _renew_beside(self) -> None:
        try:
            await self._renew()
        except Unavailable as error:
            log.warning("ad_evidence.waiting", reason=str(error))
        except Exception:  # ads go on by what was known
            log.exception("ad_evidence.failed")

    async def _renew(self) -> None:
        now, at = datetime.now(UTC), asyncio.get_running_loop().time()
        # days are of the flights' zones, so tomorrow has begun somewhere
        days = [now.date() + timedelta(days=1) - timedelta(days=back) for back in range(DAYS + 1)]
        kept = {day: rows for day, rows in self._days.items() if day in days[LATEST + 1 :]}
        for day in days:
            if day not in kept:
                kept[day] = await self._graph().read(graph.DAY.all, graph.DayParams(date=day))
        self._days = kept
        evidence = evidence_of(kept, days[: LATEST + 1])
        self._appraiser, self._read_at = Appraiser(evidence, await self._plans_of(now, at), self._exchange), at

    async def _plans_of(self, now: datetime, at: float) -> Plans:
        if self._plans is None or at - self._plans[0] > CURVE_FRESH_SECONDS:
            before = now.replace(minute=0, second=0, microsecond=0)
            asked = await self._graph().read(graph.HOURS.all, graph.HoursParams(since=before - CURVE, before=before))
            self._plans = at, plans_of(asked, before)
        return self._plans[1]


def evidence_of(days: Mapping[date, Iterable[graph.Delivered]], latest: Iterable[date]) -> Evidence:
    """The evidence of some days, of which the latest tell the shares of sponsors."""
    ads: dict[tuple[str, str], Counts] = {}
    shown, by_sponsor = Counter[str](), Counter[tuple[str, str]]()
    recent = set(latest)
    for day, rows in days.items():
        for row in rows:
            key = (row.ad_id, row.placement)
            was = ads.get(key, Counts())
            ads[key] = Counts(was.views + row.views, was.clicks + row.clicks, was.conversions + row.conversions)
            if day in recent:
                shown[row.placement] += row.views
                by_sponsor[row.sponsor_id, row.placement] += row.views
    shares = {key: views / shown[key[1]] for key, views in by_sponsor.items() if views}
    return Evidence(ads, shares)


def plans_of(asked: Iterable[graph.Asked], before: datetime) -> Plans:
    """Plans by the hours that were asked in, from the first of them up to a full hour; none before the first count."""
    counts = {row.at: row.requests for row in asked}
    if not counts:
        return Plans()
    first = min(counts)
    hours = int((before - first) / timedelta(hours=1))
    return Plans(first, [counts.get(first + timedelta(hours=hour), 0) for hour in range(hours)])
