"""Work out who is in which saved segment, by the conditions of `domain/saved_segment.py`, and what each is made of."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.saved_segment import Facts, SavedSegment, fits
from domain.saved_segment_report import Tally
from graph import saved_segment, user
from graph.database import Graph
from jobs.job import Job, JobReport, Progress, silent

NAME = "refresh-saved-segments"
MEMBERS = 500
"""So many at a time."""


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Look at everyone for all saved segments at once; at nobody when there are none. One cut off is done again."""
    every = await graph.read(saved_segment.every)
    tallies: dict[str, Tally] = defaultdict(Tally)
    done, total, after = 0, await graph.read(user.count, None), ""
    while every:
        params = saved_segment.FactsParams(after_id=after, limit=MEMBERS)
        page = await graph.read(saved_segment.FACTS.all, params)
        if not page:
            break
        await _put(graph, page, every, tallies)
        done, after = done + len(page), page[-1].user_id
        progress(done, total)
    found = [
        {"id": saved.id, "changed_at": saved.changed_at, "found": tallies[saved.id].found(done)} for saved in every
    ]
    await graph.write(saved_segment.COUNTED.run, saved_segment.CountedParams(rows=found, as_of=as_of))
    return JobReport({"saved segments": len(every), "users looked at": done})


async def _put(graph: Graph, page: Sequence[Facts], every: Sequence[SavedSegment], tallies: dict[str, Tally]) -> None:
    rows = []
    for member in page:
        ids = [saved.id for saved in every if fits(saved, member)]
        for id in ids:
            tallies[id].add(member)
        rows.append({"user_id": member.user_id, "saved_ids": ids})
    await graph.write(saved_segment.PUT.run, saved_segment.PutParams(rows=rows))


JOB = Job(NAME, "Work out who is in which saved segment.", timedelta(hours=1), run)
