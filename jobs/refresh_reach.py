"""Sample who was active and what was viewed in the last thirty days, for estimates of reach."""

from datetime import UTC, datetime, timedelta

from domain.reach import WINDOW, by_views, some_of
from domain.record import day_of
from graph import reach
from graph.database import Graph
from graph.reach import WindowParams
from jobs.extent import batches
from jobs.job import Job, JobReport, Progress, silent

NAME = "refresh-reach"
BATCH = 1_000


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Take new samples of the whole days before `as_of`; until all of them are marked, estimates go by the old."""
    until = day_of(as_of)
    since = until - WINDOW
    begins = datetime(since.year, since.month, since.day, tzinfo=UTC)
    window = WindowParams(touched_since=begins, since=since, until=until, now=as_of)
    members = [row.id for row in await graph.read(reach.ACTIVE.all, window)]
    views = {row.id: row.views for row in await graph.read(reach.VIEWS.all, window)}
    some = some_of(members)
    contents = [{"id": id, "views": count} for id, count in by_views(views).items()]
    done, total = 0, len(some) + len(contents)
    for ids in batches(some, BATCH):
        await graph.write(reach.mark_members, ids, as_of)
        progress(done := done + len(ids), total)
    for rows in batches(contents, BATCH):
        await graph.write(reach.mark_contents, rows, as_of)
        progress(done := done + len(rows), total)
    await graph.write(reach.note, len(members), as_of)
    return JobReport({"members sampled": len(some), "contents sampled": len(contents)})


JOB = Job(NAME, "Sample who reads and what is read, for estimates of reach.", timedelta(days=1), run)
