"""Who comes before readers by a model of R(u,c), on a sample of members of the live graph: nothing of it is kept.

What members were really shown isn't logged but where they acted on it. So some are ranked for as their feed would be,
with its diversity and its places for exploration.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from domain.access import SIGNED_IN
from domain.content import STANDALONE_KINDS
from domain.fair_share import Groups, Lists, worsened
from domain.ids import ModelId, UserId
from domain.judging import FIRST
from domain.listing import Tried, arrange
from graph import fairness
from graph.content import IdsParams
from graph.database import Graph
from graph.recommendation import RankParams, rank
from jobs.extent import batches

MEMBERS = 100
"""Members that are ranked for: intervals of a share are then some points wide at most."""

CONTENTS = 2_000
LATELY = timedelta(days=28)
"""Contents that were published or acted on within it are what shares are beside."""

AT_ONCE = 4
HEAD = 50


@dataclass(frozen=True)
class Sample:
    """Members, contents listed lately, and the moment."""

    members: Sequence[UserId]
    contents: Sequence[str]
    now: datetime


async def draw(graph: Graph, now: datetime, members: int = MEMBERS) -> Sample:
    """Some members and some contents, anew each time."""
    some = await graph.read(fairness.MEMBERS.all, fairness.MembersParams(limit=members))
    params = fairness.ContentsParams(start=0.0, since=now - LATELY, limit=CONTENTS)
    listed = await graph.read(fairness.CONTENTS.all, params)
    return Sample([one.id for one in some], [one.id for one in listed], now)


async def shown(graph: Graph, sample: Sample, model: ModelId | None = None) -> Lists:
    """The first ten that each member of a sample is shown by a model, the one in use by default."""
    tried = Tried()

    async def one(number: int, member: UserId) -> tuple[str, list[str]]:
        params = RankParams(
            user_id=member,
            model_id=model,
            kinds=STANDALONE_KINDS,
            audience=SIGNED_IN,
            now=sample.now,
            seed=number,
            limit=HEAD,
        )
        ranking = await graph.read(rank, params)
        placed = list(islice(arrange(ranking.candidates, number, tried=tried), FIRST))
        tried.note(placed)
        return member, [each.candidate.content_id for each in placed]

    found: dict[str, list[str]] = {}
    for some in batches(list(enumerate(sample.members)), AT_ONCE):
        found.update(await asyncio.gather(*(one(*each) for each in some)))
    return found


async def groups(graph: Graph, sample: Sample, *lists: Lists) -> Groups:
    """The groups of all contents that a report speaks of."""
    ids = {*sample.contents, *(id for some in lists for each in some.values() for id in each)}
    facts = await graph.read(fairness.GROUPS.all, IdsParams(ids=sorted(ids)))
    return {one.id: one.groups(sample.now) for one in facts}


async def guard(graph: Graph, model: ModelId, now: datetime, members: int = MEMBERS) -> list[str]:
    """What a proposed model makes worse for groups with too few places, beside the model in use; nothing is fine."""
    sample = await draw(graph, now, members)
    before, after = await shown(graph, sample), await shown(graph, sample, model)
    return worsened(before, after, sample.contents, await groups(graph, sample, before, after))
