"""What jobs that learn from the whole graph share: is it due, can it be had, saying so once if not, and who is new."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import cache

import structlog

from domain.graph_learning import Learned, NoGraphLearning, goes_on, is_due
from graph import community, graph_learning
from graph.database import Graph
from graph.graph_learning import BegunParams, DoneParams, RefusedParams
from graph.refresh import ChangesParams
from jobs.extent import OVERLAP, looked
from jobs.job import JobReport

MOST = 2_000
"""So many of each are looked at each time between whole runs; who is left waits for their next act or a whole run."""

log = structlog.get_logger(__name__)


async def when_due(
    graph: Graph, name: Learned, as_of: datetime, learn: Callable[[datetime, bool], Awaitable[JobReport]]
) -> JobReport:
    """Learn if enough has changed since the last run, and note that; or note why it can't be had and keep the last.

    `learn` is told as of when, and whether it goes on with a run that was cut off: then it is that one's moment.
    """
    acts = (await graph.read(community.size)).interactions
    last = await graph.read(graph_learning.last, name)
    begun = last.begun_as_of if last is not None and goes_on(last, as_of) else None
    if begun is None and not is_due(last, as_of, acts):
        return JobReport({"members": 0})
    moment = begun or as_of
    try:
        await graph.write(graph_learning.BEGUN.run, BegunParams(name=name, as_of=moment))
        report = await learn(moment, begun is not None)
    except NoGraphLearning as reason:
        say_once(name, str(reason))
        await graph.write(graph_learning.REFUSED.run, RefusedParams(name=name, message=str(reason)))
        return JobReport({"members": 0}, note=str(reason))
    await graph.write(graph_learning.DONE.run, DoneParams(name=name, as_of=moment, acts=acts))
    return report


@cache
def say_once(name: Learned, reason: str) -> None:
    """Tell the log, the first time in this process."""
    log.warning("graph_learning.none", learned=name.value, reason=reason)


async def since_last(graph: Graph, name: str, whole: datetime, as_of: datetime) -> ChangesParams:
    """What to ask for who is new since the job looked last, or since the whole run if that came later."""
    last = await looked(graph, name)
    since, happened_from = whole - OVERLAP, whole
    if last is not None and last.everyone_at == whole and last.ran_at <= as_of:
        since, happened_from = last.watermark, last.ran_at
    return ChangesParams(since=since, happened_from=happened_from, as_of=as_of, limit=MOST)
