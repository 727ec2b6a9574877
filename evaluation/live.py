"""The log of a live community, as it is judged: read once, in pieces, and without texts, names or addresses.

Everybody and everything has its id for a name. What members did counts whoever they are; asked for, and learned from,
are only those who consent to personalisation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from domain.access import SIGNED_IN
from domain.errors import Conflict
from domain.exposure import place_of
from domain.interaction import InteractionType
from domain.segment import ValueSegment
from evaluation.log import Act, Log
from graph import learning
from graph.content import IdsParams
from graph.database import Graph
from graph.learning import Acts, ContentsParams, Member, Recommendable, SpanParams
from graph.queries import NoParams
from importers.problems import Problems
from jobs.extent import batches

MAX_DAYS = 400
"""So far back acts are read: the slowest memory of recommendation has faded to a ten-thousandth by then."""

MAX_ACTS = 1_000_000
"""Whole days are read, the latest first, until they come to so many."""

A_PAGE = 5_000
TURNED_DOWN = frozenset({InteractionType.HIDE, InteractionType.VOTE_DOWN})


@dataclass(frozen=True)
class Live:
    """The log, and the segment that each member is in now, as far as they are in one."""

    log: Log
    segments: Mapping[str, ValueSegment]


async def read_live(graph: Graph) -> Live:
    """The log of a community as it stands.

    Raises:
        Conflict: nobody did anything that is known by whom, or everything happened at the same moment.
    """
    items = await _contents(graph)
    authors: dict[str, str | None] = {item.id: item.author_id for item in items}
    acts = [act for some in await _days(graph) for act in _acts(some, authors)]
    acts.sort(key=lambda act: (act.at, act.user, act.item))
    if not acts:
        raise Conflict("There is nothing to learn from: no member is known to have done anything.", ("days",))
    if acts[0].at == acts[-1].at:
        raise Conflict("There is nothing to learn from: everything that is known happened at one moment.", ("days",))
    members = await _members(graph, sorted({act.user for act in acts}))
    consenting = {member.id for member in members if member.personalised}
    log = Log(
        acts=acts,
        items={item.id: _row(item) for item in items},
        tags={item.id: item.tags for item in items if item.tags},
        born={item.id: item.published_at.timestamp() for item in items},
        dated=True,
        problems=Problems(),
        unasked=frozenset(act.user for act in acts) - consenting,
    )
    return Live(log, {member.id: member.segment for member in members if member.segment is not None})


async def _days(graph: Graph) -> list[Acts]:
    """Acts of whole UTC days, from the latest back."""
    span = await graph.read(learning.SPAN.one_or_none, NoParams())
    if span is None:
        return []
    day = span.last_at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    found: list[Acts] = []
    known = 0
    for _ in range(MAX_DAYS):
        if known >= MAX_ACTS or day + timedelta(days=1) <= span.first_at:
            break
        params = SpanParams(since=day, until=day + timedelta(days=1))
        found.append(await graph.read(learning.ACTS.one, params))
        known += len(found[-1].user_ids)
        day -= timedelta(days=1)
    return found


def _acts(day: Acts, authors: Mapping[str, str | None]) -> list[Act]:
    """Acts on what can be recommended."""
    rows = zip(day.user_ids, day.content_ids, day.kinds, day.at_ms, day.exposure_ids, strict=True)
    return [
        Act(user, item, at / 1000, kind, place_of(exposure), authors[item] == user or kind in TURNED_DOWN)
        for user, item, kind, at, exposure in rows
        if item in authors
    ]


async def _contents(graph: Graph) -> list[Recommendable]:
    found: list[Recommendable] = []
    now, after = datetime.now(UTC), ""
    while page := await graph.read(
        learning.CONTENTS.all, ContentsParams(after_id=after, audience=SIGNED_IN, now=now, limit=A_PAGE)
    ):
        found += page
        after = page[-1].id
    return found


async def _members(graph: Graph, ids: Sequence[str]) -> list[Member]:
    found: list[Member] = []
    for some in batches(ids, A_PAGE):
        found += await graph.read(learning.MEMBERS.all, IdsParams(ids=some))
    return found


def _row(item: Recommendable) -> Mapping[str, str]:
    return {
        "item_id": item.id,
        "kind": item.kind.value,
        "created_at": item.published_at.isoformat(),
        "author_id": item.author_id or "",
    }
