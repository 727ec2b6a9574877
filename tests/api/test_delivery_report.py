"""Reports of delivery over the API: by what is asked for, equal to the ledger, live on every worker, own ones only."""

import random
from datetime import timedelta
from typing import Any

import pytest

from domain.access import Role
from domain.ids import IdPrefix, new_id
from domain.invalid import AdAct
from domain.ledger import AD_REVENUE
from domain.money import MICROS
from graph import ad_act, ledger
from graph.ad_act import Attempt
from graph.database import Graph
from graph.delivery_report import PIECES, PiecesParams
from jobs import close_ad_days
from tests import sample
from tests.api.conftest import Api
from tests.api.subscribing import TRANSPORTS, Transport, settled, soon
from tests.graph.cells import DAY, cell, put
from tests.graph.flights import NOW, fund, live, rows, ticket
from tests.profiling import hits

REPORT = """query ($id: ID!, $from: Date, $to: Date, $by: [ReportDimension!]) {
  node(id: $id) { ... on Campaign { report(from: $from, to: $to, groupBy: $by) {
    total { dimensions decisions views clicks conversions invalid spend { amountMinor currency }
            ctr { value low high n } conversionRate { value n } costPerConversion { amountMinor } }
    rows { dimensions labels views clicks invalid spend { amountMinor } } csv } } } }"""
CHANGED = "subscription ($id: ID!) { deliveryChanged(campaign: $id) { views clicks spend { amountMinor } } }"
KEY = """mutation ($sponsor: ID) { createApiKey(input: {name: "k", scopes: ["report:read"], sponsorId: $sponsor}) {
  secret } }"""
OTHER_SPONSOR = "spo_01jz000000000000000000000b"


async def report(api: Api, by: list[str] | None = None, **more: Any) -> dict[str, Any]:
    options = {"role": Role.OPERATOR, "id": sample.CAMPAIGN, "by": by, **more}
    found: dict[str, Any] = (await api.data(REPORT, **options))["node"]["report"]
    return found


def shown(found: dict[str, Any]) -> dict[tuple[str, ...], int]:
    return {tuple(row["dimensions"]): row["views"] for row in found["rows"]}


async def test_nothing_delivered_is_a_report_of_nothing(api: Api) -> None:
    found = await report(api)
    assert (found["rows"], found["total"]["views"]) == ([], 0)
    assert found["total"]["ctr"] == {"value": None, "low": None, "high": None, "n": 0}
    assert found["total"]["costPerConversion"] is None
    assert found["total"]["spend"] == {"amountMinor": 0, "currency": "EUR"}


async def test_a_campaign_is_told_apart_by_each_dimension(api: Api, graph: Graph) -> None:
    one = {"country": "DE", "device": "mobile", "segment": "HIGH_VALUE", "area_id": sample.BLOG}
    cells = [
        cell(**one, views=60, clicks=3, tag_ids=[sample.PYTHON, sample.NEO4J], spend_micro=2 * MICROS),
        cell(placement="top", views=40, decisions=90, clicks=1, conversions=1, invalid_bot=5, invalid_rate=2),
        cell(date=DAY + timedelta(days=1), views=7, spend_micro=MICROS),
    ]
    await put(graph, cells)
    found = await report(api)
    assert shown(found) == {("2026-11-20",): 100, ("2026-11-21",): 7}
    assert found["total"]["dimensions"] == []
    assert (found["total"]["views"], found["total"]["invalid"], found["total"]["spend"]["amountMinor"]) == (107, 7, 3)
    assert (found["total"]["ctr"]["n"], found["total"]["costPerConversion"]) == (107, {"amountMinor": 3})
    assert shown(await report(api, ["AD"])) == {(sample.AD,): 107}
    assert shown(await report(api, ["FLIGHT", "PLACEMENT"])) == {
        (sample.FLIGHT, "sidebar"): 67,
        (sample.FLIGHT, "top"): 40,
    }
    for dimension, value in {"COUNTRY": "DE", "DEVICE": "mobile", "SEGMENT": "HIGH_VALUE", "AREA": sample.BLOG}.items():
        assert shown(await report(api, [dimension])) == {(value,): 60, ("UNKNOWN",): 47}
    assert shown(await report(api, ["TAG"])) == {(sample.NEO4J,): 60, (sample.PYTHON,): 60, ("UNKNOWN",): 47}
    reasons = (await report(api, ["INVALID_REASON"]))["rows"]
    assert {row["dimensions"][0]: (row["views"], row["invalid"]) for row in reasons} == {
        "VALID": (107, 0),
        "BOT": (0, 5),
        "RATE": (0, 2),
    }
    assert (await report(api, []))["rows"] == []


async def test_names_stand_beside_ids(api: Api, graph: Graph) -> None:
    await put(graph, [cell(views=5, tag_ids=[sample.PYTHON], area_id=sample.BLOG)])
    (row,) = (await report(api, ["AD", "TAG", "AREA"]))["rows"]
    assert row["labels"] == ["Graphs", "Python", "Blog"]
    (row,) = (await report(api, ["FLIGHT", "DAY"]))["rows"]
    assert row["labels"] == ["Readers", "2026-11-20"]
    assert "flight,flight_name,day,decisions" in (await report(api, ["FLIGHT", "DAY"]))["csv"].splitlines()[0]


async def test_days_are_those_asked_for(api: Api, graph: Graph) -> None:
    await put(graph, [cell(date=DAY + timedelta(days=n), views=n) for n in range(5)])
    found = await report(api, None, **{"from": "2026-11-21", "to": "2026-11-23"})
    assert (list(shown(found).values()), found["total"]["views"]) == ([1, 2, 3], 6)


async def test_small_groups_are_merged_and_the_total_stays(api: Api, graph: Graph) -> None:
    small = [cell(country=country, views=3, reader_marks=[number]) for number, country in enumerate(("FR", "IT"))]
    await put(graph, [cell(country="DE", views=90), cell(country="CN", views=50), *small])
    found = await report(api, ["COUNTRY"])
    assert shown(found) == {("DE",): 90, ("OTHER",): 56}
    assert found["total"]["views"] == 146
    assert "FR" not in found["csv"]


POSTED = """MATCH (entry:LedgerEntry {kind: 'AD_SPEND'}), (posting:Posting {entry_id: entry.id, account: $account})
RETURN entry.key AS key, posting.amount_minor AS minor"""
PRICED: list[dict[str, Any]] = [
    {"pricing": "CPM", "price_minor": 333, "time_zone": "Europe/Berlin"},
    {"pricing": "CPM", "price_minor": 999, "time_zone": "Asia/Tokyo"},
    {"pricing": "CPC", "price_minor": 7, "time_zone": "America/Los_Angeles"},
]


async def delivered(graph: Graph, days: int = 5, acts: int = 120) -> None:
    """Flights in three zones, viewed and clicked over some days, whose days are closed afterwards."""
    draw = random.Random(6)
    await fund(graph, 100_000)
    for terms in PRICED:
        flight = await live(graph, **terms)
        for _ in range(acts):
            at = NOW + timedelta(seconds=draw.randrange(days * 86_400))
            country = draw.choice([None, "DE", "CN"])
            made = await ticket(graph, flight, at, country=country)
            mark = draw.randrange(1024)
            for act in draw.choice([(AdAct.VIEW,), (AdAct.VIEW, AdAct.CLICK)]):
                attempt = Attempt(act, made, f"client {mark}", mark, at, None, new_id(IdPrefix.INVALID_ACT))
                assert await graph.write(ad_act.take, attempt) is None
    await close_ad_days.run(graph, NOW + timedelta(days=days + 2))


async def test_a_report_is_the_ledger_to_the_minor_unit(api: Api, graph: Graph) -> None:
    await delivered(graph)
    posted = {
        row["key"].removeprefix("ad_spend:"): row["minor"] for row in await rows(graph, POSTED, account=AD_REVENUE)
    }
    found = await report(api, ["FLIGHT", "DAY"])
    spent = {":".join(row["dimensions"]): row["spend"]["amountMinor"] for row in found["rows"]}
    assert {key: minor for key, minor in spent.items() if minor} == posted
    assert len(posted) > 10 and found["total"]["spend"]["amountMinor"] == sum(posted.values())
    assert (await graph.read(ledger.balances, [AD_REVENUE]))[AD_REVENUE][0].amount_minor == sum(posted.values())
    for by in (["COUNTRY"], ["PLACEMENT", "AD"], ["DAY"]):
        told = await report(api, by)
        assert sum(row["spend"]["amountMinor"] for row in told["rows"]) == sum(posted.values())
    day = (NOW + timedelta(days=3)).date().isoformat()
    late = await report(api, ["COUNTRY"], **{"from": day})
    assert late["total"]["spend"]["amountMinor"] == sum(minor for key, minor in posted.items() if key[-10:] >= day)


async def test_a_sponsors_key_sees_its_own_alone(api: Api, graph: Graph) -> None:
    await put(graph, [cell(views=5)])
    own, other = [
        (await api.data(KEY, role=Role.OPERATOR, sponsor=id))["createApiKey"]["secret"]
        for id in (sample.ACME, OTHER_SPONSOR)
    ]
    assert (await report(api, role=None, bearer=own))["total"]["views"] == 5
    assert (await api.data(REPORT, bearer=other, id=sample.CAMPAIGN))["node"] is None
    assert (await api.data(REPORT, as_=sample.ADA, id=sample.CAMPAIGN))["node"] is None


@pytest.mark.parametrize(
    "asked",
    [
        {"by": ["DAY", "DAY"]},
        {"by": ["DAY", "AD", "TAG", "AREA"]},
        {"from": "2026-11-02", "to": "2026-11-01"},
    ],
)
async def test_what_cannot_be_reported_is_refused(api: Api, asked: dict[str, Any]) -> None:
    options = {"role": Role.OPERATOR, "id": sample.CAMPAIGN, **asked}
    assert await api.code(REPORT, **options) == "INVALID_INPUT"


async def _key(api: Api, sponsor: str | None) -> dict[str, str]:
    secret = (await api.data(KEY, role=Role.OPERATOR, sponsor=sponsor))["createApiKey"]["secret"]
    return {"Authorization": f"Bearer {secret}"}


@TRANSPORTS
async def test_what_is_counted_is_heard_on_another_worker(
    api: Api, graph: Graph, address: str, transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resolvers.delivery_report.SECONDS", 0.2)
    bearer = await _key(api, sample.ACME)
    async with transport(address, CHANGED, bearer, {"id": sample.CAMPAIGN}) as answers:
        assert (await soon(answers))["data"]["deliveryChanged"]["views"] == 0
        await settled()
        await put(graph, [cell(views=4, clicks=1, spend_micro=3 * MICROS)])
        heard = (await soon(answers))["data"]["deliveryChanged"]
    assert heard == {"views": 4, "clicks": 1, "spend": {"amountMinor": 3}}


@TRANSPORTS
async def test_nobody_hears_of_anothers_campaign(api: Api, address: str, transport: Transport) -> None:
    bearer = await _key(api, OTHER_SPONSOR)
    async with transport(address, CHANGED, bearer, {"id": sample.CAMPAIGN}) as answers:
        (error,) = (await soon(answers))["errors"]
    assert error["extensions"]["code"] == "NOT_FOUND"


async def test_a_report_costs_the_same_however_much_others_deliver(graph: Graph) -> None:
    own = [cell(date=DAY + timedelta(days=n), views=1) for n in range(20)]
    params = PiecesParams(campaign_id=sample.CAMPAIGN, first=DAY, last=DAY + timedelta(days=30), by=(), most_marks=0)

    async def cost(others: int) -> int:
        cells = [cell(campaign_id=f"cmp_{n}", date=DAY + timedelta(days=n % 20)) for n in range(others)]
        await put(graph, [*own, *cells])
        found = await hits(graph, PIECES, params)
        await graph.write(_nothing)
        return found

    few, many = await cost(100), await cost(2_000)
    assert many <= few * 1.1


async def _nothing(tx: Any) -> None:
    await (await tx.run("MATCH (cell:DeliveryCell) DELETE cell")).consume()
