"""Deliveries by a real server process that is killed -9: all arrive, in order; `benchmarks/deliveries.py`, smaller."""

import asyncio

import pytest

from benchmarks.deliveries import deliver
from graph.database import Graph, Server


@pytest.mark.slow
async def test_nothing_is_missing_after_a_kill(server: Server, graph: Graph) -> None:
    outcome = await asyncio.to_thread(deliver, server, events=500, kills=1, failing=0.3)
    assert (outcome.missing, outcome.in_order) == (0, True)
    assert outcome.refused > 100, "a third of the deliveries fails on its way"
    assert outcome.repeated <= 1, "at most what was under way when it was killed"
