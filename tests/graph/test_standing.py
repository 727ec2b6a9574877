"""Standing on the real server: followed act by act it is what the ledger folds to, by the rules that hold."""

import asyncio
import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.access import SCOPES_OF_ROLE, Role, Viewer
from domain.ids import AreaId, ContentId, UserId
from domain.leaderboard import COMMUNITY
from domain.point_ledger import PointEntry
from domain.points import Act, Fact
from domain.standing import climbs
from domain.vote import VoteValue
from graph import points, standing, vote
from graph.database import Graph
from jobs import refresh_points, refresh_standing
from tests import sample
from tests.graph.privacy import rows
from tests.profiling import hits

ADA, BEN, CLEO = UserId(sample.ADA), UserId(sample.BEN), UserId(sample.CLEO)
GRAPHS, ANSWERED = ContentId(sample.GRAPHS), ContentId(sample.ANSWERED)
AT = sample.NOW
BARS: dict[str, list[int]] = {COMMUNITY: [10, 25, 40], sample.HELP: [5, 12, 30]}
SET = """UNWIND keys($bars) AS scope
CREATE (:StandingRules {scope: scope, version: $version, points: $bars[scope], days: [0, 0, 0]})"""
KEPT = """MATCH (s:Standing {user_id: $id})
RETURN s.scope AS scope, s.points AS points, s.at AS at, s.moments AS moments, s.rungs AS rungs, s.version AS version"""
LEDGER = "MATCH (entry:PointEntry {user_id: $id}) RETURN entry {.*} AS entry ORDER BY entry.number"
VOTERS = "UNWIND range(1, $n) AS n CREATE (:User {id: 'usr_voter' + n, handle: 'v' + n, joined_at: $at, consents: []})"


async def kept(graph: Graph, user_id: UserId) -> dict[str, Any]:
    """What is kept of a member, by scope: points and the way of their rungs."""
    found = await rows(graph, KEPT, id=user_id)
    return {
        row["scope"]: (row["points"], [moment.to_native() for moment in row["moments"]], row["rungs"]) for row in found
    }


async def folded(graph: Graph, user_id: UserId, bars: dict[str, list[int]]) -> dict[str, Any]:
    """What their ledger folds to."""
    entries = [PointEntry.model_validate(row["entry"]) for row in await rows(graph, LEDGER, id=user_id)]
    return {scope: (climb.points, climb.moments, climb.rungs) for scope, climb in climbs(entries, bars).items()}


async def live(graph: Graph, chance: random.Random, voters: list[UserId]) -> None:
    """Let members vote, think better of it, and have contents hidden and shown, each at a moment of its own."""
    hidden: set[ContentId] = set()
    for minute in range(40):
        now, content = AT + timedelta(minutes=minute), chance.choice((GRAPHS, ANSWERED))
        kind = chance.choices(("vote", "hide"), (6, 1))[0]
        if kind == "vote" and content not in hidden:
            viewer = Viewer(chance.choice(voters), Role.MODERATOR, SCOPES_OF_ROLE[Role.MODERATOR])
            value = chance.choice((VoteValue.UP, VoteValue.UP, VoteValue.DOWN, VoteValue.NONE))
            await graph.write(vote.cast, viewer, content, value, now)
        elif kind == "hide":
            await graph.write(points.put_back if content in hidden else points.take_down, content, now)
            hidden ^= {content}


@pytest.mark.parametrize("seed", range(4))
async def test_followed_act_by_act_it_is_what_the_ledger_folds_to(graph: Graph, seed: int) -> None:
    await graph.write(sample.load)
    await rows(graph, SET, bars=BARS, version=2)
    await rows(graph, VOTERS, n=8, at=AT)
    await refresh_points.run(graph, AT)
    await live(graph, random.Random(seed), [BEN, CLEO, *(UserId(f"usr_voter{n}") for n in range(1, 9))])
    held = await kept(graph, ADA)
    assert held == await folded(graph, ADA, BARS)
    assert any(rungs for _, _, rungs in held.values()), "nothing was reached, so nothing was compared"
    assert (await refresh_points.run(graph, AT + timedelta(days=1))).counts["sums corrected"] == 0
    await rows(graph, "MATCH (s:Standing {scope: 'all'}) SET s.points = 7, s.rungs = [3]")
    await rows(graph, "MATCH (s:Standing) WHERE s.scope <> 'all' DELETE s")
    await refresh_points.run(graph, AT + timedelta(days=1))
    assert await kept(graph, ADA) == held


async def test_64_voters_at_once_lead_as_high_as_one_after_another(graph: Graph) -> None:
    await graph.write(sample.load)
    await rows(graph, VOTERS, n=64, at=AT)
    facts = [Fact(Act.VOTE_UP, UserId(f"usr_voter{n}"), ANSWERED, AT) for n in range(1, 65)]
    await asyncio.gather(*(graph.write(points.grant, fact, datetime.now(UTC)) for fact in facts))
    held = await kept(graph, ADA)
    assert {scope: (value[0], value[2]) for scope, value in held.items()} == {
        "all": (200, [1, 2]),
        sample.HELP: (200, []),
    }
    assert held == await folded(graph, ADA, {COMMUNITY: [5, 100, 1_000]})


async def test_what_is_taken_and_given_in_one_moment_makes_nobody_fall(graph: Graph) -> None:
    await graph.write(sample.load)
    await rows(graph, SET, bars=BARS, version=2)
    await graph.write(points.grant, Fact(Act.VOTE_UP, BEN, GRAPHS, AT), AT)
    again = AT + timedelta(hours=1)

    async def change(tx: Any) -> None:
        await points.undo(tx, Fact(Act.VOTE_UP, BEN, GRAPHS, again), again)
        await points.grant(tx, Fact(Act.VOTE_UP, CLEO, GRAPHS, again), again)

    await graph.write(change)
    assert (await kept(graph, ADA))["all"] == (10, [AT], [1])
    await graph.write(points.undo, Fact(Act.VOTE_UP, CLEO, GRAPHS, again), again)
    await graph.write(points.grant, Fact(Act.VOTE_DOWN, CLEO, GRAPHS, again), again + timedelta(hours=1))
    assert (await kept(graph, ADA))["all"] == (-2, [AT, again], [1, 0])


async def test_a_ban_takes_the_level_and_its_end_gives_it_back(graph: Graph) -> None:
    await graph.write(sample.load)
    await rows(graph, SET, bars=BARS, version=2)
    await graph.write(points.grant, Fact(Act.VOTE_UP, BEN, GRAPHS, AT), AT)
    for hour, change in enumerate((points.ban, points.unban), start=1):
        await graph.write(change, ADA, AT + timedelta(hours=hour))
    moments = [AT + timedelta(hours=hour) for hour in range(3)]
    assert (await kept(graph, ADA))["all"] == (10, moments, [1, 0, 1])


async def test_other_rules_are_brought_to_bear_by_the_job_once(graph: Graph) -> None:
    await graph.write(sample.load)
    for fact in (Fact(Act.VOTE_UP, BEN, ANSWERED, AT), Fact(Act.VOTE_UP, CLEO, ANSWERED, AT)):
        await graph.write(points.grant, fact, fact.at + timedelta(hours=1))
    assert (await kept(graph, ADA))["all"][2] == [1]
    await rows(graph, SET, bars=BARS, version=2)
    assert (await refresh_standing.run(graph, AT)).counts == {"members folded": 1}
    assert await kept(graph, ADA) == await folded(graph, ADA, BARS)
    assert (await kept(graph, ADA))[sample.HELP][2] == [2]
    assert (await refresh_standing.run(graph, AT)).counts == {"members folded": 0}
    await rows(graph, "MATCH (s:Standing {user_id: $id}) SET s.version = 0, s.user_id = 'usr_gone'", id=ADA)
    assert (await refresh_standing.run(graph, AT)).counts == {"members folded": 0}, "nobody to fold, and no end"


async def test_what_a_place_goes_by_is_found_from_deep_in_a_thread(graph: Graph) -> None:
    await graph.write(sample.load)
    await rows(graph, SET, bars={sample.HELP: [5, 12, 30]}, version=2)
    await graph.write(points.grant, Fact(Act.VOTE_UP, BEN, GRAPHS, AT), AT)
    thread = """MATCH (top:Content {id: $id}) FOREACH (_ IN [1] |
    CREATE (:Content {id: 'cnt_deep'})-[:REPLIES_TO]->(:Content {id: 'cnt_less'})-[:REPLIES_TO]->(top))"""
    await rows(graph, thread, id=ANSWERED)
    viewer = Viewer(ADA, Role.MEMBER, SCOPES_OF_ROLE[Role.MEMBER])
    found = await graph.read(standing.ground, viewer, "cnt_deep")
    assert (found.area_id, found.place, found.here().career.points, found.everywhere().career.points) == (
        sample.HELP, "Help", 0, 10,
    )  # fmt: skip
    assert (await graph.read(standing.of_members, [ADA], AreaId(sample.BLOG)))[ADA].here().career.points == 10


async def test_asking_costs_the_same_in_a_community_ten_times_as_large(graph: Graph) -> None:
    await graph.write(sample.load)
    await graph.write(points.grant, Fact(Act.VOTE_UP, BEN, ANSWERED, AT), AT)
    asked = standing.OF_MEMBERS, standing.OfMembersParams(ids=[ADA], content_id=ANSWERED)
    few = await hits(graph, *asked)
    await rows(graph, VOTERS, n=500, at=AT)
    await rows(
        graph, "UNWIND range(1, 500) AS n CREATE (:Standing {user_id: 'usr_voter' + n, scope: 'all', points: n})"
    )
    assert await hits(graph, *asked) <= few < 60
