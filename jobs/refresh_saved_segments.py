"""Work out who is in which saved segment, by the conditions of `domain/saved_segment.py`."""

from collections import Counter
from datetime import datetime, timedelta

from domain.saved_segment import fits
from graph import saved_segment, user
from graph.database import Graph
from jobs.job import Job, JobReport, Progress, silent

NAME = "refresh-saved-segments"
MEMBERS = 500
"""So many at a time."""


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Look at everyone for all saved segments at once; at nobody when there are none. One cut off is done again."""
    every = await graph.read(saved_segment.every)
    counts: Counter[str] = Counter()
    done, total, after = 0, await graph.read(user.count, None), ""
    while every:
        params = saved_segment.FactsParams(after_id=after, limit=MEMBERS)
        page = await graph.read(saved_segment.FACTS.all, params)
        if not page:
            break
        rows = [
            {"user_id": member.user_id, "saved_ids": [saved.id for saved in every if fits(saved, member)]}
            for member in page
        ]
        await graph.write(saved_segment.PUT.run, saved_segment.PutParams(rows=rows))
        counts.update(id for row in rows for id in row["saved_ids"])
        done, after = done + len(page), page[-1].user_id
        progress(done, total)
    found = [{"id": saved.id, "changed_at": saved.changed_at, "members": counts[saved.id]} for saved in every]
    await graph.write(saved_segment.COUNTED.run, saved_segment.CountedParams(rows=found, as_of=as_of))
    return JobReport({"saved segments": len(every), "users looked at": done})


JOB = Job(NAME, "Work out who is in which saved segment.", timedelta(hours=1), run)
