"""The search's entries of contents that came by an import, or that an older version of Stoa made in another way."""

from datetime import datetime, timedelta

from graph import search
from graph.database import Graph
from jobs.job import Job, JobReport, Progress

BATCH = 500


async def run(graph: Graph, as_of: datetime, progress: Progress) -> JobReport:
    """Make the entries that are missing, in small transactions."""
    made = 0
    while new := await graph.write(search.index_missing, BATCH):
        made += new
        progress(made, made)
    return JobReport({"entries": made})


JOB = Job("index_search", "Have new contents of imports found by the search.", timedelta(minutes=1), run)
