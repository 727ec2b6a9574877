"""The deliveries of a process: every webhook that is due has a task of its own, so that a slow one delays no other."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import httpx
import structlog

from domain.errors import Unavailable
from domain.webhook import RetryPolicy
from graph.background import in_background
from graph.database import Graph
from jobs.deliver import DeliveryWorker

TICK_SECONDS = 0.5
PARALLEL = 50
"""Webhooks that one process delivers to at once; the others wait for one of them to end its turn."""

log = structlog.get_logger(__name__)


@asynccontextmanager
async def delivering(
    graph: Graph, allow_private: bool, retry_seconds: float, tick: float = TICK_SECONDS
) -> AsyncIterator[None]:
    """Deliver while the block lasts. What is cut off by its end is sent again, by the same id."""
    retry = RetryPolicy(base=timedelta(seconds=retry_seconds))
    async with httpx.AsyncClient(follow_redirects=False, trust_env=False) as client:
        deliveries = Deliveries(DeliveryWorker(graph, client, allow_private, retry), tick)
        async with in_background(deliveries.run_forever(), "deliver"):
            yield


class Deliveries:
    """Starts a turn for each webhook that is due, as far as there is room, and looks again when one has ended."""

    def __init__(self, worker: DeliveryWorker, tick: float = TICK_SECONDS, parallel: int = PARALLEL) -> None:
        """`tick` is in seconds: how often to look when nothing happens."""
        self._worker, self._tick, self._parallel = worker, tick, parallel
        self._turns: dict[str, asyncio.Task[None]] = {}

    async def run_forever(self) -> None:
        """Deliver what is due, again and again, until cancelled."""
        try:
            while True:
                await self._guarded(self._start())
                if self._turns:
                    await asyncio.wait(self._turns.values(), timeout=self._tick, return_when=asyncio.FIRST_COMPLETED)
                else:
                    await asyncio.sleep(self._tick)
        finally:
            for turn in self._turns.values():
                turn.cancel()
            await asyncio.gather(*self._turns.values(), return_exceptions=True)

    async def _start(self) -> None:
        self._turns = {id: turn for id, turn in self._turns.items() if not turn.done()}
        if len(self._turns) < self._parallel:
            for id in await self._worker.due():
                if id not in self._turns and len(self._turns) < self._parallel:
                    self._turns[id] = asyncio.create_task(self._guarded(self._worker.serve(id)), name=f"deliver {id}")

    async def _guarded(self, work: Coroutine[Any, Any, object]) -> None:
        """Do it; a failure is told, and waited over, so that one bad webhook can't end or race the delivery to all."""
        try:
            await work
        except Unavailable as error:
            log.warning("deliver.waiting", reason=str(error))
            await asyncio.sleep(self._tick)
        except Exception:
            log.exception("deliver.failed")
            await asyncio.sleep(self._tick)
