"""The outbox on the real server: in the transaction of the change, in the order of commits, and never skipped."""

import asyncio
from datetime import timedelta

import pytest

from domain.outbox import OutboxEvent, SequencedEvent, outbox_event
from graph import outbox
from graph.database import Graph, Transaction
from tests.sample import NOW


def event(number: int, hours: float = 0) -> OutboxEvent:
    return outbox_event("webhook.test", NOW + timedelta(hours=hours), {"number": number})


async def test_events_are_read_as_they_were_written(graph: Graph) -> None:
    events = [event(1), event(2)]
    await graph.write(outbox.append, events)
    first, second = await graph.read(outbox.after, 0)
    assert (first.seq, second.seq) == (1, 2)
    assert OutboxEvent(**first.model_dump(exclude={"seq"})) == events[0]
    assert await graph.read(outbox.after, 1) == [second]
    assert await graph.read(outbox.after, 2) == []


async def test_a_change_that_fails_leaves_no_event(graph: Graph) -> None:
    async def fail(tx: Transaction) -> None:
        await outbox.append(tx, [event(1)])
        raise ValueError("changed its mind")

    with pytest.raises(ValueError, match="changed its mind"):
        await graph.write(fail)
    await graph.write(outbox.append, [event(2)])
    (only,) = await graph.read(outbox.after, 0)
    assert (only.seq, only.payload) == (1, {"number": 2})


async def test_a_cursor_misses_nothing_while_many_write(graph: Graph) -> None:
    """Writers hold their transactions open for unlike times, so that they commit in another order than they began."""
    writers, each = 12, 20

    async def slow(tx: Transaction, events: list[OutboxEvent], seconds: float) -> None:
        await outbox.append(tx, events)
        await asyncio.sleep(seconds)

    async def write(writer: int) -> None:
        for turn in range(each):
            await graph.write(slow, [event(writer * 1_000 + turn), event(writer * 1_000 + turn)], (writer % 3) / 1_000)

    async def follow() -> list[SequencedEvent]:
        seen: list[SequencedEvent] = []
        while len(seen) < writers * each * 2:
            seen += await graph.read(outbox.after, seen[-1].seq if seen else 0, 7)
        return seen

    async with asyncio.timeout(60), asyncio.TaskGroup() as group:
        following = group.create_task(follow())
        for writer in range(writers):
            group.create_task(write(writer))
    seen = following.result()
    assert [one.seq for one in seen] == list(range(1, writers * each * 2 + 1))
    assert len({one.id for one in seen}) == len(seen)
    for writer in range(writers):
        numbers = [one.payload["number"] for one in seen if one.payload["number"] // 1_000 == writer]
        assert numbers == sorted(numbers)


async def test_what_was_pruned_is_passed_over(graph: Graph) -> None:
    await graph.write(outbox.append, [event(number, hours=number) for number in range(5)])
    assert await graph.write(outbox.prune, NOW + timedelta(hours=3), 2) == 2
    assert await graph.write(outbox.prune, NOW + timedelta(hours=3), 2) == 1
    assert await graph.write(outbox.prune, NOW + timedelta(hours=3), 2) == 0
    assert [one.payload["number"] for one in await graph.read(outbox.after, 0)] == [3, 4]
    await graph.write(outbox.append, [event(5)])
    assert [one.seq for one in await graph.read(outbox.after, 3)] == [4, 5, 6]


async def test_an_empty_outbox_can_be_pruned_and_read(graph: Graph) -> None:
    assert await graph.write(outbox.prune, NOW) == 0
    assert await graph.read(outbox.after, 0) == []
    assert await graph.read(outbox.before, NOW) == 0


async def test_a_moment_is_found_again(graph: Graph) -> None:
    await graph.write(outbox.append, [event(number, hours=number) for number in range(5)])
    assert await graph.read(outbox.before, NOW + timedelta(hours=2)) == 2
    assert await graph.read(outbox.before, NOW + timedelta(days=2)) == 5
