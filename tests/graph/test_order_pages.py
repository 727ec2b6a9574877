"""What lists of orders read doesn't grow with how many orders there are."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from graph import order_store, refund_store
from graph.database import Graph
from graph.queries import Query
from tests import sample
from tests.graph.privacy import rows
from tests.profiling import hits

NOW = datetime(2026, 11, 28, tzinfo=UTC)
MANY = """
UNWIND range($from, $to) AS n
WITH 'ord_' + right('00000' + toString(n), 5) AS id, n
CREATE (:Order {id: id, key: id, number: id, gift_code_digest: id,
  user_id: CASE n % 50 WHEN 0 THEN $cleo ELSE 'usr_' + n END, state: CASE n % 40 WHEN 0 THEN 'PENDING' ELSE 'PAID' END,
  expires_at: $now + duration({days: n})})
CREATE (:OrderLine {order_id: id, n: 1})
CREATE (:Payment {id: id, order_id: id, processor: 'manual', reference: id})
CREATE (:Refund {id: id, key: id, order_id: id, state: CASE n % 40 WHEN 0 THEN 'PENDING' ELSE 'SUCCEEDED' END,
  created_at: $now})
"""
STATES = ["PENDING", "PAID"]
READS: list[tuple[Query[Any, Any], Mapping[str, Any]]] = [
    (order_store.OF_USER, {"user_id": sample.CLEO, "states": STATES, "before_id": "ord_00500", "limit": 5}),
    (order_store.LATEST, {"states": STATES, "before_id": "ord_00900", "limit": 5}),
    (order_store.LATEST, {"states": ["PENDING"], "before_id": "ord_00900", "limit": 5}),
    (order_store.BY_IDS, {"ids": ["ord_00500"]}),
    (order_store.BY_NUMBER, {"number": "ord_00500"}),
    (order_store.BY_GIFT, {"digest": "ord_00500"}),
    (order_store.DUE, {"as_of": datetime(2027, 2, 1, tzinfo=UTC), "limit": 5}),
    (order_store.PAID_BY, {"processor": "manual", "reference": "ord_00500"}),
    (order_store.PAYMENTS, {"ids": ["ord_00500"]}),
    (refund_store.OF_ORDERS, {"ids": ["ord_00500"]}),
    (refund_store.PENDING, {"before": datetime(2027, 1, 1, tzinfo=UTC), "limit": 5}),
]


@pytest.mark.parametrize("read", READS, ids=lambda read: read[0].name)
async def test_what_is_read_stays_flat(graph: Graph, read: tuple[Query[Any, Any], Mapping[str, Any]]) -> None:
    query, params = read
    given = {"cleo": sample.CLEO, "now": NOW}
    await rows(graph, MANY, **given, **{"from": 1, "to": 1_000})
    few = await hits(graph, query, params)
    await rows(graph, MANY, **given, **{"from": 1_001, "to": 6_000})
    assert await hits(graph, query, params) <= few + 2
