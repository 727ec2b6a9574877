"""Badges on the real server: given by acts as by a backfill, on random histories and a site (STOA_TEST_SITE)."""

import asyncio
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.badges import BADGES, badge_id
from domain.ids import ContentId, UserId
from domain.points import Act, Fact
from graph import badge, points
from graph.database import Graph
from importers.stackexchange import import_stackexchange
from jobs import award_badges, refresh_badges, refresh_points
from tests import sample
from tests.graph.badge_histories import AT, BOOK, LATER, Award, World, create
from tests.graph.imported import FIXTURES, run_on
from tests.graph.privacy import rows

HISTORIES = 200
A_SITE = os.environ.get("STOA_TEST_SITE", "")
SITES = [
    FIXTURES / "site-xml",
    pytest.param(Path(A_SITE), marks=pytest.mark.skipif(not A_SITE, reason="STOA_TEST_SITE names no dump")),
]
STANDING = """
MATCH (a:BadgeAward) WHERE a.standing IS NOT NULL
RETURN a.user_id AS user_id, a.badge_id AS badge_id, a.scope AS scope, a.awarded_at AS at, a.evidence AS evidence
"""
HOLDERS = """
MATCH (badge:Badge) WITH badge, COUNT { (badge)<-[:HOLDS]-() } AS held,
  COUNT { MATCH (a:BadgeAward {badge_id: badge.id}) WHERE a.standing IS NOT NULL RETURN DISTINCT a.user_id } AS awarded
WHERE held <> awarded RETURN badge.slug, held, awarded
"""
FORGET_AWARDS = "MATCH (n) WHERE n:BadgeAward OR n:BadgeDue DETACH DELETE n"
FORGET_HOLDERS = "MATCH ()-[held:HOLDS]->() DELETE held"
FORGET_LEDGERS = "MATCH (n) WHERE n:PointEntry OR n:PointDay DETACH DELETE n"
FORGET_SUMS = "MATCH (user:User) SET user.points = 0, user.point_entries = 0"
ADA, BEN = UserId(sample.ADA), UserId(sample.BEN)


async def standing(graph: Graph) -> list[Award]:
    """All awards that stand, in one order; and what members hold is what they were awarded."""
    assert await rows(graph, HOLDERS) == []
    found = await rows(graph, STANDING)
    return sorted(
        (row["user_id"], row["badge_id"], row["scope"], row["at"].to_native(), tuple(row["evidence"])) for row in found
    )


async def forget(graph: Graph) -> None:
    for statement in (FORGET_AWARDS, FORGET_HOLDERS):
        await rows(graph, statement)


async def test_a_backfill_equals_what_200_histories_came_to(graph: Graph) -> None:
    await graph.write(badge.keep, BOOK.badges())
    await create(graph, HISTORIES)
    await award_badges.run(graph, AT, book=BOOK)
    worlds = [World(graph, number) for number in range(HISTORIES)]
    turns = asyncio.Semaphore(8)

    async def live(world: World) -> None:
        async with turns:
            await world.live()

    await asyncio.gather(*(live(world) for world in worlds))
    await award_badges.run(graph, LATER, book=BOOK)
    expected = sorted(award for world in worlds for award in world.awards())
    assert len(expected) > 600
    assert await standing(graph) == expected, "act by act"
    assert (await refresh_badges.run(graph, LATER, book=BOOK)).counts["badges given"] == 0
    assert await standing(graph) == expected
    await forget(graph)
    await refresh_badges.run(graph, LATER, book=BOOK)
    assert await standing(graph) == expected, "from the ledgers"
    await forget(graph)
    for statement in (FORGET_LEDGERS, FORGET_SUMS):
        await rows(graph, statement)
    await refresh_points.run(graph, LATER)
    await refresh_badges.run(graph, LATER, book=BOOK)
    assert await standing(graph) == expected, "from the facts alone"


@pytest.mark.parametrize("site", SITES)
async def test_an_imported_community_is_awarded_as_if_it_had_acted_here(graph: Graph, site: Path) -> None:
    await import_stackexchange(run_on(graph, "stackexchange"), site, "Quantum Computing")
    await refresh_points.run(graph, AT)
    assert (await refresh_badges.run(graph, AT)).counts["badges given"] > 0
    backfilled = await standing(graph)
    assert (await refresh_badges.run(graph, AT)).counts["badges given"] == 0
    await rows(graph, "MATCH (award:BadgeAward) WHERE award.rule_version IS NOT NULL DELETE award")
    await rows(graph, "MATCH (user:User) CREATE (:BadgeDue {user_id: user.id, at: $at})", at=AT)
    await award_badges.run(graph, AT)
    assert await standing(graph) == backfilled


async def test_nobodys_act_is_missed_while_the_job_runs(graph: Graph) -> None:
    await graph.write(sample.load)
    await rows(graph, "UNWIND range(1, 64) AS n CREATE (:User {id: 'usr_v' + n, joined_at: $at, points: 0})", at=AT)
    voters = [UserId(f"usr_v{n}") for n in range(1, 65)]

    async def vote(voter: UserId) -> None:
        await graph.write(points.grant, Fact(Act.VOTE_UP, voter, ContentId(sample.ANSWERED), AT), AT)

    async def look() -> None:
        for _ in range(10):
            await award_badges.run(graph, AT)

    await asyncio.gather(*(vote(voter) for voter in voters), look(), look())
    await award_badges.run(graph, AT)
    found = await standing(graph)
    assert sum(award[1] == _id("first-vote", 1) for award in found) == 64
    assert [award[0] for award in found if award[1] == _id("good-answer", 3)] == [ADA]
    assert await rows(graph, "MATCH (due:BadgeDue) RETURN due") == []


async def test_a_rule_that_is_harder_now_takes_with_the_next_backfill(graph: Graph) -> None:
    await graph.write(sample.load)
    await graph.write(points.grant, Fact(Act.PUBLISH, ADA, ContentId(sample.GRAPHS), AT), AT)
    await award_badges.run(graph, AT)
    assert [award[1] for award in await standing(graph)] == [_id("first-read", 1), _id("tenure", 1)]
    rules = tuple(rule for rule in BADGES.rules if rule.slug != "first-read")
    harder = type(BADGES)(2, rules)
    assert (await refresh_badges.run(graph, AT, book=harder)).counts["badges taken"] == 1
    found = await rows(graph, "MATCH (a:BadgeAward) RETURN a.rule_version AS v, a.cause AS cause ORDER BY v")
    assert found == [{"v": 1, "cause": "UNDONE"}, {"v": 2, "cause": None}]


async def test_what_the_job_does_costs_the_same_in_a_larger_community(graph: Graph, statements: list[str]) -> None:
    await graph.write(sample.load)
    await graph.write(points.grant, Fact(Act.VOTE_UP, BEN, ContentId(sample.ANSWERED), AT), AT)
    statements.clear()
    await award_badges.run(graph, AT)
    first = list(statements)
    await rows(graph, "UNWIND range(1, 2000) AS n CREATE (:User {id: 'usr_w' + n, joined_at: $at})", at=AT)
    await graph.write(points.grant, Fact(Act.VOTE_UP, UserId(sample.CLEO), ContentId(sample.ANSWERED), AT), AT)
    statements.clear()
    await award_badges.run(graph, AT)
    assert statements == first


async def test_years_are_noticed_by_the_job_that_runs_next(graph: Graph) -> None:
    await graph.write(sample.load)
    await graph.write(points.grant, Fact(Act.PUBLISH, BEN, ContentId(sample.ASKED), AT), AT)
    await award_badges.run(graph, AT)
    joined = await rows(graph, "MATCH (user:User {id: $id}) RETURN user.joined_at AS at", id=BEN)
    year = joined[0]["at"].to_native().replace(year=AT.year)
    assert BEN not in [award[0] for award in await standing(graph) if award[1] == _id("tenure", 1)]
    await award_badges.run(graph, datetime(year.year + 1, 1, 1, tzinfo=UTC))
    found = [award for award in await standing(graph) if award[1] == _id("tenure", 1)]
    assert BEN in [award[0] for award in found]


def _id(slug: str, level: int) -> str:
    return badge_id(slug, level)
