"""Revenue over the API: numbers with definitions, for who may see them, and the rows behind each."""

from datetime import UTC, datetime
from typing import Any

import pytest
import pytest_asyncio
from dateutil.relativedelta import relativedelta

from domain.access import Role
from domain.revenue import SUMS, RevenueMeasure
from graph.database import Graph
from tests import sample
from tests.api.conftest import Api
from tests.api.test_order import REFUND, bought, operate
from tests.graph.ordering import article

NUMBER = "{ measure definition value amount { amountMinor currency } n }"
NAMES = [measure.value.lower() for measure in RevenueMeasure]
ALL = " ".join(f"{name} {NUMBER}" for name in NAMES)
REVENUE = f"""query ($from: Date!, $to: Date!, $currency: String!) {{
  revenue(from: $from, to: $to, currency: $currency) {{
    currency asOf total {{ first last {ALL} }} months {{ first last sales {{ value }} }} }} }}"""
ENTRIES = """query (
  $measure: RevenueMeasure!, $from: Date!, $to: Date!, $currency: String!, $first: Int, $after: String
) {
  revenueEntries(measure: $measure, from: $from, to: $to, currency: $currency, first: $first, after: $after) {
    nodes { id kind at about amount { amountMinor } postings } pageInfo { hasNextPage endCursor } } }"""
SUBSCRIPTIONS = """query ($measure: RevenueMeasure!, $from: Date!, $to: Date!, $currency: String!) {
  revenueSubscriptions(measure: $measure, from: $from, to: $to, currency: $currency) {
    nodes { subscriptionId tierId since endedAt yearly { amountMinor } } } }"""
POSTINGS = """{ orders { nodes { id refunds { id }
  postings { entryId kind about account amount { amountMinor } } } } }"""
OPERATOR = {"role": Role.OPERATOR}


@pytest_asyncio.fixture(loop_scope="session")
async def month(api: Api, graph: Graph) -> dict[str, Any]:
    """Two were sold and one was paid back in this month."""
    sold = await article(graph, author_id=sample.BEN)
    await bought(api, sold)
    order = await bought(api, sold, as_=sample.ADA)
    assert (await operate(api, REFUND, id=order["id"], reason="They asked."))["userErrors"] == []
    today = datetime.now(UTC).date()
    return {"from": today.isoformat(), "to": today.isoformat(), "currency": "EUR"}


async def test_every_number_says_what_it_is_and_what_it_rests_on(api: Api, month: dict[str, Any]) -> None:
    report = (await api.data(REVENUE, **OPERATOR, **month))["revenue"]
    total = report["total"]
    assert {name: total[name]["value"] for name in NAMES} == {
        "sales": 2_000, "refunds": 1_000, "disputes": 0, "tax": 0, "fees": 0, "shares": 700, "net": 300, "escrow": 0,
        "payouts": 0, "mrr": 0, "subscribers": 0, "arpu": None, "churn": None, "ltv": None,
    }  # fmt: skip
    assert total["sales"]["amount"] == {"amountMinor": 2_000, "currency": "EUR"} and total["sales"]["n"] == 2
    assert all(total[name]["definition"] and total[name]["measure"] == name.upper() for name in NAMES)
    assert [part["sales"]["value"] for part in report["months"]] == [2_000]


@pytest.mark.parametrize("measure", list(SUMS))
async def test_the_rows_behind_a_number_come_to_it(api: Api, month: dict[str, Any], measure: RevenueMeasure) -> None:
    number = (await api.data(REVENUE, **OPERATOR, **month))["revenue"]["total"][measure.value.lower()]
    rows: list[dict[str, Any]] = []
    after = None
    while True:
        page = await api.data(ENTRIES, **OPERATOR, **month, measure=measure.value, first=1, after=after)
        rows += page["revenueEntries"]["nodes"]
        if not page["revenueEntries"]["pageInfo"]["hasNextPage"]:
            break
        after = page["revenueEntries"]["pageInfo"]["endCursor"]
    assert sum(row["amount"]["amountMinor"] for row in rows) == number["value"]
    assert sum(row["postings"] for row in rows) == number["n"]
    assert len({row["id"] for row in rows}) == len(rows)


async def test_an_order_leads_to_every_posting_about_it(api: Api, month: dict[str, Any]) -> None:
    page = await api.data(ENTRIES, **OPERATOR, **month, measure="REFUNDS", first=1)
    (refunded,) = page["revenueEntries"]["nodes"]
    orders = (await api.data(POSTINGS, **OPERATOR))["orders"]["nodes"]
    found = [order for order in orders if refunded["about"] in [refund["id"] for refund in order["refunds"]]]
    postings = found[0]["postings"]
    assert [row["kind"] for row in postings] == ["SALE"] * 3 + ["SALE_REFUNDED"] * 3
    for entry in {row["entryId"] for row in postings}:
        assert sum(row["amount"]["amountMinor"] for row in postings if row["entryId"] == entry) == 0
    accounts = {row["account"]: 0 for row in postings}
    for row in postings:
        accounts[row["account"]] += row["amount"]["amountMinor"]
    assert set(accounts.values()) == {0}, "all of it went back"
    assert {row["about"] for row in postings} == {found[0]["id"], refunded["about"]}


async def test_who_subscribes_is_behind_the_numbers_of_subscriptions(api: Api, month: dict[str, Any]) -> None:
    for measure in ("MRR", "CHURN"):
        found = await api.data(SUBSCRIPTIONS, **OPERATOR, **month, measure=measure)
        assert found["revenueSubscriptions"]["nodes"] == []


async def test_it_is_for_who_may_see_it(api: Api, month: dict[str, Any]) -> None:
    assert await api.code(REVENUE, as_=sample.ADA, **month) == "NOT_ALLOWED"
    assert await api.code(ENTRIES, as_=sample.ADA, **month, measure="TAX") == "NOT_ALLOWED"
    assert await api.code(SUBSCRIPTIONS, as_=sample.ADA, **month, measure="MRR") == "NOT_ALLOWED"


async def test_bad_input_says_what_to_change(api: Api, month: dict[str, Any]) -> None:
    today = datetime.now(UTC).date()
    later = (today + relativedelta(months=2)).isoformat()
    for wrong in (
        {"currency": "XXZ"}, {"from": later}, {"to": later}, {"from": "2001-01-01"}, {"from": "0001-01-01"},
    ):  # fmt: skip
        assert await api.code(REVENUE, **OPERATOR, **month | wrong) == "INVALID_INPUT", wrong
    assert await api.code(ENTRIES, **OPERATOR, **month, measure="MRR") == "INVALID_INPUT"
    assert await api.code(SUBSCRIPTIONS, **OPERATOR, **month, measure="TAX") == "INVALID_INPUT"
    listed = await api.data(ENTRIES, **OPERATOR, **month, measure="SALES", first=1)
    cursor = listed["revenueEntries"]["pageInfo"]["endCursor"]
    assert await api.code(ENTRIES, **OPERATOR, **month, measure="TAX", after=cursor) == "INVALID_INPUT"
