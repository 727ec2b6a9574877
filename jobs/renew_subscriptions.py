"""Renew subscriptions when their period ends: charge the next one, try again what failed, end what nobody pays.

Each step is a transaction, and a processor is asked between two. A run that is cut off anywhere is taken up by the
next, which asks under the same key. Nights that were missed are caught up with: every period in its turn, for as long
as payments succeed.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.ids import IdPrefix, new_id
from domain.payment import ProcessorDown, Processors
from domain.renewal import Dunning, Step
from graph import renewal
from graph import subscription_store as store
from graph.database import Graph
from jobs.job import Job, JobReport, Progress, silent

NAME = "renew-subscriptions"
BATCH = 500
MOST_STEPS = 1_000
"""Of one subscription in one run: eighty years of months. More is a bug that must not hold up the others."""


@dataclass(frozen=True)
class Renewals:
    """Renews what is due. Members without anything to charge are told, and pay their order themselves."""

    graph: Graph
    processors: Processors
    dunning: Dunning

    async def run(self, as_of: datetime, progress: Progress = silent) -> JobReport:
        """Go through everything that is due at that moment, the longest due first."""
        counts: Counter[str] = Counter({"subscriptions": 0, "charges": 0, "waiting": 0})
        params = store.DueParams(as_of=as_of, limit=BATCH)
        while due := await self.graph.read(store.DUE.all, params):
            for row in due:
                await self._serve(row.id, as_of, counts)
                progress(counts["subscriptions"], counts["subscriptions"])
            params = params.model_copy(update={"after_at": due[-1].due_at, "after_id": due[-1].id})
        return JobReport(counts)

    async def _serve(self, id: str, as_of: datetime, counts: Counter[str]) -> None:
        """Do all that is due for one; one whose processor is down waits for the next run."""
        counts["subscriptions"] += 1
        try:
            for _ in range(MOST_STEPS):
                if not await self.step(id, as_of, counts):
                    return
        except ProcessorDown:
            counts["waiting"] += 1

    async def step(self, id: str, as_of: datetime, counts: Counter[str]) -> bool:
        """Do one step; whether there may be another."""
        order_id = new_id(IdPrefix.ORDER)
        done = await self.graph.write(renewal.advance, id, order_id, as_of, self.dunning)
        if done.asked is not None:
            outcome = await self.processors.named(done.asked.processor).charge(done.asked.charge)
            await self.graph.write(renewal.answered, done.asked, outcome, as_of, self.dunning)
            counts["charges"] += 1
        return done.step is not Step.NOTHING


def job(processors: Callable[[], Processors], dunning: Callable[[], Dunning]) -> Job:
    """The job; what is paid with, and how often a failed charge is tried, are asked for at each run."""

    async def renew(graph: Graph, as_of: datetime, progress: Progress) -> JobReport:
        return await Renewals(graph, processors(), dunning()).run(as_of, progress)

    purpose = "Renew subscriptions whose period ends, and see to those that aren't paid."
    return Job(NAME, purpose, timedelta(minutes=1), renew)
