"""Merging two accounts comes to what one person would have come to, on random histories: counts, activity, points."""

import asyncio
import random
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.access import SCOPES_OF_ROLE, Role, Viewer
from domain.content import ContentKind
from domain.errors import InvalidInput, NotAllowed
from domain.event import Event
from domain.ids import ContentId, IdPrefix, UserId, new_id
from domain.interaction import InteractionType
from domain.outbox import outbox_event
from domain.point_ledger import Ledger, PointEntry
from domain.points import Act, Fact, Subject
from domain.reaction import ReactionKind
from domain.vote import VoteValue
from graph import acceptance, activity, bookmark, event, follow, points, reaction, scoring, vote
from graph.database import Graph
from tests import sample
from tests.conftest import empty
from tests.graph.merging import merged
from tests.graph.privacy import rows

AT, UTC = sample.NOW, ZoneInfo("UTC")
WORLDS, ACTS = 24, 60
TWO = ("one", "other", "x", "y")
PEOPLE = 4
KINDS = (ContentKind.ARTICLE, ContentKind.ARTICLE, ContentKind.QUESTION, ContentKind.ANSWER)
MAKE = """
UNWIND $users AS id
MERGE (:User {id: id, handle: id, display_name: id, joined_at: $at, points: 0})
WITH count(*) AS done
UNWIND $contents AS row
MATCH (author:User {id: row.by})
CREATE (content:Content:$(row.label) {
  id: row.id, slug: row.id, kind: row.kind, visibility: 'PUBLIC', published_at: row.at})
CREATE (author)-[:AUTHORED {user_id: author.id, at: row.at}]->(content)
WITH content, row
MATCH (question:Content {id: row.below})
CREATE (content)-[:ANSWERS]->(question)
"""
CONTENTS = """
UNWIND $ids AS id
MATCH (c:Content {id: id})
RETURN id, [c.vote_up_held, c.vote_down_held, c.like_held, c.bookmark_held] AS held,
       COLLECT {
         MATCH (c)-[:MEASURED_ON]->(day)
         RETURN day {.*, content_id: null, touched_at: null} AS day ORDER BY day.date
       } AS days,
       COLLECT { MATCH (c)<-[e:INTERACTED]-(:User {id: $id}) RETURN e {.*, key: null} } AS done,
       COLLECT { MATCH (c)<-[e:VOTED]-(:User {id: $id}) RETURN [e.value, e.at] } AS votes,
       COLLECT {
         MATCH (c)<-[e:REACTED|BOOKMARKED]-(:User {id: $id})
         RETURN [type(e), e.kind, e.at] AS kept ORDER BY kept
       } AS kept
"""
DAYS = """
MATCH (:User {id: $id})-[:ACTIVE_ON]->(day) RETURN day {.*, user_id: null, touched_at: null} AS day ORDER BY day.date
"""
LEDGER = "MATCH (entry:PointEntry {user_id: $id}) RETURN entry {.*} AS entry ORDER BY entry.number"


@dataclass(frozen=True)
class Done:
    """Somebody, by their part in the story, does something at a moment to the content of a number, or to somebody."""

    kind: str
    who: str
    what: int
    at: datetime
    whom: str = ""


@dataclass
class World:
    """A story of two accounts and two others, to be told with two persons behind the accounts, or with one."""

    number: int
    as_one: bool
    users: dict[str, UserId] = field(default_factory=dict)
    contents: list[ContentId] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.users = {part: UserId(new_id(IdPrefix.USER)) for part in TWO}
        if self.as_one:
            self.users["other"] = self.users["one"]
        self.contents = [ContentId(new_id(IdPrefix.CONTENT)) for _ in range(12)]
        pick = random.Random(self.number)
        self.authors = [pick.choice(TWO) for _ in self.contents]
        self.story = story(pick, self.authors)

    @property
    def one(self) -> UserId:
        """The survivor."""
        return self.users["one"]

    def made_at(self, number: int) -> datetime:
        return AT - timedelta(hours=30 - number)

    async def live(self, graph: Graph) -> None:
        made = [
            {
                "id": id,
                "by": self.users[by],
                "kind": KINDS[n % 4],
                "label": KINDS[n % 4].label,
                "at": self.made_at(n),
                "below": self.contents[n - 1] if n % 4 == 3 else None,
            }
            for n, (id, by) in enumerate(zip(self.contents, self.authors, strict=True))
        ]
        await rows(graph, MAKE, users=sorted(set(self.users.values())), contents=made, at=AT - timedelta(days=90))
        for n, by in enumerate(self.authors):
            act = Act.ANSWER if n % 4 == 3 else Act.PUBLISH
            await graph.write(points.grant, Fact(act, self.users[by], self.contents[n], self.made_at(n)), AT)
        for done in self.story:
            with suppress(NotAllowed, InvalidInput):  # one person doesn't do to themselves what two did to each other
                await self.do(graph, done)

    async def do(self, graph: Graph, done: Done) -> None:
        user_id, content_id, at = self.users[done.who], self.contents[done.what], done.at
        viewer = Viewer(user_id, Role.MODERATOR, SCOPES_OF_ROLE[Role.MODERATOR])  # with every right, however new
        told = outbox_event("member.concerned", at, {})
        match done.kind:
            case "UP" | "DOWN":
                await graph.write(vote.cast, viewer, content_id, VoteValue(done.kind), at)
            case "LIKE" | "LOVE":
                await graph.write(reaction.react, viewer, content_id, ReactionKind(done.kind), True, at)
            case "KEEP":
                await graph.write(bookmark.keep, viewer, content_id, None, at)
            case "ACCEPT":
                await graph.write(acceptance.accept, viewer, content_id, True, told, at)
            case "FOLLOW":
                await graph.write(follow.follow, viewer, self.users[done.whom], True, told, at)
            case _:
                seen = Event("web", f"{content_id}{done.who}{at}", InteractionType.VIEW, user_id, content_id, at)
                await graph.write(event.record, [seen], at)


def story(pick: random.Random, authors: list[str]) -> list[Done]:
    """What happens, in order: everybody votes, likes and keeps each thing once at most, and not what is their own."""
    found: list[Done] = []
    seen: set[tuple[str, str, int | str]] = set()
    for n in range(ACTS):
        at = AT + timedelta(hours=4 * n)
        kind = pick.choice(["UP", "UP", "DOWN", "LIKE", "LOVE", "KEEP", "FOLLOW", "VIEW", "VIEW", "ACCEPT"])
        who, what, whom = pick.choice(TWO), pick.randrange(len(authors)), pick.choice(TWO)
        if kind == "ACCEPT":
            what = 4 * (what // 4) + 3
            who = authors[what - 1]
        same = ("VOTE" if kind in ("UP", "DOWN") else kind, who, whom if kind == "FOLLOW" else what)
        to_self = who == whom if kind == "FOLLOW" else authors[what] == who and kind in ("UP", "DOWN", "LIKE", "LOVE")
        if kind == "VIEW" or (same not in seen and not to_self):
            seen.add(same)
            found.append(Done(kind, who, what, at, whom))
    return found


async def state(graph: Graph, world: World) -> dict[str, Any]:
    """What is counted of the contents and of the survivor, without names."""
    contents = await rows(graph, CONTENTS, ids=world.contents, id=world.one)
    later = AT + timedelta(days=12)
    return {
        "contents": [_plain({**row, "id": None}) for row in contents],
        "days": _plain([row["day"] for row in await rows(graph, DAYS, id=world.one)]),
        "activity": (await graph.read(activity.values, [world.one], later))[world.one],
    }


def _plain(value: Any) -> Any:
    """Without what is nothing, and sums to the precision that adding in another order leaves."""
    if isinstance(value, Mapping):
        kept = {name: _plain(each) for name, each in value.items() if each not in (None, 0)}
        return {name: each for name, each in kept.items() if each not in ([], {})}
    if isinstance(value, list):
        found = [_plain(each) or None for each in value]
        return [each for each in found if not isinstance(each, dict) or each.keys() - {"date"}]
    return float(f"{value:.9g}") if isinstance(value, float) else value


def standing(ledger: Ledger) -> dict[str, int]:
    """What stands in a ledger: the points for each fact and rule."""
    return {f"{entry.fact_id} {entry.rule}": entry.delta for entry in ledger.standing.values()}


async def ledger_of(graph: Graph, user_id: UserId) -> Ledger:
    ledger = Ledger(user_id)
    for row in await rows(graph, LEDGER, id=user_id):
        ledger.add(PointEntry.model_validate(row["entry"]))
    return ledger


def folded(world: World) -> dict[UserId, Ledger]:
    """What the reference makes of what stands at the end, with one person behind both accounts."""
    users = {**world.users, "other": world.one}
    facts: dict[tuple[str, UserId, int], tuple[Fact, Subject]] = {}
    for n, by in enumerate(world.authors):
        author = users[by]
        facts["made", author, n] = (
            Fact(Act.ANSWER if n % 4 == 3 else Act.PUBLISH, author, world.contents[n], world.made_at(n)),
            Subject(world.contents[n], KINDS[n % 4], author),
        )
    names = {"UP": Act.VOTE_UP, "DOWN": Act.VOTE_DOWN, "LIKE": Act.LIKE, "ACCEPT": Act.ACCEPT}
    for done in world.story:
        if done.kind in names:
            act, user, subject = (
                names[done.kind],
                users[done.who],
                facts["made", users[world.authors[done.what]], done.what][1],
            )
            slot = ("vote" if done.kind in ("UP", "DOWN") else done.kind, user, done.what)
            if slot not in facts or facts[slot][0].act is not act:
                facts[slot] = (Fact(act, user, subject.content_id, done.at), subject)
    ledgers = {id: Ledger(id) for id in users.values()}
    for fact, subject in sorted(facts.values(), key=lambda each: each[0].at):
        for ledger in ledgers.values():
            ledger.grant(fact, subject, UTC, AT)
    return ledgers


async def test_merging_equals_one_person_having_done_everything(graph: Graph) -> None:
    turns = asyncio.Semaphore(6)

    async def told(as_one: bool) -> list[World]:
        await graph.write(empty)
        await scoring.ensure_default_models(graph)
        worlds = [World(number, as_one) for number in range(WORLDS)]

        async def live(world: World) -> None:
            async with turns:
                await world.live(graph)

        await asyncio.gather(*(live(world) for world in worlds))
        return worlds

    wanted = [await state(graph, world) for world in await told(as_one=True)]
    worlds = await told(as_one=False)
    for world in worlds:
        await merged(graph, world.users["other"], world.one)
    assert sum(bool(each["activity"]) for each in wanted) == WORLDS
    for world, expected in zip(worlds, wanted, strict=True):
        got = await state(graph, world)
        assert got["activity"] == pytest.approx(expected["activity"])
        assert got["days"] == expected["days"], world.number
        assert got["contents"] == expected["contents"], world.number
        for user_id, ledger in folded(world).items():
            held = await ledger_of(graph, user_id)
            assert standing(held) == standing(ledger), (world.number, user_id)
            (kept,) = await rows(graph, "MATCH (u:User {id: $id}) RETURN u.points AS points", id=user_id)
            assert kept["points"] == held.points == ledger.points
