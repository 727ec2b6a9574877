"""Counting what callers spend: points are leased from a bucket that all workers share, and spent from memory."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from time import monotonic

import structlog

from domain.errors import TooFast, Unavailable
from domain.rate import REFUSED, Quota, Rate, Rates
from graph import rate as graph
from graph.background import in_background
from graph.database import Graph
from graph.rate import Wish

SHARE = 20
"""A lease is one part of so many of the bucket, or what one operation needs."""
IDLE_SECONDS = 30.0
"""A caller who asked nothing for so long gives back what they didn't spend."""
SWEEP_SECONDS = 5.0

log = structlog.get_logger(__name__)


class Lease:
    """What this worker may let one caller spend, and what it last saw in the shared bucket."""

    def __init__(self, account: str, rate: Rate) -> None:
        self.account, self.rate = account, rate
        self.points = 0.0
        self.renewing = asyncio.Lock()
        self.used_at = self.seen_at = monotonic()
        self.seen = float(rate.points)

    def shared(self) -> float:
        """What is in the shared bucket by now at most, as long as nobody gives anything back."""
        return self.rate.refilled(self.seen, monotonic() - self.seen_at)

    def saw(self, left: float) -> None:
        """Note what is in the shared bucket."""
        self.seen, self.seen_at = left, monotonic()

    def held(self) -> float:
        """What the caller has left, as far as this worker knows."""
        return min(float(self.rate.points), self.points + self.shared())

    def quota(self) -> Quota:
        """The same, for them to read."""
        held = self.held()
        return Quota(self.rate.points, max(0, int(held)), self.rate.seconds_until(self.rate.points, held))


class Meter:
    """One for a process. Spending is arithmetic; the database is asked for a lease once in many operations."""

    def __init__(self, graph: Callable[[], Graph], rates: Rates) -> None:
        self._graph, self._rates = graph, rates
        self._leases: dict[str, Lease] = {}

    def lease(self, account: str) -> Lease | None:
        """The lease of a caller; None for one without limit."""
        lease = self._leases.get(account)
        if lease is None:
            rate = self._rates.of_account(account)
            if rate is None:
                return None
            lease = self._leases[account] = Lease(account, rate)
        lease.used_at = monotonic()
        return lease

    async def take(self, lease: Lease, points: int) -> None:
        """Spend points of a lease, of a new one when it hasn't so many.

        Raises:
            TooFast: there aren't so many in the shared bucket.
        """
        if lease.points < points:
            async with lease.renewing:
                if lease.points < points:
                    await self._renew(lease, points)
        lease.points -= points

    async def _renew(self, lease: Lease, points: int) -> None:
        need = points - lease.points
        if lease.shared() < need:
            raise too_fast(lease, need)  # no matter how often they ask, the database isn't
        wish = Wish(lease.account, lease.rate, need, max(need, lease.rate.points / SHARE))
        try:
            got = (await self._graph().write(graph.lease, [wish], datetime.now(UTC)))[lease.account]
        except Unavailable:
            lease.points = max(lease.points, float(points))  # no reason to refuse what needs no database
            return
        lease.saw(got.left)
        lease.points += got.granted
        if lease.points < points:
            raise too_fast(lease, need)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Give back what isn't spent while the block lasts, and everything at its end."""
        try:
            async with in_background(self._sweep_forever(), "meter"):
                yield
        finally:
            with suppress(Unavailable):
                await self.give_back(0.0)

    async def _sweep_forever(self) -> None:
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            try:
                await self.give_back(IDLE_SECONDS)
            except Unavailable as error:
                log.warning("meter.waiting", reason=str(error))
            except Exception:  # limits must not end with one failure; leases that are lost fill up again
                log.exception("meter.failed")

    async def give_back(self, idle_seconds: float) -> None:
        """Give back the leases that weren't used for so long."""
        before = monotonic() - idle_seconds
        idle = [lease for lease in self._leases.values() if lease.used_at <= before and not lease.renewing.locked()]
        for lease in idle:
            del self._leases[lease.account]
        rest = [Wish(lease.account, lease.rate, 0.0, -lease.points) for lease in idle if lease.points]
        if rest:
            await self._graph().write(graph.lease, rest, datetime.now(UTC))


def too_fast(lease: Lease, need: float) -> TooFast:
    """Why a caller who needs so many points is turned away, and until when."""
    wait = max(1.0, lease.rate.seconds_until(need, lease.shared()))
    if lease.account.startswith(f"{REFUSED}:"):
        reason = "Too many keys and tokens from your address were refused."
        return TooFast(f"{reason} Come again in {wait:.0f} s, with one that is valid.", wait)
    reason = f"You have used up your {lease.rate.points:,} points a minute."
    return TooFast(f"{reason} Come again in {wait:.0f} s, or ask for less.", wait)
