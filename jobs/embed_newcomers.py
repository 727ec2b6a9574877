"""Embed who and what is new between two whole runs, and find what is near new contents.

Whole runs look at everybody, see `refresh_embeddings`. This looks at who and what something happened to since, and puts
those of them that no whole run has seen where the mean of what stands next to them is. How far a run came is noted
last: one that was cut off is done again.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from domain.errors import Conflict
from domain.graph_learning import Learned
from domain.ids import ContentId
from graph import graph_learning, placing
from graph.database import Graph
from jobs.extent import batches, note
from jobs.graph_learning import since_last
from jobs.job import Job, JobReport, Progress, silent

NAME = "embed-newcomers"
BATCH = 100
"""How many a transaction takes: each reads 65 vectors at most, or a hundred."""


async def run(graph: Graph, as_of: datetime, progress: Progress = silent) -> JobReport:
    """Place contents first, as their tags are known, and then the members who had to do with them."""
    started = datetime.now(UTC)
    last = await graph.read(graph_learning.last, Learned.EMBEDDINGS)
    if last is None or last.as_of is None or last.as_of > as_of:
        return JobReport({"members": 0, "contents": 0}, note="There is no whole run before that to add them to.")
    space = last.as_of
    since = await since_last(graph, NAME, space, as_of)
    new_contents, new_users = await graph.read(placing.new_contents, since), await graph.read(placing.new_users, since)
    done, total = 0, 2 * len(new_contents) + len(new_users)
    contents: list[ContentId] = []
    members = 0
    for some in batches(new_contents, BATCH):
        contents += await placing.contents(graph, some, space)
        progress(done := done + len(some), total)
    for those in batches(new_users, BATCH):
        members += len(await placing.users(graph, those, space))
        progress(done := done + len(those), total)
    reason = await _find_near(graph, contents, space)
    progress(total, total)
    await note(graph, NAME, space, as_of, started)
    return JobReport({"members": members, "contents": len(contents)}, reason)


async def _find_near(graph: Graph, contents: Sequence[ContentId], space: datetime) -> str | None:
    """Find what is near contents; why not, if it can't be searched yet: the next whole run finds it."""
    try:
        for some in batches(contents, BATCH):
            await placing.near(graph, some, space)
    except Conflict as reason:
        return str(reason)
    return None


JOB = Job(
    NAME, "Embed new members and contents between two whole runs, and find what is near.", timedelta(minutes=1), run
)
