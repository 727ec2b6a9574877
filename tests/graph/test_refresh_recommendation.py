"""The job against the pure reference on random communities, incremental against full, and what it may know."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from math import log2
from typing import Any

import pytest

from domain.event import LANDMARK, Event
from domain.ids import ContentId, UserId
from domain.neighbours import Pair, Reading
from graph.database import Graph
from jobs import refresh_recommendation as job
from tests.graph.reading import SPAN_HOURS, START, Crowd, candidates, stored

END = START + timedelta(hours=SPAN_HOURS)
HALF_LIVES = {"trend_2h": 0.1, "trend_6h": 0.25, "trend_1d": 1.0, "trend_3d": 3.0, "trend_14d": 14.0}


def _reading(events: list[Event]) -> Reading:
    last: dict[tuple[Any, Any], int] = {}
    for event in events:
        pair = event.user_id, event.content_id
        last[pair] = max(last.get(pair, 0), round(event.occurred_at.timestamp() * 1000))
    return Reading(Pair(user, content, ms) for (user, content), ms in last.items())


def _near(found: Mapping[str, float], wanted: Mapping[Any, float]) -> None:
    assert found == pytest.approx(dict(wanted), rel=1e-9)


@pytest.mark.parametrize("seed", range(3))
async def test_neighbourhoods_are_those_of_the_reference(graph: Graph, seed: int) -> None:
    crowd = Crowd(seed)
    await crowd.add(graph)
    reading = _reading(await crowd.act(graph, 1_200))
    await job.run(graph, END)
    for content_id, near in (await stored(graph, "Neighbourhood", "content_id")).items():
        content = ContentId(content_id)
        assert near["recent_readers"] == reading.readers(content)
        _near(dict(zip(near["related_ids"], near["related_scores"], strict=True)), reading.related(content))


@pytest.mark.parametrize("seed", range(3))
async def test_candidates_are_those_of_the_reference(graph: Graph, seed: int) -> None:
    crowd = Crowd(seed)
    await crowd.add(graph)
    reading = _reading(await crowd.act(graph, 1_200))
    await job.run(graph, END)
    for id, found in (await candidates(graph)).items():
        user_id = UserId(id)
        assert list(zip(found["recent_ids"], found["recent_ms"], strict=True)) == [
            (pair.content, pair.ms) for pair in reading.recent(user_id)
        ]
        _near(_positive(found, "peers_6h"), reading.peers(user_id, 0.25))
        _near(_positive(found, "walk"), reading.walk(user_id))


def _positive(found: Mapping[str, Any], name: str) -> dict[str, float]:
    return {id: value for id, value in zip(found["content_ids"], found[name], strict=True) if value > 0}


async def test_signals_are_sums_over_first_acts(graph: Graph) -> None:
    crowd = Crowd(7)
    await crowd.add(graph)
    events = await crowd.act(graph, 600)
    await job.run(graph, END)
    latest = max(event.occurred_at for event in events)
    community = (await stored(graph, "CommunitySignals", "name"))["all"]
    contents = await stored(graph, "Content", "id")
    for name, days in HALF_LIVES.items():
        total = 0.0
        for content_id, first in _first_acts(events).items():
            trend = sum(0.5 ** ((latest - at) / timedelta(days=days)) for at in first)
            assert contents[content_id][name] == pytest.approx(trend, rel=1e-6)
            total += trend
        assert community[name] == pytest.approx(total, rel=1e-6)
    for content_id, first in _first_acts(events).items():
        content = contents[content_id]
        assert (content["readers"], content["last_new_reader_at"].to_native()) == (len(first), max(first))
        heat = log2(content["trend_1d"]) + (latest - LANDMARK) / timedelta(days=1)
        assert content["heat"] == pytest.approx(heat, rel=1e-9)


def _first_acts(events: list[Event]) -> dict[str, list[Any]]:
    first: dict[Any, dict[Any, Any]] = {}
    for event in events:
        readers = first.setdefault(event.content_id, {})
        readers[event.user_id] = min(readers.get(event.user_id, event.occurred_at), event.occurred_at)
    return {content: list(readers.values()) for content, readers in first.items()}


async def test_a_run_for_changes_gives_what_a_run_for_everyone_gives(graph: Graph) -> None:
    crowd = Crowd(11)
    await crowd.add(graph)
    await crowd.act(graph, 900)
    await job.run(graph, END)
    late = await crowd.act(graph, 25, END, hours=0.4)
    await job.run(graph, END + timedelta(minutes=30))
    acted = {str(event.user_id) for event in late}
    some, signals = await candidates(graph, list(acted)), (await stored(graph, "CommunitySignals", "name"))["all"]
    await _forget(graph)
    await job.run(graph, END + timedelta(minutes=30))
    everyone = await candidates(graph, list(acted))
    assert some.keys() == everyone.keys() == acted
    for user_id in acted:
        assert some[user_id]["content_ids"] == everyone[user_id]["content_ids"]
        _near(_positive(some[user_id], "walk"), _positive(everyone[user_id], "walk"))
    anew = (await stored(graph, "CommunitySignals", "name"))["all"]
    assert {name: signals[name] for name in HALF_LIVES} == pytest.approx({name: anew[name] for name in HALF_LIVES})


@pytest.mark.parametrize("later", [timedelta(minutes=30), timedelta(days=1)], ids=["of changes", "of everyone"])
async def test_a_run_for_some_gives_them_what_a_run_for_everyone_gives(graph: Graph, later: timedelta) -> None:
    """Though nobody looked at them before, and whether they did something since or not."""
    crowd = Crowd(19)
    await crowd.add(graph)
    await crowd.act(graph, 900)
    some, other = [*crowd.users[:3], *crowd.users[40:43]], crowd.users[20]
    await job.run(graph, END, only=[other])
    await crowd.act(graph, 25, END, hours=0.4)
    await job.run(graph, END + later, only=some)
    found = await candidates(graph)
    assert {id for id, one in found.items() if "content_ids" in one} == {*some, other}
    await _forget(graph)
    await job.run(graph, END + later)
    for user_id, whole in (await candidates(graph, some)).items():
        assert found[user_id]["content_ids"] == whole["content_ids"]
        _near(_positive(found[user_id], "walk"), _positive(whole, "walk"))


async def test_a_run_in_the_past_knows_nothing_of_what_came_later(graph: Graph) -> None:
    """But for pairs that met again: of those the first meeting is taken, as no other before the last is kept."""
    crowd = Crowd(13)
    await crowd.add(graph)
    await crowd.act(graph, 800)
    await job.run(graph, END)
    before = await candidates(graph), await stored(graph, "Content", "id")
    await crowd.act(graph, 400, END + timedelta(minutes=1), hours=72, first=True)
    await job.run(graph, END + timedelta(days=4))
    assert (await candidates(graph)) != before[0]
    await job.run(graph, END)
    assert await candidates(graph) == before[0]
    after = await stored(graph, "Content", "id")
    for content_id, content in before[1].items():
        assert after[content_id].get("readers", 0) == content.get("readers", 0)
        assert after[content_id].get("heat") == pytest.approx(content.get("heat"))


async def test_a_run_cut_off_anywhere_is_made_good_by_the_next(graph: Graph) -> None:
    crowd = Crowd(17)
    await crowd.add(graph)
    await crowd.act(graph, 800)
    await job.run(graph, END)
    whole = await candidates(graph)
    for seconds in (0.02, 0.1, 0.3):
        await _forget(graph)
        cut = asyncio.create_task(job.run(graph, END + timedelta(days=2)))
        await asyncio.wait([cut], timeout=seconds)
        cut.cancel()
        await asyncio.gather(cut, return_exceptions=True)
        await _forget(graph)
        await job.run(graph, END)
        assert await candidates(graph) == whole


async def test_what_happens_at_one_time_ranks_by_likeness_alone(graph: Graph) -> None:
    crowd = Crowd(19)
    await crowd.add(graph)
    reading = _reading(await crowd.act(graph, 700, START, hours=0))
    await job.run(graph, END + timedelta(days=900))
    for id, found in (await candidates(graph)).items():
        user_id = UserId(id)
        assert found["peers_6h"] == found["peers_1d"] == found["peers_7d"]
        _near(_positive(found, "peers_6h"), reading.peers(user_id, 0.25))


async def _forget(graph: Graph) -> None:
    """Let the next run be the first."""

    async def delete(tx: Any) -> None:
        await (await tx.run("MATCH (run:JobRun) DELETE run")).consume()

    await graph.write(delete)
