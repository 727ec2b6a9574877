"""Find out how influential who is new is, between two whole runs, by one step of PageRank.

Whole runs look at everybody, see `refresh_influence`. How far a run came is noted last: one that was cut off is done
again.
"""

from datetime import UTC, datetime, timedelta

from domain.graph_learning import Learned
from graph import graph_learning, stepping
from graph.database import Graph
from jobs.extent import batches, note
from jobs.graph_learning import since_last
from jobs.job import Job, JobReport, Progress, silent

NAME = "rank-newcomers"
BATCH = 50
"""How many a statement takes: each looks at a thousand readers at most."""


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Rank those whom no whole run has ranked and to whom something happened."""
    started = datetime.now(UTC)
    last = await graph.read(graph_learning.last, Learned.INFLUENCE)
    known = await graph.read(stepping.spread)
    if known is None or last is None or last.as_of is None or last.as_of > as_of:
        return JobReport({"members": 0}, note="There is no whole run before that to add them to.")
    newcomers = await graph.read(stepping.newcomers, await since_last(graph, NAME, last.as_of, as_of))
    ranked = done = 0
    for those in batches(newcomers, BATCH):
        ranked += await stepping.step(graph, those, known, last.as_of, as_of)
        progress(done := done + len(those), len(newcomers))
    await note(graph, NAME, last.as_of, as_of, started)
    return JobReport({"members": ranked})


JOB = Job(NAME, "Find how influential new members are between two whole runs.", timedelta(minutes=1), run)
