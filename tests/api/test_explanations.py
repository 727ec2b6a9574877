"""Explanations add up for every item of random feeds; `benchmarks/explanations.py` does the same for a thousand."""

from typing import Any

import pytest

from benchmarks.explained import difference
from benchmarks.explanations import GOAL, check
from graph.database import Graph
from tests import sample
from tests.api import library
from tests.api.conftest import Api

PARTS = [
    {"feature": "fresh_3d", "weight": 0.75, "preference": 0.5, "value": 0.4, "contribution": 0.15},
    {"feature": "walk", "weight": 0.25, "preference": 0.5, "value": 1.0, "contribution": 0.125},
]
EDGE: dict[str, Any] = {"score": 0.275, "parts": PARTS}


async def test_parts_add_up_with_wishes_exploration_order_and_a_trial(api: Api, graph: Graph) -> None:
    await graph.write(library.fill)
    await graph.write(library.stir)
    readers = [sample.user("e"), sample.ADA, sample.BEN, sample.CLEO, sample.user("f"), None]
    checked = await check(api.data, readers, feeds=24, rounds=2)
    assert checked.feeds >= 24 and checked.items > 240, checked
    assert min(checked.explored, checked.wished, checked.tried) > 0, checked
    assert checked.largest <= GOAL, checked


@pytest.mark.parametrize(
    ("edge", "wanted"),
    [
        (EDGE | {"score": 0.276}, 0.5),
        (EDGE, 1.0),
        (EDGE | {"score": 0.3, "parts": [PARTS[0], PARTS[1] | {"contribution": 0.15}]}, 0.5),
    ],
    ids=["sum", "wishes", "part"],
)
def test_what_does_not_add_up_is_found(edge: dict[str, Any], wanted: float) -> None:
    assert difference(EDGE, 0.5) <= GOAL < 1e-4 < difference(edge, wanted)
