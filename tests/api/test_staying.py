"""Tables of cohorts over the API."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from domain.access import Role
from graph.database import Graph
from jobs import count_staying
from tests import sample
from tests.api.conftest import Api
from tests.graph.days import add_users

TABLE = """
query ($by: StayingPeriod!, $from: Date!, $to: Date!) { cohortRetention(by: $by, from: $from, to: $to) {
  countedUntil cohorts { first members status shares { after stayed { value n } } } total { after stayed { n } }
} }
"""


async def test_an_operator_sees_who_stays(api: Api, graph: Graph) -> None:
    monday = date(2026, 4, 6)
    came: list[tuple[int, ...]] = [(0, 8)] * 5 + [(0,)] * 15
    await add_users(graph, *({monday + timedelta(days=day): {"view": 1} for day in days} for days in came))
    await count_staying.run(graph, datetime(2026, 4, 28, tzinfo=UTC))
    asked: dict[str, Any] = {"by": "WEEK", "from": "2026-04-06", "to": "2026-04-20", "role": Role.MODERATOR}
    found = (await api.data(TABLE, **asked))["cohortRetention"]
    assert (found["countedUntil"], len(found["cohorts"])) == ("2026-04-19", 2)
    first = found["cohorts"][0]
    assert (first["first"], first["members"], first["status"]) == ("2026-04-06", 20, "MEASURED")
    assert first["shares"] == [{"after": 1, "stayed": {"value": 0.25, "n": 20}}]
    assert found["cohorts"][1]["status"] == "INSUFFICIENT_DATA"
    assert await api.code(TABLE, **asked | {"to": "2026-04-01"}) == "INVALID_INPUT"
    assert await api.code(TABLE, **asked | {"role": None, "as_": sample.ADA}) == "NOT_ALLOWED"
