"""What is decided is written behind: all of it, once, whatever the database does meanwhile, and never without end."""

from datetime import timedelta
from typing import Any

import pytest

from domain.ad_choice import NoFill
from domain.ad_token import AdTicket
from domain.errors import Unavailable
from domain.flight import Pricing
from domain.invalid import InvalidReason
from graph.database import Graph
from resolvers import ad_log
from resolvers.ad_log import AdLog, Asked
from services import Current
from tests import sample
from tests.graph.privacy import rows

COUNTED = """
OPTIONAL MATCH (decision:AdDecision) WITH count(decision) AS decisions
OPTIONAL MATCH (cell:DeliveryCell) WITH decisions, sum(cell.decisions) AS counted
OPTIONAL MATCH (hour:AdHour) RETURN decisions, counted, sum(hour.requests) AS asked, sum(hour.filled) AS filled,
  sum(hour.none_paced) AS paced
"""


def ticket(number: int, **more: Any) -> AdTicket:
    """The ticket of a decision for nobody who is known."""
    given = {
        "id": f"dec_{number}",
        "flight_id": "flt_1",
        "ad_id": "adv_1",
        "campaign_id": "cmp_1",
        "sponsor_id": "spo_1",
        "placement": "sidebar",
        "decided_at": sample.NOW,
        "pricing": Pricing.CPM,
        "price_micro": 400_000,
        "currency": "EUR",
        "time_zone": "Europe/Berlin",
        "propensity": 0.5,
        "policy": "p",
        "landing_url": "https://a.example/",
    }
    return AdTicket.model_validate(given | more)


def asked(number: int, **more: Any) -> Asked:
    """A request that had an ad."""
    made = ticket(number, **more)
    return Asked(sample.NOW, "sidebar", made, made.decision())


async def counted(graph: Graph) -> list[int]:
    """Decisions, those in cells, requests, those with an ad, those without as all flights were ahead."""
    (row,) = await rows(graph, COUNTED)
    return list(row.values())


async def test_batches_are_written_whole_and_no_fill_is_counted(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ad_log, "BATCH", 7)
    log = AdLog(lambda: graph)
    for number in range(20):
        log.add(asked(number))
    log.add(Asked(sample.NOW + timedelta(hours=1), "sidebar", no_fill=NoFill.PACED))
    written = ticket(20)
    log.add(Asked(sample.NOW, "sidebar", written))
    log.add(asked(21, void=InvalidReason.STAFF))
    await log.flush()
    await log.flush()
    assert await counted(graph) == [21, 21, 23, 22, 1], "one was written already, one is the staff's, one had no ad"


async def test_nothing_is_lost_while_the_database_is_away(graph: Graph) -> None:
    current = Current(None)
    log = AdLog(lambda: current.graph)
    for number in range(3):
        log.add(asked(number))
    with pytest.raises(Unavailable):
        await log.flush()
    log.add(asked(3))
    current.set(graph)
    async with log.running():
        pass
    assert await counted(graph) == [4, 4, 4, 4, 0]


async def test_a_decision_whose_ad_was_viewed_first_keeps_that(graph: Graph) -> None:
    await rows(graph, "CREATE (:AdDecision {id: 'dec_1', viewed_at: $now, charged_micro: 5})", now=sample.NOW)
    log = AdLog(lambda: graph)
    log.add(asked(1))
    await log.flush()
    kept = await rows(
        graph, "MATCH (n:AdDecision) RETURN n.viewed_at IS NOT NULL AS viewed, n.charged_micro AS paid, n.ad_id AS ad"
    )
    assert kept == [{"viewed": True, "paid": 5, "ad": "adv_1"}]


async def test_what_waits_has_an_end(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ad_log, "MOST", 5)
    log = AdLog(lambda: graph)
    for number in range(9):
        log.add(asked(number))
    await log.flush()
    found = await rows(graph, "MATCH (n:AdDecision) RETURN n.id AS id ORDER BY id")
    assert [row["id"] for row in found] == [f"dec_{number}" for number in range(4, 9)], "the oldest are let go"
