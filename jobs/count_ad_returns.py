"""Count, day by day, how many readers came back after they had viewed so many ads, once it is known."""

from datetime import UTC, date, datetime, timedelta

from domain.ad_return import ReaderDays, folded, last_complete
from domain.record import day_of
from graph import ad_return, job
from graph.database import Graph
from jobs.job import Job, JobReport, Progress, silent

NAME = "count-ad-returns"
MEMBERS = 200
"""So many at a time."""

AT_FIRST = 28
"""Days that the first run looks back."""


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Count the days that became complete since the last run. One that is cut off counts them again."""
    last = last_complete(day_of(as_of))
    position = (await graph.read(job.state, NAME)).position
    done = date.fromisoformat(position) if position else last - timedelta(days=AT_FIRST)
    dates = [done + timedelta(days=ago) for ago in range(1, (last - done).days + 1)]
    if not dates:
        return JobReport({"days counted": 0})
    rows = folded(await _counted(graph, dates))
    await graph.write(ad_return.store, rows)
    at = datetime.now(UTC)
    await graph.write(job.ADVANCE.run, job.AdvanceParams(name=NAME, position=last.isoformat(), watermark=at, at=at))
    progress(len(dates), len(dates))
    return JobReport({"days counted": len(dates)})


async def _counted(graph: Graph, dates: list[date]) -> list[ReaderDays]:
    found: list[ReaderDays] = []
    after = ""
    while True:
        params = ad_return.CountParams(after_id=after, dates=dates, limit=MEMBERS)
        page = await graph.read(ad_return.COUNT.one, params)
        if page.last_id is None:
            return found
        found.extend(page.counted)
        after = page.last_id


JOB = Job(NAME, "Count who came back after days with many ads.", timedelta(days=1), run)
