"""Live updates over the engine: they come at once, go on, and refuse what is out of range."""

from datetime import UTC, datetime
from typing import Any

import pytest

from domain.access import ANONYMOUS
from domain.page import CursorKey
from graph.database import Graph
from resolvers.context import Context
from resolvers.loaders import Loaders
from schema.engine import Schema
from schema.root import build_schema
from tests import sample

PULSE = "subscription ($every: Int!) { communityPulse(every: $every) { users contents interactions } }"


@pytest.fixture(scope="module")
def schema() -> Schema:
    return build_schema()


async def _listen(schema: Schema, graph: Graph, every: int, times: int) -> list[Any]:
    now = datetime.now(UTC)
    context = Context(graph, ANONYMOUS, now, "test", CursorKey(b"x" * 16), Loaders(graph))
    stream = await schema.stream(PULSE, {"every": every}, context)
    heard = []
    async for answer in stream:
        heard.append(answer)
        if len(heard) == times:
            break
    await stream.aclose()
    return heard


async def test_the_pulse_comes_at_once_and_again(graph: Graph, schema: Schema) -> None:
    await graph.write(sample.load)
    heard = await _listen(schema, graph, every=1, times=2)
    assert [answer.data["communityPulse"]["users"] for answer in heard] == [3, 3]


@pytest.mark.parametrize("every", [0, -1, 61])
async def test_an_interval_out_of_range_is_refused(graph: Graph, schema: Schema, every: int) -> None:
    (answer,) = await _listen(schema, graph, every, times=1)
    assert answer.errors[0].extensions["code"] == "INVALID_INPUT"
