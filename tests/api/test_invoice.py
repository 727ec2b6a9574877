"""Invoices: what was posted of a sponsor's flights on some days, and of nobody else's."""

import pytest

from domain.access import Role
from graph.database import Graph
from tests import sample
from tests.api.conftest import Api
from tests.graph.privacy import rows

INVOICE = """query ($id: ID!, $from: Date!, $to: Date!) {
  node(id: $id) { ... on Sponsor { invoice(from: $from, to: $to) {
    currency lines { flightId name spentMinor creditedMinor } total { amountMinor }
  } } }
}"""
POSTED = """
UNWIND range(0, size($entries) - 1) AS n
WITH n, $entries[n] AS entry
CREATE (:LedgerEntry {id: 'inv_' + n, key: 'inv_' + n, kind: entry.kind, at: datetime(entry.at)})
CREATE (:Posting {entry_id: 'inv_' + n, account: 'flight:' + entry.flight + ':reserved', currency: 'EUR', number: n + 1,
                  amount_minor: entry.minor})
"""
OTHER = f"{sample.FLIGHT[:-1]}b"


def entry(kind: str, at: str, minor: int, flight: str = sample.FLIGHT) -> dict[str, object]:
    return {"kind": kind, "at": at, "minor": minor, "flight": flight}


@pytest.mark.forged_books
async def test_an_invoice_has_what_was_posted_on_its_days(api: Api, graph: Graph) -> None:
    entries = [
        entry("AD_RESERVED", "2026-06-01T00:00:00Z", 500),
        entry("AD_SPEND", "2026-06-30T23:59:59Z", -1),
        entry("AD_SPEND", "2026-07-01T00:00:00Z", -70),
        entry("AD_SPEND", "2026-07-31T23:59:59.999Z", -30),
        entry("AD_CREDIT", "2026-07-20T12:00:00Z", 20),
        entry("AD_SPEND", "2026-08-01T00:00:00Z", -1),
        entry("AD_SPEND", "2026-07-02T00:00:00Z", -9, OTHER),
    ]
    await rows(graph, POSTED, entries=entries)
    found = await api.data(INVOICE, role=Role.OPERATOR, id=sample.ACME, **{"from": "2026-07-01", "to": "2026-07-31"})
    invoice = found["node"]["invoice"]
    assert invoice["total"] == {"amountMinor": 80} and invoice["currency"] == "EUR"
    assert invoice["lines"] == [
        {"flightId": sample.FLIGHT, "name": "Readers", "spentMinor": 100, "creditedMinor": 20}
    ], "not what another sponsor's flight spent"


@pytest.mark.parametrize(("first", "last"), [("2026-07-02", "2026-07-01"), ("2026-01-01", "2027-01-02")])
async def test_days_that_cant_be_invoiced_are_refused(api: Api, first: str, last: str) -> None:
    answer = await api.ask(INVOICE, role=Role.OPERATOR, id=sample.ACME, **{"from": first, "to": last})
    (error,) = answer["errors"]
    assert "1 to 366 days" in error["message"]
