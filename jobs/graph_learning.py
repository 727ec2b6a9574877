"""What jobs that learn from the graph as a whole share: is it due, can it be had, and saying so once if not."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import cache

import structlog

from domain.graph_learning import Learned, NoGraphLearning, is_due
from graph import community, graph_learning
from graph.database import Graph
from graph.graph_learning import DoneParams, RefusedParams
from jobs.job import JobReport

log = structlog.get_logger(__name__)


async def when_due(
    graph: Graph, name: Learned, as_of: datetime, learn: Callable[[], Awaitable[JobReport]]
) -> JobReport:
    """Learn if enough has changed since the last run, and note that; or note why it can't be had and keep the last.

    How far it came is noted last: a run that was cut off is done again.
    """
    acts = (await graph.read(community.size)).interactions
    if not is_due(await graph.read(graph_learning.last, name), as_of, acts):
        return JobReport({"members": 0})
    try:
        report = await learn()
    except NoGraphLearning as reason:
        say_once(name, str(reason))
        await graph.write(graph_learning.REFUSED.run, RefusedParams(name=name, message=str(reason)))
        return JobReport({"members": 0}, note=str(reason))
    await graph.write(graph_learning.DONE.run, DoneParams(name=name, as_of=as_of, acts=acts))
    return report


@cache
def say_once(name: Learned, reason: str) -> None:
    """Tell the log, the first time in this process."""
    log.warning("graph_learning.none", learned=name.value, reason=reason)
