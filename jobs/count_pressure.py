"""Count, month by month, what members met of paywalls and ads, and how many left, once that is known."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

from dateutil.relativedelta import relativedelta

from domain.access import by_claim
from domain.pressure import STAYS_WITHIN, PressedReader, cells, days_of, last_complete, to_count
from domain.record import day_of
from graph import access, job, pressure
from graph.database import Graph
from jobs.job import Job, JobReport, Progress, silent

NAME = "count-pressure"
MEMBERS = 200
"""So many at a time."""

AT_FIRST = 3
"""Months that the first run looks back."""


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Count the months that became complete since the last run. One that is cut off counts its month again."""
    today = day_of(as_of)
    position = (await graph.read(job.state, NAME)).position
    done = date.fromisoformat(position) if position else last_complete(today) - relativedelta(months=AT_FIRST)
    months = to_count(done, today)
    for number, month in enumerate(months, 1):
        met, readers = await _met(graph, month), await _readers(graph, month)
        await graph.write(pressure.replace, month, cells(month, readers, met))
        at = datetime.now(UTC)
        advance = job.AdvanceParams(name=NAME, position=month.isoformat(), watermark=at, at=at)
        await graph.write(job.ADVANCE.run, advance)
        progress(number, len(months))
    return JobReport({"months counted": len(months)})


async def _met(graph: Graph, month: date) -> Counter[str]:
    """How many paywalls each member met: of what they viewed on a day, what was locked when they began to."""
    met: Counter[str] = Counter()
    for day in days_of(month):
        since = datetime.combine(day, time(), UTC)
        params = pressure.ViewedParams(since=since, until=since + timedelta(days=1))
        for row in await graph.read(pressure.VIEWED.all, params):
            claims = await graph.read(access.claims, row.content_ids, row.user_id, row.at)
            met[row.user_id] += sum(not by_claim(claim, row.at).allowed for claim in claims.values())
    return met


async def _readers(graph: Graph, month: date) -> list[PressedReader]:
    found: list[PressedReader] = []
    end, after = month + relativedelta(months=1), ""
    while True:
        params = pressure.ReadersParams(
            after_id=after, first=month, end=end, stays_until=end + STAYS_WITHIN, limit=MEMBERS
        )
        page = await graph.read(pressure.READERS.one, params)
        if page.last_id is None:
            return found
        found.extend(page.readers)
        after = page.last_id


JOB = Job(NAME, "Count who leaves after months with many paywalls or ads.", timedelta(days=1), run)
