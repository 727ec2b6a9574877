"""docs/sponsors.md as a sponsor and an operator follow it, in order, on a real server."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from graph.database import Graph
from tests.api.conftest import Api
from tests.api.walk import sections, steps, take

PAGE = "sponsors.md"
DAY = timedelta(days=1)


@pytest.mark.parametrize("title", sections(PAGE))
async def test_the_section_can_be_followed(api: Api, graph: Graph, title: str) -> None:
    today = datetime.now(UTC).date()
    known: dict[str, Any] = {"$yesterday": str(today - DAY), "$tomorrow": str(today + DAY)}
    for step in steps(sections(PAGE)[title]):
        await take(step, api, graph, known)
