"""docs/membership.md as operators, authors and buyers follow it, in order, on a real server."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain.pressure import PressureCell, ReaderKind
from graph import pressure
from graph.database import Graph
from tests.api.conftest import Api
from tests.api.walk import sections, steps, take

PAGE = "membership.md"
JANUARY = date(2026, 1, 1)
COUNTED = ((0, 1, 80, 48), (2, 1, 70, 56), (1, 3, 19, 4))
"""By places of their paywalls and days: members of a made-up January, and how many of them left."""


@pytest.mark.parametrize("title", sections(PAGE))
async def test_the_section_can_be_followed(api: Api, graph: Graph, title: str) -> None:
    if "pressureReport" in sections(PAGE)[title]:
        await graph.write(pressure.replace, JANUARY, [_cell(*row) for row in COUNTED])
    known: dict[str, Any] = {"$in_a_week": (datetime.now(UTC) + timedelta(days=7)).isoformat()}
    for step in steps(sections(PAGE)[title]):
        await take(step, api, graph, known)


def _cell(paywalls: int, activity: int, readers: int, left: int) -> PressureCell:
    alike: dict[str, Any] = {"month": JANUARY, "activity": activity, "kind": ReaderKind.OTHER, "ads": 0, "viewed": 0}
    made: dict[str, Any] = {"active_days": 10 * readers, "met": 5 * paywalls * readers}
    return PressureCell(**alike, **made, paywalls=paywalls, readers=readers, left=left)
