"""Share out what the community read in the last four weeks, by tag, kind, area and segment, for the fit of sponsors."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from math import fsum
from typing import Any

from domain.fit import WINDOW, Reading
from domain.record import day_of
from graph import reading
from graph.database import Graph
from jobs.extent import batches
from jobs.job import Job, JobReport, Progress, silent

NAME = "refresh-reading"
BATCH = 1_000


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Keep the shares of the whole days before `as_of`; one that was cut off leaves shares of two days side by side."""
    until = day_of(as_of)
    since = until - WINDOW
    begins = datetime(since.year, since.month, since.day, tzinfo=UTC)
    params = reading.ViewsParams(touched_since=begins, since=since, until=until)
    found = await graph.read(reading.VIEWS.all, params)
    totals: dict[Reading, list[float]] = defaultdict(list)
    for row in found:
        totals[row.dimension].append(row.views)
    sums = {dimension: fsum(views) for dimension, views in totals.items()}
    rows: list[dict[str, Any]] = [
        {"dimension": row.dimension, "id": row.id, "share": row.views / sums[row.dimension]} for row in found
    ]
    done = 0
    for batch in batches(rows, BATCH):
        await graph.write(reading.store, batch, as_of)
        progress(done := done + len(batch), len(rows))
    await graph.write(reading.forget, round(sums.get(Reading.KIND, 0.0)), as_of)
    return JobReport({"shares": len(rows)})


JOB = Job(NAME, "Share out what was read, for the fit of sponsors.", timedelta(days=1), run)
