"""A backfill of points comes to exactly what was granted act by act: on random histories, and on an imported site."""

import asyncio
import random
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.access import SCOPES_OF_ROLE, Role, Viewer
from domain.content import ContentKind, Visibility
from domain.ids import ContentId, UserId
from domain.outbox import outbox_event
from domain.point_ledger import Cause, Ledger, PointEntry
from domain.points import Act, Fact, PointRule, Subject
from domain.reaction import ReactionKind
from domain.takedown import BY_MODERATOR
from domain.vote import VoteValue
from graph import points, reaction, takedown, vote
from graph.database import Graph
from importers.stackexchange import import_stackexchange
from jobs import refresh_points
from tests import sample
from tests.graph.imported import FIXTURES, run_on
from tests.graph.privacy import rows

AT = sample.NOW
UTC = ZoneInfo("UTC")
HISTORIES, STEPS, VOTERS = 200, 8, 4
WORLDS = """
UNWIND range(0, $worlds - 1) AS w
CREATE (author:User {id: 'usr_' + w, points: 0, joined_at: $at})
FOREACH (n IN range(0, $voters - 1) | CREATE (:User {id: 'usr_' + w + '_' + n, points: 0, joined_at: $at}))
WITH author, w UNWIND [['ANSWER', 'Answer'], ['ARTICLE', 'Article']] AS kind
CREATE (content:Content:$(kind[1]) {id: 'cnt_' + w + '_' + kind[0], kind: kind[0], visibility: 'PUBLIC',
  published_at: $at})
CREATE (author)-[:AUTHORED {user_id: author.id, at: $at}]->(content)
"""
ENTRIES = "MATCH (e:PointEntry) RETURN e {.*} AS entry ORDER BY e.user_id, e.number"
SUMS = """
CALL () { MATCH (user:User) RETURN collect([user.id, user.points, coalesce(user.point_entries, 0)]) AS users }
CALL () { MATCH (day:PointDay) RETURN collect([day.user_id, day.date, day.points, day.received, day.made]) AS days }
RETURN users, days
"""
FORGET = "MATCH (n) WHERE n:PointEntry OR n:PointDay DETACH DELETE n"
FORGET_SUMS = "MATCH (user:User) SET user.points = 0, user.point_entries = 0"


async def entries(graph: Graph) -> list[PointEntry]:
    """All ledgers, without when they were written."""
    found = [PointEntry.model_validate(row["entry"]) for row in await rows(graph, ENTRIES)]
    return [entry.model_copy(update={"recorded_at": AT}) for entry in found]


async def sums(graph: Graph) -> Any:
    """Everything that is kept beside ledgers, in one order."""
    (row,) = await rows(graph, SUMS)
    return {name: sorted(map(str, values)) for name, values in row.items()}


class World:
    """One author with an answer and an article, four others, and a random history; what the reference makes of it."""

    def __init__(self, graph: Graph, number: int) -> None:
        self.graph, self.random, self.name = graph, random.Random(number), str(number)
        self.author = UserId(f"usr_{number}")
        self.voters = [UserId(f"usr_{number}_{n}") for n in range(VOTERS)]
        self.ledgers = {id: Ledger(id) for id in (self.author, *self.voters)}
        self.votes: dict[tuple[UserId, ContentId], VoteValue] = {}
        self.likes: set[tuple[UserId, ContentId]] = set()
        self.facts: dict[str, tuple[Fact, Subject]] = {}
        self.down: set[ContentId] = set()

    async def live(self) -> None:
        for kind in (ContentKind.ANSWER, ContentKind.ARTICLE):
            act = Act.ANSWER if kind is ContentKind.ANSWER else Act.PUBLISH
            fact = Fact(act, self.author, self.subject(kind).content_id, AT)
            await self.graph.write(points.grant, fact, AT)
            self.grant(fact, self.subject(kind))
        for hour in range(STEPS):
            await self.step(AT + timedelta(hours=self.random.randrange(1, 20) + 20 * hour))

    def subject(self, kind: ContentKind) -> Subject:
        return Subject(ContentId(f"cnt_{self.name}_{kind}"), kind, self.author)

    def grant(self, fact: Fact, subject: Subject) -> None:
        self.facts[fact.id] = fact, subject
        for ledger in self.ledgers.values():
            ledger.grant(fact, subject, UTC, AT)

    def from_what_stands(self) -> list[PointEntry]:
        """What the reference makes of the facts alone that stand at the end, in the order in which they happened."""
        ledgers = [Ledger(id) for id in self.ledgers]
        for fact, subject in sorted(self.facts.values(), key=lambda each: (each[0].at, each[0].id)):
            for ledger in ledgers if subject.content_id not in self.down else ():
                ledger.grant(fact, subject, UTC, AT)
        return [entry for ledger in ledgers for entry in ledger.entries]

    async def step(self, at: datetime) -> None:
        subject = self.subject(self.random.choice((ContentKind.ANSWER, ContentKind.ARTICLE)))
        if self.random.random() < 0.15:
            await self.moderate(subject.content_id, at)
        elif subject.content_id not in self.down:
            member = self.random.choice(self.voters)
            if self.random.random() < 0.4:
                await self.like(member, subject, self.random.random() < 0.7, at)
            else:
                value = self.random.choice((VoteValue.UP, VoteValue.UP, VoteValue.DOWN, VoteValue.NONE))
                await self.vote(member, subject, value, at)

    async def vote(self, voter: UserId, subject: Subject, value: VoteValue, at: datetime) -> None:
        await self.graph.write(vote.cast, viewer(voter), subject.content_id, value, at)
        before = self.votes.get((voter, subject.content_id), VoteValue.NONE)
        self.votes[voter, subject.content_id] = value
        if value is not before:
            self.change(voter, subject, before.act, value.act, at)

    async def like(self, member: UserId, subject: Subject, on: bool, at: datetime) -> None:
        await self.graph.write(reaction.react, viewer(member), subject.content_id, ReactionKind.LIKE, on, at)
        if on is not ((member, subject.content_id) in self.likes):
            self.likes ^= {(member, subject.content_id)}
            self.change(member, subject, None if on else Act.LIKE, Act.LIKE if on else None, at)

    def change(self, member: UserId, subject: Subject, undone: str | None, done: str | None, at: datetime) -> None:
        if undone:
            fact_id = Fact(Act(undone), member, subject.content_id, at).id
            del self.facts[fact_id]
            for ledger in self.ledgers.values():
                ledger.undo(fact_id, AT)
        if done:
            self.grant(Fact(Act(done), member, subject.content_id, at), subject)

    async def moderate(self, id: ContentId, at: datetime) -> None:
        told = outbox_event("content.withdrawn", at, {})
        for ledger in self.ledgers.values():
            if id in self.down:
                ledger.put_back(lambda entry: entry.content_id == id, AT)
            else:
                ledger.take_down(lambda entry: entry.content_id == id, Cause.TAKEN_DOWN, AT)
        if id in self.down:
            await self.graph.write(takedown.put_back, id, BY_MODERATOR, told)
        else:
            await self.graph.write(takedown.take, id, Visibility.HIDDEN, at, told)
        self.down ^= {id}


def viewer(id: UserId) -> Viewer:
    """Somebody who acts; one with every right, as this is about points."""
    return Viewer(id, Role.MODERATOR, SCOPES_OF_ROLE[Role.MODERATOR])


async def test_a_backfill_equals_what_200_histories_came_to(graph: Graph) -> None:
    await rows(graph, WORLDS, worlds=HISTORIES, voters=VOTERS, at=AT)
    worlds = [World(graph, number) for number in range(HISTORIES)]
    turns = asyncio.Semaphore(8)

    async def live(world: World) -> None:
        async with turns:
            await world.live()

    await asyncio.gather(*(live(world) for world in worlds))
    held = await sums(graph)
    ledgers = [ledger for world in worlds for ledger in world.ledgers.values()]
    assert await entries(graph) == in_order(entry for ledger in ledgers for entry in ledger.entries)
    later = AT + timedelta(days=30)
    assert (await refresh_points.run(graph, later)).counts["sums corrected"] == 0
    await rows(graph, FORGET_SUMS)
    await rows(graph, "MATCH (day:PointDay) DELETE day")
    await refresh_points.run(graph, later)
    assert await sums(graph) == held, "from the ledgers"
    await rows(graph, FORGET)
    await rows(graph, FORGET_SUMS)
    await refresh_points.run(graph, later)
    stands = in_order(entry for world in worlds for entry in world.from_what_stands())
    assert {PointRule.LIKED, PointRule.VOTED_UP, PointRule.VOTED_DOWN} <= {entry.rule for entry in stands}
    assert await entries(graph) == stands


def in_order(found: Iterable[PointEntry]) -> list[PointEntry]:
    """Ledger after ledger."""
    return sorted(found, key=lambda entry: (entry.user_id, entry.number))


async def test_an_imported_community_earns_as_if_it_had_acted_here(graph: Graph) -> None:
    run = run_on(graph, "stackexchange")
    await import_stackexchange(run, FIXTURES / "site-xml", "Quantum Computing")
    assert (await refresh_points.run(graph, AT)).counts["entries granted"] == 8
    backfilled, held = await entries(graph), await sums(graph)
    named = "MATCH (u:User) WHERE u.points <> 0 RETURN u.external_id AS id, u.points AS points ORDER BY id"
    assert [tuple(row.values()) for row in await rows(graph, named)] == [("1", 17), ("2", 26), ("3", 1)]
    assert (await refresh_points.run(graph, AT)).counts["entries granted"] == 0
    facts = [Fact(Act(act_of(e)), e.actor_id, e.content_id, e.at, imported(e)) for e in backfilled]
    await rows(graph, FORGET)
    await rows(graph, FORGET_SUMS)
    for fact in sorted(facts, key=lambda fact: (fact.at, fact.id)):
        await graph.write(points.grant, fact, AT)
    assert (await entries(graph), await sums(graph)) == (backfilled, held)


def act_of(entry: PointEntry) -> str:
    """The act that an entry was granted for."""
    acts = {"PUBLISHED": "PUBLISH", "ANSWERED": "ANSWER", "COMMENTED": "COMMENT", "VOTED_UP": "VOTE_UP"}
    return acts.get(entry.rule, "VOTE_DOWN" if entry.rule == "VOTED_DOWN" else "ACCEPT")


def imported(entry: PointEntry) -> str | None:
    """The id of an imported vote."""
    return entry.fact_id if entry.fact_id.startswith("stackexchange") else None
