"""What is kept for a time is gone after it, and not before."""

from datetime import timedelta

import pytest

from domain.retention import EXPORT_REQUESTS, PROOFS
from graph.database import Graph
from jobs import enforce_retention
from tests import sample
from tests.graph.privacy import rows

KEPT = """
CREATE (:DataRequest {id: 'req_a', kind: 'EXPORT', state: 'EXPIRED', requested_at: $at}),
       (:DataRequest {id: 'req_b', kind: 'EXPORT', state: 'FAILED', requested_at: $at}),
       (:DataRequest {id: 'req_c', kind: 'ERASURE', state: 'DONE', requested_at: $at, finished_at: $at}),
       (:Consent {user_id: 'req_c', number: 1}), (:Consent {user_id: 'usr_a', number: 1}),
       (:Tombstone {thing: 'HANDLE', hash: 'h', at: $at})
"""
LEFT = "MATCH (n) WHERE n:DataRequest OR n:Consent OR n:Tombstone "
LEFT += "RETURN coalesce(n.id, n.user_id, n.hash) AS id ORDER BY id"


@pytest.mark.parametrize(
    ("after", "left"),
    [
        (EXPORT_REQUESTS - timedelta(days=1), ["h", "req_a", "req_b", "req_c", "req_c", "usr_a"]),
        (EXPORT_REQUESTS + timedelta(days=1), ["h", "req_c", "req_c", "usr_a"]),
        (PROOFS + timedelta(days=1), ["h", "req_c", "usr_a"]),
    ],
)
async def test_what_is_over_goes_and_nothing_else(graph: Graph, after: timedelta, left: list[str]) -> None:
    await rows(graph, KEPT, at=sample.NOW)
    await enforce_retention.run(graph, sample.NOW + after)
    assert [row["id"] for row in await rows(graph, LEFT)] == left
