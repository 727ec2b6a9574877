"""Count, for the weeks and months that are over, how many of those who began in each were active again."""

from collections import Counter
from datetime import UTC, date, datetime

from domain.record import day_of
from domain.staying import EARLIEST, StayingPeriod
from graph import job, staying
from graph.database import Graph
from jobs.job import JobReport

MEMBERS = 500
"""So many at a time."""


async def run(graph: Graph, as_of: datetime, *, anew: bool = False) -> JobReport:
    """Count the periods that have been over for a week since the last run, or all of them `anew`.

    One that is cut off counts its periods again. It costs what members did in these periods.
    """
    counted = 0
    for by in StayingPeriod:
        done = None if anew else await graph.read(staying.counted, by)
        since, until = done or by.first(EARLIEST), by.counted(day_of(as_of))
        if since >= until:
            continue
        sums = await _count(graph, by, since, until)
        rows = [
            {"cohort": str(cohort), "period": str(period), "after": by.between(cohort, period), "members": n}
            for (cohort, period), n in sorted(sums.items())
        ]
        await graph.write(staying.REPLACE.run, staying.ReplaceParams(by=by, since=since, rows=rows))
        at = datetime.now(UTC)
        note = job.AdvanceParams(name=staying.job_name(by), position=until.isoformat(), watermark=at, at=at)
        await graph.write(job.ADVANCE.run, note)
        counted += len(rows)
    return JobReport({"cells counted": counted})


async def _count(graph: Graph, by: StayingPeriod, since: date, until: date) -> Counter[tuple[date, date]]:
    sums: Counter[tuple[date, date]] = Counter()
    after = ""
    while True:
        params = staying.ActiveParams(after_id=after, unit=by.lower(), since=since, until=until, limit=MEMBERS)
        page = await graph.read(staying.ACTIVE.one, params)
        if page.last_id is None:
            return sums
        for count in page.counts:
            sums[count.cohort, count.period] += count.members
        after = page.last_id
