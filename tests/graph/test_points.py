"""Points on the real server: the graph's ledger is the reference's, entry by entry, whatever comes in which order."""

import asyncio
import random
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.content import ContentKind
from domain.ids import ContentId, UserId
from domain.point_ledger import Cause, Ledger, PointEntry
from domain.points import RULES, Act, Fact, PointRule, Rule, RuleBook, Subject
from graph import points
from graph.database import Graph
from tests import sample
from tests.graph.privacy import rows

ADA, BEN, CLEO = UserId(sample.ADA), UserId(sample.BEN), UserId(sample.CLEO)
GRAPHS, ASKED, ANSWERED = ContentId(sample.GRAPHS), ContentId(sample.ASKED), ContentId(sample.ANSWERED)
AT = sample.NOW
LEDGER = "MATCH (entry:PointEntry {user_id: $id}) RETURN entry {.*} AS entry ORDER BY entry.number"
SUMS = """
MATCH (user:User {id: $id})
RETURN coalesce(user.points, 0) AS points,
       COLLECT { MATCH (day:PointDay {user_id: $id}) RETURN [day.date, day.points, day.received, day.made] } AS days
"""
VOTERS = """
UNWIND range(1, $n) AS n CREATE (:User {id: 'usr_voter' + n, handle: 'v' + n, consents: []})
"""
TAKE = "MATCH (content:Content {id: $id}) SET content.visibility = $visibility"


def vote(by: UserId, on: ContentId, at: datetime = AT, act: Act = Act.VOTE_UP) -> Fact:
    return Fact(act, by, on, at)


async def ledger(graph: Graph, user_id: UserId) -> list[PointEntry]:
    found = await rows(graph, LEDGER, id=user_id)
    return [PointEntry.model_validate(row["entry"]) for row in found]


async def total(graph: Graph, user_id: UserId) -> int:
    """A member's points, which are the sum of their entries and of their days."""
    entries = await ledger(graph, user_id)
    (row,) = await rows(graph, SUMS, id=user_id)
    assert row["points"] == sum(entry.delta for entry in entries) == sum(day[1] for day in row["days"])
    return int(row["points"])


@pytest.fixture
def now() -> datetime:
    return AT


async def test_who_earns_what(graph: Graph) -> None:
    await graph.write(sample.load)
    for fact in (vote(BEN, GRAPHS), Fact(Act.ACCEPT, BEN, ANSWERED, AT), vote(CLEO, ANSWERED, act=Act.VOTE_DOWN)):
        await graph.write(points.grant, fact, AT)
        await graph.write(points.grant, fact, AT)
    assert [(e.rule, e.delta, e.area_id) for e in await ledger(graph, ADA)] == [
        (PointRule.VOTED_UP, 10, sample.BLOG),
        (PointRule.ANSWER_ACCEPTED, 15, sample.HELP),
        (PointRule.VOTED_DOWN, -2, sample.HELP),
    ]
    assert [await total(graph, user) for user in (ADA, BEN, CLEO)] == [23, 2, -1]


async def test_own_content_earns_nothing_of_others_kinds(graph: Graph) -> None:
    await graph.write(sample.load)
    for act in (Act.VOTE_UP, Act.VOTE_DOWN, Act.LIKE, Act.ACCEPT):
        await graph.write(points.grant, vote(ADA, ANSWERED, act=act), AT)
    assert await ledger(graph, ADA) == []


async def test_the_same_member_again_is_worth_less_until_a_week_has_gone(graph: Graph) -> None:
    await graph.write(sample.load)
    at = [AT, AT + timedelta(days=1), AT + timedelta(days=2), AT + timedelta(days=8, hours=1)]
    for content, when in zip((GRAPHS, ANSWERED, sample.SECRET, sample.LATER), at, strict=True):
        await graph.write(points.grant, vote(BEN, ContentId(content), when), AT)
    assert [e.delta for e in await ledger(graph, ADA)] == [10, 5, 3, 5]


async def test_64_parallel_voters_meet_the_cap_exactly(graph: Graph) -> None:
    await graph.write(sample.load)
    await rows(graph, VOTERS, n=64)
    voters = [UserId(f"usr_voter{n}") for n in range(1, 65)]
    await asyncio.gather(*(graph.write(points.grant, vote(voter, ANSWERED), AT) for voter in voters))
    entries = await ledger(graph, ADA)
    assert (await total(graph, ADA), len(entries)) == (RULES.caps[entries[0].cap or ""], 64)  # type: ignore[index]
    await asyncio.gather(*(graph.write(points.undo, vote(voter, ANSWERED), AT) for voter in voters for _ in range(2)))
    assert (await total(graph, ADA), len(await ledger(graph, ADA))) == (0, 128)


async def test_what_was_granted_is_what_is_taken_even_after_the_rules_changed(graph: Graph) -> None:
    await graph.write(sample.load)
    await graph.write(points.grant, vote(BEN, GRAPHS), AT)
    dearer = RuleBook(2, (Rule(PointRule.VOTED_UP, Act.VOTE_UP, 40, from_others=True),), RULES.caps)
    await graph.write(points.grant, vote(CLEO, GRAPHS), AT, dearer)
    assert await total(graph, ADA) == 50
    await graph.write(points.undo, vote(BEN, GRAPHS), AT)
    await graph.write(points.undo, vote(CLEO, GRAPHS), AT)
    assert [(e.delta, e.rule_version, e.reversal_of) for e in await ledger(graph, ADA)] == [
        (10, 1, None),
        (40, 2, None),
        (-10, 1, 1),
        (-40, 2, 2),
    ]
    await graph.write(points.grant, vote(BEN, GRAPHS), AT)
    assert await total(graph, ADA) == 10, "a vote that is cast again counts again"


async def test_what_was_undone_while_hidden_is_not_put_back(graph: Graph) -> None:
    await graph.write(sample.load)
    for voter in (BEN, CLEO):
        await graph.write(points.grant, vote(voter, GRAPHS), AT)
    await rows(graph, TAKE, id=GRAPHS, visibility="HIDDEN")
    await graph.write(points.take_down, GRAPHS, AT)
    await graph.write(points.grant, vote(ADA, GRAPHS), AT)
    assert await total(graph, ADA) == 0
    await graph.write(points.undo, vote(BEN, GRAPHS), AT)
    await rows(graph, TAKE, id=GRAPHS, visibility="PUBLIC")
    for _ in range(2):
        await graph.write(points.put_back, GRAPHS, AT)
    assert await total(graph, ADA) == 10


async def test_a_ban_takes_what_they_got_and_what_they_gave(graph: Graph) -> None:
    await graph.write(sample.load)
    facts = [vote(BEN, GRAPHS), Fact(Act.ACCEPT, BEN, ANSWERED, AT), vote(CLEO, ASKED)]
    for fact in facts:
        await graph.write(points.grant, fact, AT)
    assert [await total(graph, user) for user in (ADA, BEN)] == [25, 12]
    await graph.write(points.ban, BEN, AT)
    await graph.write(points.grant, vote(ADA, ASKED), AT)
    assert [await total(graph, user) for user in (ADA, BEN)] == [0, 0]
    await graph.write(points.unban, BEN, AT)
    assert [await total(graph, user) for user in (ADA, BEN)] == [25, 12]


SUBJECTS = [
    Subject(GRAPHS, ContentKind.ARTICLE, ADA, sample.BLOG, tuple(sorted((sample.NEO4J, sample.PYTHON)))),  # type: ignore[arg-type]
    Subject(ANSWERED, ContentKind.ANSWER, ADA, sample.HELP, (sample.NEO4J,)),  # type: ignore[arg-type]
]
UTC_ZONE = ZoneInfo("UTC")


class History:
    """A random history, done to the graph and to the reference at once."""

    def __init__(self, graph: Graph, seed: int) -> None:
        self.graph, self.random = graph, random.Random(seed)
        self.voters = [BEN, CLEO, *(UserId(f"usr_voter{n}") for n in range(1, 9))]
        self.ledger = Ledger(ADA, replace(RULES, caps={cap: 25 for cap in RULES.caps}))
        self.down: set[ContentId] = set()
        self.cast: list[Fact] = []

    async def step(self) -> None:
        subject = self.random.choice(SUBJECTS)
        kind = self.random.choices(["cast", "undo", "hide"], [6, 3, 1])[0]
        if kind == "cast" and subject.content_id not in self.down:
            act = self.random.choice([Act.VOTE_UP, Act.VOTE_UP, Act.VOTE_DOWN, Act.LIKE])
            at = AT + timedelta(hours=self.random.randrange(0, 240, 7))
            fact = Fact(act, self.random.choice(self.voters), subject.content_id, at)
            self.cast.append(fact)
            await self.graph.write(points.grant, fact, AT, self.ledger.book)
            self.ledger.grant(fact, subject, UTC_ZONE, AT)
        elif kind == "undo" and self.cast:
            fact = self.random.choice(self.cast)
            await self.graph.write(points.undo, fact, AT)
            self.ledger.undo(fact.id, AT)
        elif kind == "hide":
            await self._toggle(subject.content_id)

    async def _toggle(self, id: ContentId) -> None:
        def of(entry: PointEntry) -> bool:
            return entry.content_id == id

        hidden = id in self.down
        await rows(self.graph, TAKE, id=id, visibility="PUBLIC" if hidden else "HIDDEN")
        if hidden:
            await self.graph.write(points.put_back, id, AT, self.ledger.book)
            self.down.remove(id)
            self.ledger.put_back(of, AT)
        else:
            await self.graph.write(points.take_down, id, AT)
            self.down.add(id)
            self.ledger.take_down(of, Cause.TAKEN_DOWN, AT)


@pytest.mark.parametrize("seed", range(4))
async def test_random_histories_come_to_the_same_as_the_reference(graph: Graph, seed: int) -> None:
    await graph.write(sample.load)
    await rows(graph, VOTERS, n=8)
    history = History(graph, seed)
    for _ in range(25):
        await history.step()
    assert await ledger(graph, ADA) == history.ledger.entries
    assert await total(graph, ADA) == history.ledger.points
    for (day, cap), gained in history.ledger.gained.items():
        assert gained <= 25, (day, cap)
