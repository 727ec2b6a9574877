"""Count, week by week, what lies between the active days of members: what newcomers are compared with."""

from collections import Counter
from datetime import UTC, date, datetime

from domain.record import day_of
from domain.rhythm import GapCount, weeks_to_count
from graph import job, rhythm, user
from graph.database import Graph
from jobs.job import JobReport, Progress, silent

NAME = "count-gaps"
MEMBERS = 500
"""So many at a time."""


async def run(graph: Graph, as_of: datetime, progress: Progress = silent, *, anew: bool = False) -> JobReport:
    """Count the weeks that have been over for a week since the last run, or all of them `anew`.

    One that is cut off counts its weeks again. It costs what members did in these weeks.
    """
    position = None if anew else (await graph.read(job.state, NAME)).position
    weeks = weeks_to_count(date.fromisoformat(position).toordinal() if position else None, day_of(as_of).toordinal())
    if weeks is None:
        return JobReport({"gaps counted": 0})
    since, until = map(date.fromordinal, weeks)
    counts = await _count(graph, since, until, progress)
    await graph.write(rhythm.replace, since, counts)
    at = datetime.now(UTC)
    await graph.write(job.ADVANCE.run, job.AdvanceParams(name=NAME, position=until.isoformat(), watermark=at, at=at))
    return JobReport({"gaps counted": sum(count.gaps for count in counts)})


async def _count(graph: Graph, since: date, until: date, progress: Progress) -> list[GapCount]:
    sums: Counter[tuple[date, bool, int]] = Counter()
    done, total, after = 0, await graph.read(user.count, None), ""
    while True:
        params = rhythm.GapsParams(after_id=after, since=since, until=until, limit=MEMBERS)
        page = await graph.read(rhythm.GAPS.one, params)
        if page.last_id is None:
            return [
                GapCount(week=week, newcomer=newcomer, days=days, gaps=gaps)
                for (week, newcomer, days), gaps in sorted(sums.items())
            ]
        for count in page.counts:
            sums[count.week, count.newcomer, count.days] += count.gaps
        after = page.last_id
        progress(done := min(done + MEMBERS, total), total)
