"""The broker of live updates on the real outbox: everything is heard in order, and a slow listener is let go."""

import asyncio

import pytest

from domain.errors import LimitReached, Unavailable
from domain.outbox import SequencedEvent, outbox_event
from graph import outbox
from graph.database import Graph
from graph.live import Broker, Listener
from tests.sample import NOW


async def tell(graph: Graph, *numbers: int) -> None:
    await graph.write(outbox.append, [outbox_event("webhook.test", NOW, {"number": number}) for number in numbers])


def every(_event: SequencedEvent) -> bool:
    return True


async def begun(broker: Broker) -> None:
    """Wait until the broker knows where it begins."""
    async with asyncio.timeout(5):
        while broker.cursor is None:  # noqa: ASYNC110  (nobody but a test waits for that)
            await asyncio.sleep(0.01)


async def heard(listener: Listener, count: int) -> list[int]:
    async with asyncio.timeout(5):
        return [(await listener.next()).payload["number"] for _ in range(count)]


async def test_every_listener_hears_everything_from_now_on(graph: Graph) -> None:
    await tell(graph, 0)
    broker = Broker(lambda: graph, poll=0.01)
    async with broker.listen(every) as one, broker.listen(lambda event: event.payload["number"] % 2 == 0) as even:
        await begun(broker)
        for number in range(1, 7):
            await tell(graph, number)
        assert await heard(one, 6) == [1, 2, 3, 4, 5, 6]
        assert await heard(even, 3) == [2, 4, 6]


async def test_who_reads_too_slowly_is_ended_and_the_others_go_on(graph: Graph) -> None:
    broker = Broker(lambda: graph, poll=0.01, room=3)
    async with broker.listen(every) as slow, broker.listen(every) as quick:
        await begun(broker)
        for number in range(6):
            await tell(graph, number)
            assert await heard(quick, 1) == [number]
        with pytest.raises(LimitReached, match="too slowly"):
            await heard(slow, 1)


async def test_a_burst_ends_nobody_who_reads(graph: Graph) -> None:
    """More than may wait for a listener, told in one transaction, and read with a pause after each."""
    broker = Broker(lambda: graph, poll=0.01, room=20)
    async with broker.listen(every) as listener:
        await begun(broker)
        await tell(graph, *range(200))
        async with asyncio.timeout(20):
            for number in range(200):
                assert (await listener.next()).payload["number"] == number
                await asyncio.sleep(0.002)


async def test_a_nudge_makes_it_look_at_once(graph: Graph) -> None:
    broker = Broker(lambda: graph, poll=3600)
    async with broker.listen(every) as listener:
        await begun(broker)
        await tell(graph, 1)
        broker.nudge()
        assert await heard(listener, 1) == [1]
    broker.nudge()


async def test_nothing_is_asked_while_nobody_listens(graph: Graph, statements: list[str]) -> None:
    broker = Broker(lambda: graph, poll=0.01)
    async with broker.listen(every):
        await begun(broker)
        await asyncio.sleep(0.1)
    assert set(statements) == {"outbox/head"}, "while nothing happens, one look-up a round"
    await asyncio.sleep(0.1)
    assert broker.cursor is None
    statements.clear()
    await asyncio.sleep(0.1)
    assert statements == []


async def test_an_outage_ends_nobody(graph: Graph) -> None:
    away = True

    def there() -> Graph:
        if away:
            raise Unavailable("away")
        return graph

    broker = Broker(there, poll=0.01)
    async with broker.listen(every) as listener:
        await asyncio.sleep(0.05)
        away = False
        await begun(broker)
        away = True
        await tell(graph, 1)
        await asyncio.sleep(0.05)
        away = False
        assert await heard(listener, 1) == [1]


async def test_who_listens_to_a_process_that_stops_hears_so(graph: Graph) -> None:
    broker = Broker(lambda: graph)
    async with broker.listen(every) as listener:
        await broker.close()
        with pytest.raises(Unavailable):
            await listener.next()
