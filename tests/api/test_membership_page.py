"""docs/membership.md as operators, authors and buyers follow it, in order, on a real server."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from graph.database import Graph
from tests.api.conftest import Api
from tests.api.walk import sections, steps, take

PAGE = "membership.md"


@pytest.mark.parametrize("title", sections(PAGE))
async def test_the_section_can_be_followed(api: Api, graph: Graph, title: str) -> None:
    known: dict[str, Any] = {"$in_a_week": (datetime.now(UTC) + timedelta(days=7)).isoformat()}
    for step in steps(sections(PAGE)[title]):
        await take(step, api, graph, known)
