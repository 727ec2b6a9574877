"""The pool of connections: reads can't write, and one's own writes are read again through routing too."""

import asyncio
from dataclasses import replace

import pytest
from neo4j.exceptions import ClientError

from graph.database import Graph, Server, Transaction


async def _write(tx: Transaction) -> None:
    await (await tx.run("CREATE (:Lock {name: 'test of routing'})")).consume()


async def _count(tx: Transaction) -> int:
    (record,) = [record async for record in await tx.run("MATCH (n:Lock {name: 'test of routing'}) RETURN count(n)")]
    return int(record[0])


async def _remove(tx: Transaction) -> None:
    await (await tx.run("MATCH (n:Lock {name: 'test of routing'}) DELETE n")).consume()


async def test_a_read_is_sent_as_one(connected: Graph) -> None:
    """A cluster may answer it on a follower, and a statement that writes by mistake is refused."""
    with pytest.raises(ClientError, match="read access mode"):
        await connected.read(_write)
    assert await connected.read(_count) == 0


async def test_by_routing_one_process_reads_what_another_wrote(connected: Graph, server: Server) -> None:
    routed = replace(server, uri=server.uri.replace("bolt://", "neo4j://"))
    async with Graph.connect(routed) as writer, Graph.connect(routed) as reader:
        await writer.write(_write)
        try:
            bookmarks = await writer.written()
            assert bookmarks, "a write leaves a bookmark"
            assert not bookmarks & await reader.written()
            await reader.follow(bookmarks)
            assert bookmarks <= await reader.written()
            assert await reader.read(_count) == 1
        finally:
            await writer.write(_remove)


async def test_what_is_deleted_while_a_write_waits_for_it_is_looked_for_again(graph: Graph) -> None:
    await graph.write(_write)
    async with graph.transaction() as tx:
        await _remove(tx)
        waiting = asyncio.create_task(graph.write(_lock))
        while not await graph.read(_blocked):
            assert not waiting.done()
    assert await waiting == 0


async def _lock(tx: Transaction) -> int:
    text = "MATCH (n:Lock {name: 'test of routing'}) SET n:Lock WITH n RETURN n.name"
    return len([record async for record in await tx.run(text)])


async def _blocked(tx: Transaction) -> bool:
    text = "SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked' RETURN count(*)"
    return any([record[0] async for record in await tx.run(text)])


async def test_a_single_server_needs_no_bookmarks(connected: Graph) -> None:
    assert await connected.written() == frozenset()
