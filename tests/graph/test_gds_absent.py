"""A real database without Graph Data Science: jobs say so, and everything that needs none of it is there."""

from pathlib import Path

from domain.graph_learning import ABSENT
from graph import gds, graph_learning
from graph.database import Graph
from graph.embedded import EmbeddedServer, Memory
from jobs import refresh_influence, refresh_interests
from tests.graph.flocks import NOW, Flocks, run


async def test_without_it_the_plain_features_stay(tmp_path: Path) -> None:
    server = EmbeddedServer(tmp_path, memory=Memory(512, 64), with_plugins=False)
    try:
        async with Graph.connect(server.start()) as graph:
            assert await gds.version(graph) is None
            flocks = Flocks(3)
            await flocks.add(graph)
            await flocks.read(graph)
            assert (await refresh_influence.run(graph, NOW)).note == ABSENT
            assert [row.message for row in await graph.read(graph_learning.runs)] == [ABSENT]
            assert (await refresh_interests.run(graph, NOW)).note is None
            assert await graph.read(run, "MATCH (u:User) WHERE u.interests_at IS NOT NULL RETURN count(u)") == [[3]]
    finally:
        server.stop()
