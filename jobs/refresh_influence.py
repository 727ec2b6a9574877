"""Find out who is influential and which sub-communities there are, when a tenth more happened or a day passed.

PageRank and Louvain look at everybody; between two runs `rank_newcomers` takes one step of the former. Everything is
computed in memory first and then stored in small batches, so that serving waits for none of it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.graph_learning import GraphLimits, Learned
from domain.ids import IdPrefix, UserId, new_id
from domain.influence import Influence, Spread, influences, spread
from domain.sub_community import named, tags_of
from graph import community, gds, influence, sub_community, user
from graph.database import Graph
from graph.influence import SpreadParams, StoreParams
from jobs.extent import batches
from jobs.graph_learning import when_due
from jobs.job import Job, JobReport, Progress, silent

NAME = "refresh-influence"
BATCH = 500
"""How many members a transaction takes."""

STEPS = 3
"""Of progress before the first member is stored: the graph is in memory, ranked, grouped."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What a run found, before any of it is stored: of members, what they hand on, and groups of them by id."""

    influences: Sequence[Influence] = ()
    given: Mapping[UserId, float] = field(default_factory=dict)
    groups: Mapping[str, Sequence[UserId]] = field(default_factory=dict)
    spread: Spread | None = None


async def run(
    graph: Graph, as_of: datetime, progress: Progress = silent, limits: GraphLimits | None = None
) -> JobReport:
    """Store everyone's influence as of that moment, if enough has changed since the last run."""

    async def learn(moment: datetime, goes_on: bool) -> JobReport:  # it takes seconds: all of it again
        return await _learn(graph, moment, progress, limits or GraphLimits())

    return await when_due(graph, Learned.INFLUENCE, as_of, learn)


async def _learn(graph: Graph, as_of: datetime, progress: Progress, limits: GraphLimits) -> JobReport:
    await gds.require(graph, limits)
    size = await graph.read(community.size)
    await gds.check_size(graph, size.users, size.interactions, limits)
    found = _Found()
    async with gds.in_memory(graph, "influence") as name:
        projected = await influence.project(graph, name, as_of, limits)
        progress(1, STEPS + projected.nodes)
        if projected.relationships:
            found = await _look(graph, name, as_of, limits, progress)
    await _store_members(graph, found, as_of, progress)
    await _store_groups(graph, found.groups, as_of)
    return JobReport({"members": len(found.influences), "sub-communities": len(found.groups)})


async def _look(graph: Graph, name: str, as_of: datetime, limits: GraphLimits, progress: Progress) -> _Found:
    ranks = await influence.ranks(graph, name, limits)
    given = await influence.given(graph, name, limits)
    found = influences(ranks, await influence.givers(graph, name, limits), as_of)
    progress(2, STEPS + len(found))
    groups = named(await sub_community.members(graph, name, limits), lambda: new_id(IdPrefix.SUB_COMMUNITY))
    progress(STEPS, STEPS + len(found))
    return _Found(found, given, groups, spread(ranks.values()))


async def _store_members(graph: Graph, found: _Found, as_of: datetime, progress: Progress) -> None:
    group_of = {member: id for id, members in found.groups.items() for member in members}
    rows = [
        {
            **one.model_dump(exclude={"as_of"}),
            "sub_community": group_of.get(one.user_id),
            "given": found.given.get(one.user_id, 0.0),
        }
        for one in sorted(found.influences, key=lambda one: one.user_id)
    ]
    done = STEPS
    for batch in batches(rows, BATCH):
        await graph.write(influence.STORE.run, StoreParams(rows=batch, as_of=as_of))
        progress(done := done + len(batch), STEPS + len(rows))
    await influence.forget(graph, as_of)
    await graph.write(influence.KEEP_SPREAD.run, SpreadParams(**found.spread.model_dump() if found.spread else {}))


async def _store_groups(graph: Graph, groups: Mapping[str, Sequence[UserId]], as_of: datetime) -> None:
    counts = await graph.read(sub_community.TAGS.all, sub_community.TagsParams(ids=list(groups)))
    sizes = {id: len(members) for id, members in groups.items()}
    tags = tags_of(counts, sizes, await graph.read(user.count, None))
    rows = [{"id": id, "members": size, "tag_ids": tags[id]} for id, size in sizes.items()]
    await graph.write(sub_community.STORE.run, sub_community.StoreParams(rows=rows, as_of=as_of))


def job(limits: Callable[[], GraphLimits] = GraphLimits) -> Job:
    """The job; `limits` tells, at each run, what it may take of the database."""
    purpose = "Find influential members and sub-communities, when a tenth more happened or a day passed."

    async def learn(graph: Graph, as_of: datetime, progress: Progress) -> JobReport:
        return await run(graph, as_of, progress, limits())

    return Job(NAME, purpose, timedelta(minutes=30), learn, long=True)
