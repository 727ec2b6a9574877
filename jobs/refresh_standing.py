"""Bring what is kept of members' standing to the rules that hold, soon after they were changed."""

from datetime import datetime, timedelta

from graph import standing_rules
from graph.database import Graph
from jobs.job import Job, JobReport, Progress, silent

BATCH = 100


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Fold the ledgers of members of whom something is kept by former rules, so many in one transaction."""
    folded = 0
    while ids := await graph.read(standing_rules.stale, BATCH):
        if not await graph.write(standing_rules.refold, ids):
            break  # those of members who are gone go with their erasure
        folded += len(ids)
        progress(folded, folded)
    return JobReport({"members folded": folded})


JOB = Job("refresh-standing", "Bring standing to rules that were changed.", timedelta(seconds=15), run)
