"""Seats on the real server: the last one goes to one of many, and what comes free to whoever has waited longest."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from domain.audit import by_itself
from domain.cohort import OFFER_HOLDS, CohortId
from domain.errors import Conflict, LimitReached, NotFound
from domain.ids import IdPrefix, UserId, new_id
from graph import cohort, cohort_store, outbox
from graph.database import Graph
from jobs import offer_seats
from tests import sample
from tests.graph.privacy import rows
from tests.profiling import hits

NOW = datetime(2026, 6, 1, tzinfo=UTC)
STARTS = NOW + timedelta(days=30)
USERS = [UserId(f"usr_{n}") for n in range(8)]
ADA, BEN, CLEO = USERS[:3]
SEATS = "MATCH (s:Seat) RETURN s.user_id AS who, s.state AS state, s.order_id AS order ORDER BY who"


@pytest_asyncio.fixture(loop_scope="session")
async def graph_with_users(graph: Graph) -> AsyncIterator[Graph]:
    """Eight members, and a course."""
    await rows(graph, "UNWIND $ids AS id CREATE (:User {id: id, handle: id})", ids=USERS)
    await rows(graph, "CREATE (:Content:Course {id: $id, title: 'Graphs', slug: 'graphs'})", id=sample.PAID)
    yield graph


async def made(graph: Graph, seats: int, starts: datetime = STARTS) -> CohortId:
    """A new cohort of so many seats."""
    id = CohortId(new_id(IdPrefix.COHORT))
    told = {"name": "June", "seats": seats, "starts_at": starts, "ends_at": starts + timedelta(days=2)}
    params = {"id": id, "course_id": sample.PAID, "product_id": None, "properties": told, "at": NOW}
    await graph.write(cohort_store.CREATE.run, cohort_store.CreateParams.model_validate(params))
    return id


async def take(graph: Graph, id: CohortId, who: UserId, order: str | None = None, at: datetime = NOW) -> str:
    """What comes of a member's order of a seat."""
    try:
        await graph.write(cohort.take, id, who, order or f"ord_{who}", at)
    except (LimitReached, Conflict, NotFound) as refused:
        return type(refused).__name__
    return "taken"


async def states(graph: Graph) -> dict[str, str]:
    """How members stand in the one cohort."""
    return {row["who"]: row["state"] for row in await rows(graph, SEATS)}


async def heard(graph: Graph) -> list[str]:
    """Who was told that a seat is kept for them, in that order."""
    told = [event.payload for event in await graph.read(outbox.after, 0)]
    return [each["userId"] for each in told if each.get("kind") == "SEAT_OFFERED"]


@pytest.mark.parametrize("seats", [1, 3])
async def test_of_many_buyers_at_once_as_many_as_there_are_seats(graph_with_users: Graph, seats: int) -> None:
    id = await made(graph_with_users, seats)
    done = await asyncio.gather(*(take(graph_with_users, id, who) for who in USERS))
    assert sorted(done) == ["LimitReached"] * (len(USERS) - seats) + ["taken"] * seats
    assert list((await states(graph_with_users)).values()) == ["TAKEN"] * seats
    found = (await graph_with_users.read(cohort.of, [id], NOW))[id]
    assert (found.held, found.free) == (seats, 0)


async def test_an_order_takes_one_seat_however_often_it_is_paid(graph_with_users: Graph) -> None:
    id = await made(graph_with_users, 2)
    done = await asyncio.gather(*(take(graph_with_users, id, BEN) for _ in range(5)))
    assert done == ["taken"] * 5 and await states(graph_with_users) == {BEN: "TAKEN"}
    assert await take(graph_with_users, id, BEN, "ord_other") == "Conflict"
    assert await take(graph_with_users, CohortId("coh_none"), BEN) == "NotFound"


async def test_a_seat_that_comes_free_is_kept_for_whoever_waited_longest(graph_with_users: Graph) -> None:
    graph = graph_with_users
    id = await made(graph, 1)
    await take(graph, id, ADA)
    for minutes, who in ((2, CLEO), (1, BEN)):
        await graph.write(cohort.wait, id, who, NOW + timedelta(minutes=minutes))
    await graph.write(cohort.wait, id, BEN, NOW + timedelta(minutes=9))
    freed = NOW + timedelta(hours=1)
    for _ in range(2):
        await graph.write(cohort.free, f"ord_{ADA}", freed)
    assert await states(graph) == {BEN: "OFFERED", CLEO: "WAITING"} and await heard(graph) == [BEN]
    assert await take(graph, id, CLEO, at=freed) == "LimitReached", "it is kept for another"
    assert await take(graph, id, ADA, "ord_again", freed) == "LimitReached"
    assert await take(graph, id, BEN, at=freed) == "taken"
    assert await states(graph) == {BEN: "TAKEN", CLEO: "WAITING"}


async def test_an_offer_that_lapses_goes_to_the_next(graph_with_users: Graph) -> None:
    graph = graph_with_users
    id = await made(graph, 1)
    await take(graph, id, ADA)
    for minutes, who in ((1, BEN), (2, CLEO)):
        await graph.write(cohort.wait, id, who, NOW + timedelta(minutes=minutes))
    await graph.write(cohort.leave, id, ADA, NOW)
    assert (await offer_seats.run(graph, NOW + OFFER_HOLDS / 2)).counts == {"seats offered": 0}
    late = NOW + OFFER_HOLDS
    assert (await offer_seats.run(graph, late)).counts == {"seats offered": 1}
    assert await states(graph) == {CLEO: "OFFERED"} and await heard(graph) == [BEN, CLEO]
    assert (await offer_seats.run(graph, late)).counts == {"seats offered": 0}
    await graph.write(cohort.wait, id, BEN, late)
    assert await states(graph) == {BEN: "WAITING", CLEO: "OFFERED"}, "who let it lapse waits behind the others"


async def test_seats_that_are_new_are_offered_and_fewer_take_none_away(graph_with_users: Graph) -> None:
    graph = graph_with_users
    id = await made(graph, 1)
    await take(graph, id, ADA)
    for who in (BEN, CLEO):
        await graph.write(cohort.wait, id, who, NOW)
    entry = by_itself("cohort.changed", id, NOW, "r1")
    await graph.write(cohort.change, id, {"seats": 2}, entry, NOW)
    assert await states(graph) == {ADA: "TAKEN", BEN: "OFFERED", CLEO: "WAITING"}
    await graph.write(cohort.change, id, {"seats": 1}, entry.model_copy(update={"id": "aud_2"}), NOW)
    assert (await states(graph))[ADA] == "TAKEN"
    assert (await graph.read(cohort.of, [id], NOW))[id].free == 0


async def test_who_leaves_while_others_buy_and_wait_never_leaves_a_seat_double(graph_with_users: Graph) -> None:
    graph = graph_with_users
    id = await made(graph, 2)
    for who in USERS[:2]:
        await take(graph, id, who)
    for who in USERS[2:5]:
        await graph.write(cohort.wait, id, who, NOW)
    work: list[Any] = [graph.write(cohort.free, f"ord_{who}", NOW) for who in USERS[:2]]
    await asyncio.gather(*work, *(take(graph, id, who) for who in USERS[2:]))
    left = await states(graph)
    assert sum(state != "WAITING" for state in left.values()) == 2
    assert (await graph.read(cohort.of, [id], NOW))[id].held == 2


async def test_nobody_is_moved_into_what_has_begun(graph_with_users: Graph) -> None:
    id = await made(graph_with_users, 1)
    await take(graph_with_users, id, ADA)
    await graph_with_users.write(cohort.wait, id, BEN, NOW)
    await graph_with_users.write(cohort.leave, id, ADA, STARTS)
    assert await states(graph_with_users) == {BEN: "WAITING"} and await heard(graph_with_users) == []
    assert await take(graph_with_users, id, CLEO, at=STARTS) == "Conflict"


async def test_a_seat_costs_the_same_however_many_cohorts_there_are(graph_with_users: Graph) -> None:
    graph = graph_with_users
    id = await made(graph, 5)
    await take(graph, id, ADA)
    params = cohort_store.AtParams(ids=[id], at=NOW)
    before = await hits(graph, cohort_store.BY_IDS, params)
    await rows(
        graph,
        """UNWIND range(1, 1000) AS n CREATE (:Cohort {id: 'c' + n, course_id: 'x', starts_at: $at})
        CREATE (:Seat {key: 's' + n, cohort_id: 'c' + n, user_id: 'u' + n, state: 'TAKEN', order_id: 'o' + n})""",
        at=STARTS,
    )
    assert await hits(graph, cohort_store.BY_IDS, params) <= before + 2
