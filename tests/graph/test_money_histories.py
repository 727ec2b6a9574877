"""Random histories of orders, renewals, upgrades, refunds, disputes and cancellations: money and access are right."""

from collections import Counter

import pytest

from graph.database import Graph
from tests.histories.history import KINDS, Failure, drawn, failure, play

SEEDS = (*range(30), 35)
"""In those before, no payment that took its time arrived."""


@pytest.mark.slow
async def test_whatever_happens_the_server_stands_where_the_reference_does(graph: Graph) -> None:
    """By `python -m benchmarks.money_histories` there are a thousand of them, and as many more as one likes."""
    counts: Counter[str] = Counter()
    for seed in SEEDS:
        steps = drawn(seed)
        try:
            await play(graph, steps, counts)
        except Exception as error:
            raise (await failure(graph, seed, steps) or Failure(seed, steps, str(error))) from error
    never = [kind for kind in KINDS if not counts[kind]]
    assert not never, f"in these histories there is none of {never}: draw others"
