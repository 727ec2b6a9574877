"""Bring orders to where they stand at their processors: what was told and not dealt with, what couldn't be delivered,
checkouts of which nothing was heard, refunds that weren't answered, and money that came for nothing.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog

from domain.checkout import Begun, CheckoutState
from domain.errors import Refused, Unavailable
from domain.payment import Payments, ProcessorDown, Processors, Standing, Told, ToldKind
from graph import checkout, payment_event, refund_store
from graph.checkout import DueParams, SettleParams
from graph.database import Graph
from graph.refund_sending import send
from graph.stray import STRAYS, StraysParams, give_back
from jobs import payment_told
from jobs.job import Job, JobReport, Progress, silent

NAME = "reconcile-payments"
EVERY = timedelta(minutes=2)
PATIENCE = timedelta(minutes=1)
"""Whoever was told or asked for something goes on with it; after so long nobody does any more."""
MISSED = timedelta(days=3)
"""How long Stripe itself tries to deliver a webhook."""
BATCH = 100
log = structlog.get_logger(__name__)


class Reconciliation:
    """One run. What a processor doesn't answer is left for the next, and doesn't hold up what another's is."""

    def __init__(self, graph: Graph, processors: Processors, as_of: datetime) -> None:
        self._graph, self._processors, self._as_of = graph, processors, as_of
        self.unanswered = self.failed = 0

    async def events(self) -> int:
        """Do what follows from events that are kept, and from those that couldn't be delivered."""
        done = 0
        for told in await self._graph.read(payment_event.waiting, self._as_of - PATIENCE, BATCH):
            done += await self._answered(payment_told.apply, self._graph, self._processors, told, self._as_of)
        for processor in self._processors.all:
            await self._answered(self._missed, processor)
        return done

    async def _missed(self, processor: Payments) -> None:
        for told in await processor.missed(self._as_of - MISSED):
            await payment_told.take(self._graph, self._processors, told, self._as_of)

    async def checkouts(self) -> int:
        """Ask about checkouts of which something should have been heard."""
        due = await self._graph.read(checkout.DUE.all, DueParams(as_of=self._as_of, limit=BATCH))
        return sum([await self._answered(self._ask, begun) for begun in due])

    async def _ask(self, begun: Begun) -> None:
        seen = await self._processors.named(begun.processor).look(begun.order_id, begun.reference)
        told = Told(
            id=f"asked:{begun.order_id}",
            processor=begun.processor,
            type="asked",
            kind=ToldKind.PAID,
            at=self._as_of,
            order_id=begun.order_id,
            reference=begun.reference,
        )
        try:
            await self._graph.write(payment_told.stands, seen, told, self._as_of)
        except Refused as refused:
            log.warning("payment refused", order=begun.order_id, reason=refused.message)
        over = seen.standing not in (Standing.PAID, Standing.PROCESSING) and begun.expires_at <= self._as_of
        state = CheckoutState.EXPIRED if over else None
        later = SettleParams(order_id=begun.order_id, state=state, ask_at=begun.next_ask(self._as_of))
        await self._graph.write(checkout.settle, later)

    async def refunds(self) -> int:
        """Send refunds that were asked for and not answered."""
        due = await self._graph.read(refund_store.pending, self._as_of - PATIENCE, BATCH)
        return sum([await self._answered(send, self._graph, self._processors, row, self._as_of) for row in due])

    async def strays(self) -> int:
        """Give back what settled nothing."""
        online = [processor.name for processor in self._processors.all if processor.online]
        params = StraysParams(processors=online, before=self._as_of - PATIENCE, limit=BATCH)
        due = await self._graph.read(STRAYS.all, params)
        return sum([await self._answered(give_back, self._graph, self._processors, row) for row in due])

    async def _answered(self, ask: Callable[..., Awaitable[object]], *what: object) -> bool:
        try:
            await ask(*what)
        except ProcessorDown as down:
            self.unanswered += 1
            log.warning("processor down", reason=str(down))
            return False
        except Unavailable:
            raise
        except Exception:  # one that can't be dealt with mustn't hold up all others
            self.failed += 1
            log.exception("not reconciled")
            return False
        return True


def job(processors: Callable[[], Processors]) -> Job:
    """The job for the processors that there are when it runs."""

    async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
        reconciliation = Reconciliation(graph, processors(), as_of)
        counts = {
            "events": await reconciliation.events(),
            "checkouts": await reconciliation.checkouts(),
            "refunds": await reconciliation.refunds(),
            "given back": await reconciliation.strays(),
        }
        left = {"unanswered": reconciliation.unanswered, "failed": reconciliation.failed}
        return JobReport(counts | left)

    return Job(NAME, "Bring orders to where they stand at their payment processors.", EVERY, run)
