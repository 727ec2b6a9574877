"""Ingest on the real server: each event counts once, whatever the order, the repeats and the company."""

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.event import Event, EventOutcome, fold
from domain.ids import ContentId, UserId
from domain.interaction import InteractionType
from graph import event
from graph.database import Graph, Transaction
from tests import sample
from tests.conftest import empty

USERS = [UserId(sample.ADA), UserId(sample.BEN), UserId(sample.CLEO)]
CONTENTS = [ContentId(sample.GRAPHS), ContentId(sample.ASKED)]

STATE = """
CALL () { MATCH (event:Event) RETURN count(event) AS events }
CALL () { MATCH (:User)-[:ACTIVE_ON]->(day:UserDay) RETURN collect(day {.*, touched_at: null}) AS user_days }
CALL () { MATCH (:Content)-[:MEASURED_ON]->(day:ContentDay) RETURN collect(day {.*, touched_at: null}) AS content_days }
CALL () { MATCH (:User)-[done:INTERACTED]->(:Content) RETURN collect(done {.*, touched_at: null}) AS pairs }
RETURN events, user_days, content_days, pairs
"""

events = st.lists(
    st.builds(
        Event,
        source=st.just("test"),
        event_id=st.integers(0, 30).map(str),
        type=st.sampled_from(InteractionType),
        user_id=st.sampled_from([*USERS, None]),
        content_id=st.sampled_from(CONTENTS),
        occurred_at=st.integers(0, 5 * 86_400).map(lambda seconds: sample.NOW - timedelta(seconds=seconds)),
        dwell_seconds=st.none() | st.integers(0, 600),
    ),
    min_size=1,
    max_size=25,
    unique_by=lambda one: one.event_id,
)


async def _state(tx: Transaction) -> dict[str, Any]:
    row = await (await tx.run(STATE)).single(strict=True)
    return {key: _comparable(value) for key, value in row.data().items()}


def _comparable(value: Any) -> Any:
    if isinstance(value, list):
        return sorted((_comparable(item) for item in value), key=str)
    if isinstance(value, dict):
        return {key: _comparable(item) for key, item in sorted(value.items())}
    return f"{value:.9e}" if isinstance(value, float) else str(value)  # sums differ in their last digit by order


async def _load(graph: Graph) -> None:
    await graph.write(empty)
    await graph.write(sample.load)


async def _send(graph: Graph, batch: Sequence[Event]) -> Counter[EventOutcome]:
    return Counter(result.outcome for result in await graph.write(event.record, batch, sample.NOW))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batch=events, seed=st.integers(0, 10_000))
async def test_order_repeats_and_company_change_nothing(graph: Graph, batch: list[Event], seed: int) -> None:
    await _load(graph)
    assert (await _send(graph, batch))[EventOutcome.ACCEPTED] == len(batch)
    once = await graph.read(_state)

    await _load(graph)
    draw = random.Random(seed)
    pieces = [draw.sample(batch, draw.randint(1, len(batch))) for _ in range(4)] + [draw.sample(batch, len(batch))]
    outcomes = sum(await asyncio.gather(*(_send(graph, piece) for piece in pieces)), Counter())
    assert outcomes[EventOutcome.ACCEPTED] == len(batch)
    assert await graph.read(_state) == once


async def test_buckets_and_edges_hold_what_the_fold_says(graph: Graph) -> None:
    await _load(graph)
    draw = random.Random(1)
    batch = [
        Event(
            "test",
            str(number),
            draw.choice(list(InteractionType)),
            draw.choice(USERS),
            draw.choice(CONTENTS),
            sample.NOW - timedelta(hours=draw.randint(0, 100)),
        )
        for number in range(60)
    ]
    for start in range(0, 60, 7):
        await _send(graph, batch[start : start + 7])
    state, total = await graph.read(_state), fold(batch)
    assert len(state["user_days"]) == len(total.user_days)
    assert len(state["content_days"]) == len(total.content_days)
    assert len(state["pairs"]) == len(total.pairs)
    for pair in state["pairs"]:
        user_id, content_id = pair["key"].split("|")
        tally = total.pairs[UserId(user_id), ContentId(content_id)]
        assert {k: int(pair[f"{k}_count"]) for k in tally.counts} == dict(tally.counts)


async def test_another_payload_under_a_known_identity_is_a_conflict(graph: Graph) -> None:
    await _load(graph)
    first = Event("test", "1", InteractionType.VIEW, USERS[0], CONTENTS[0], sample.NOW)
    other = Event("test", "1", InteractionType.LIKE, USERS[0], CONTENTS[0], sample.NOW)
    assert await _send(graph, [first, other, first]) == Counter(
        {EventOutcome.ACCEPTED: 1, EventOutcome.CONFLICT: 1, EventOutcome.DUPLICATE: 1}
    )
    before = await graph.read(_state)
    assert await _send(graph, [other]) == Counter({EventOutcome.CONFLICT: 1})
    assert await graph.read(_state) == before


async def test_a_failing_write_leaves_nothing(graph: Graph) -> None:
    await _load(graph)
    before = await graph.read(_state)

    async def fail(tx: Transaction) -> None:
        batch = [Event("test", "1", InteractionType.VIEW, USERS[0], CONTENTS[0], sample.NOW)]
        await event.record(tx, batch, sample.NOW)
        raise RuntimeError("the process dies before the commit")

    with pytest.raises(RuntimeError):
        await graph.write(fail)
    assert await graph.read(_state) == before
