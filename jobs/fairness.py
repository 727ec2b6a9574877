"""Who comes before readers by a model of R(u,c), on a sample of members of the live graph.

What members were really shown isn't logged but where they acted on it. So some are ranked for as their feed would be,
with its diversity and its places for exploration.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from random import random

from domain.access import SIGNED_IN
from domain.content import STANDALONE_KINDS
from domain.fair_group import LEAST, Facts, Groups, groups_of
from domain.fair_share import ExposureCheck, Lists, Scores, worsened
from domain.ids import ModelId, UserId
from domain.judging import FIRST
from domain.listing import Tried, arrange
from domain.ranking import Candidate
from domain.recommendation import CandidateSource
from domain.scoring import ScoringKind
from graph import fairness, scoring
from graph.content import IdsParams
from graph.database import Graph
from graph.recommendation import RankParams, rank
from jobs.extent import AT_ONCE, batches

MEMBERS = 100
"""Members that are ranked for: intervals of a share are then some points wide at most."""

CONTENTS = 10_000
"""So many contents are drawn; of these count which were published or acted on lately."""

LATELY = timedelta(days=28)
A_PAGE = 1_000

HEAD = 50
"""So many of the best the feed arranges, beside those that are there to be tried."""


@dataclass(frozen=True)
class Sample:
    """Members, contents listed lately, and the moment."""

    members: Sequence[UserId]
    contents: Sequence[str]
    now: datetime

    @property
    def enough(self) -> bool:
        """Whether anything can be told of it."""
        return len(self.members) >= LEAST


@dataclass(frozen=True)
class Shown:
    """The first ten of each member, and the scores of what was ranked for them."""

    lists: Lists
    scores: Scores


async def draw(graph: Graph, now: datetime, members: int = MEMBERS) -> Sample:
    """Some members and some contents, anew each time."""
    some = await graph.read(fairness.MEMBERS.all, fairness.MembersParams(limit=members))
    params = fairness.ContentsParams(start=random(), since=now - LATELY, limit=CONTENTS)
    listed = await graph.read(fairness.CONTENTS.all, params)
    return Sample([one.id for one in some], [one.id for one in listed], now)


async def shown(graph: Graph, sample: Sample, model: ModelId | None = None, ranked: int = HEAD) -> Shown:
    """What each member of a sample is shown by a model, the one in use by default, and scores of the best `ranked`."""
    tried = Tried()

    async def one(number: int, member: UserId) -> tuple[UserId, Sequence[Candidate], list[str]]:
        params = RankParams(
            user_id=member,
            model_id=model,
            kinds=STANDALONE_KINDS,
            audience=SIGNED_IN,
            now=sample.now,
            seed=number,
            limit=ranked,
        )
        candidates = (await graph.read(rank, params)).candidates
        head = [each for each in candidates if each.place < HEAD or CandidateSource.EXPLORATION in each.sources]
        placed = list(islice(arrange(head, number, tried=tried), FIRST))
        tried.note(placed)
        return member, candidates, [each.candidate.content_id for each in placed]

    lists: dict[str, list[str]] = {}
    scores: dict[str, dict[str, float]] = {}
    for some in batches(list(enumerate(sample.members)), AT_ONCE):
        for member, candidates, first in await asyncio.gather(*(one(*each) for each in some)):
            lists[member] = first
            scores[member] = {each.content_id: each.score for each in candidates}
    return Shown(lists, scores)


async def groups(graph: Graph, sample: Sample, *named: Lists | Scores) -> Groups:
    """The groups of all contents that a report speaks of."""
    ids = sorted({*sample.contents, *(id for some in named for each in some.values() for id in each)})
    facts: list[Facts] = []
    for page in batches(ids, A_PAGE):
        facts += await graph.read(fairness.GROUPS.all, IdsParams(ids=page))
    return await asyncio.to_thread(groups_of, facts, sample.now)


async def guard(graph: Graph, model: ModelId, now: datetime, members: int = MEMBERS) -> ExposureCheck | None:
    """Hold a proposed model against the one in use, and keep what it makes worse; None of too few members."""
    used = await graph.read(scoring.find, ScoringKind.RECOMMENDATION, None)
    sample = await draw(graph, now, members)
    if used is None or not sample.enough:
        return None
    return await check(graph, sample, (await shown(graph, sample, used.id)).lists, model, used.version)


async def check(graph: Graph, sample: Sample, before: Lists, model: ModelId, version: int) -> ExposureCheck:
    """The same, where it is known what members are shown by the model in use, which has that version."""
    after = (await shown(graph, sample, model)).lists
    of = await groups(graph, sample, before, after)
    warnings = await asyncio.to_thread(worsened, before, after, sample.contents, of)  # half a second
    found = ExposureCheck(checked_at=sample.now, compared_version=version, warnings=tuple(warnings))
    await graph.write(fairness.keep_check, model, found)
    return found
