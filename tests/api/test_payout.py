"""Earnings and payouts over the API: seen and asked for by members, sent and returned by operators, and audited."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest_asyncio

from domain.access import Role
from graph.database import Graph
from tests import sample
from tests.api.conftest import Api
from tests.api.test_audit import log
from tests.api.test_order import ask, operate, problem
from tests.graph.test_payout import earn

EARNED = """{ viewer { earnings { currency balance { amountMinor } held { amountMinor } underWay { amountMinor }
  available { amountMinor } minimum { amountMinor } statement { nodes { kind about amount { amountMinor }
  balance { amountMinor } } } } payouts { nodes { id state amount { amountMinor } } } } }"""
OF_ADA = '{ user(handle: "ada") { earnings { available { amountMinor } } } }'
REQUEST = """mutation ($input: RequestPayoutInput!) { requestPayout(input: $input) {
  payout { id state amount { amountMinor currency } member { handle } } userErrors { code message path } } }"""
ALL = """mutation ($input: RequestAllPayoutsInput!) { requestAllPayouts(input: $input) {
  payouts { id member { handle } } userErrors { code message path } } }"""
CONFIRM = """mutation ($input: ConfirmPayoutInput!) { confirmPayout(input: $input) {
  payout { id state reference sentAt } userErrors { code message path } } }"""
RETURN = """mutation ($input: ReturnPayoutInput!) { returnPayout(input: $input) {
  payout { id state reason } userErrors { code message path } } }"""
LIST = """query ($states: [PayoutState!], $userId: ID, $first: Int, $after: String) {
  payouts(states: $states, userId: $userId, first: $first, after: $after) {
    nodes { id state } pageInfo { hasNextPage endCursor } } }"""
MONEY = {"balance", "held", "underWay", "available", "minimum"}
ONE = "query ($id: ID!) { node(id: $id) { ... on Payout { state } } }"


@pytest_asyncio.fixture(loop_scope="session")
async def earned(api: Api, graph: Graph) -> Graph:
    """Ada earned 50 EUR a month ago, and 20 EUR just now."""
    now = datetime.now(UTC)
    await earn(graph, 5_000, now - timedelta(days=30))
    await earn(graph, 2_000, now)
    return graph


async def mine(api: Api, as_: str = sample.ADA) -> Any:
    """What a member sees of theirs: amounts by name, and the rest."""
    viewer = (await api.data(EARNED, as_=as_))["viewer"]
    found = [
        {name: value["amountMinor"] if name in MONEY else value for name, value in one.items()}
        for one in viewer["earnings"]
    ]
    return found, viewer["payouts"]["nodes"]


async def test_a_member_sees_what_they_earned_and_is_paid_out(api: Api, earned: Graph) -> None:
    ((one,), none) = await mine(api)
    assert {name: one[name] for name in ("balance", "held", "underWay", "available", "minimum")} == {
        "balance": 7_000, "held": 2_000, "underWay": 0, "available": 5_000, "minimum": 1_000,
    }  # fmt: skip
    assert none == [] == (await mine(api, sample.BEN))[0]
    assert [(row["kind"], row["balance"]["amountMinor"]) for row in one["statement"]["nodes"]] == [
        ("SALE", 7_000), ("SALE", 5_000),
    ]  # fmt: skip
    made = await ask(api, REQUEST, sample.ADA, currency="EUR")
    assert (made["userErrors"], made["payout"]["member"]) == ([], {"handle": "ada"})
    assert made["payout"]["amount"] == {"amountMinor": 5_000, "currency": "EUR"}
    id = made["payout"]["id"]
    assert await problem(api, REQUEST, sample.ADA, currency="EUR") == ("LIMIT_REACHED", ["input", "amountMinor"])
    sent = await operate(api, CONFIRM, id=id, reference=" Transfer 7 ")
    assert (sent["payout"]["state"], sent["payout"]["reference"]) == ("SENT", "Transfer 7")
    ((one,), (payout,)) = await mine(api)
    assert (one["balance"], one["available"], payout["state"]) == (2_000, 0, "SENT")
    assert one["statement"]["nodes"][0]["about"] == id
    back = await operate(api, RETURN, id=id, reason="The account is closed.")
    assert (back["payout"]["state"], back["payout"]["reason"]) == ("RETURNED", "The account is closed.")
    assert (await mine(api))[0][0]["available"] == 5_000
    told = [(entry["action"], entry["actor"]) for entry in (await log(api, first=9))["nodes"]]
    assert told == [("payout.returned", "role:operator"), ("payout.sent", "role:operator")]


async def test_under_one_key_it_is_asked_for_once(api: Api, earned: Graph) -> None:
    same: dict[str, Any] = {"currency": "EUR", "amountMinor": 1_500, "idempotencyKey": "monthly"}
    first = await ask(api, REQUEST, sample.ADA, **same)
    assert await ask(api, REQUEST, sample.ADA, **same) == first
    assert (await mine(api))[0][0]["underWay"] == 1_500


async def test_what_cannot_be_is_said_with_a_path_and_changes_nothing(api: Api, earned: Graph) -> None:
    amount = ["input", "amountMinor"]
    assert await problem(api, REQUEST, sample.ADA, currency="XXZ") == ("INVALID_INPUT", ["input", "currency"])
    assert await problem(api, REQUEST, sample.ADA, currency="USD") == ("LIMIT_REACHED", ["input", "currency"])
    for asked, code in ((0, "INVALID_INPUT"), (-5, "INVALID_INPUT"), (5_001, "LIMIT_REACHED"), (999, "LIMIT_REACHED")):
        assert await problem(api, REQUEST, sample.ADA, currency="EUR", amountMinor=asked) == (code, amount)
    gone = f"out_{sample.ULID}z"
    assert await problem(api, CONFIRM, None, Role.OPERATOR, id=gone, reference="T") == ("NOT_FOUND", ["input", "id"])
    assert await problem(api, RETURN, None, Role.OPERATOR, id=gone, reason="x") == ("NOT_FOUND", ["input", "id"])
    assert await problem(api, CONFIRM, None, Role.OPERATOR, id=gone, reference=" ") == (
        "INVALID_INPUT", ["input", "reference"],
    )  # fmt: skip
    assert (await mine(api))[1] == []


async def test_operators_pay_all_see_all_and_others_see_their_own(api: Api, earned: Graph) -> None:
    (made,) = (await operate(api, ALL, currency="EUR"))["payouts"]
    assert made["member"] == {"handle": "ada"}
    assert (await operate(api, ALL, currency="EUR"))["payouts"] == []
    assert [entry["action"] for entry in (await log(api, first=9))["nodes"]] == ["payouts.requested"]
    listed = await api.data(LIST, role=Role.OPERATOR, states=["PENDING"], first=1)
    assert listed["payouts"]["nodes"] == [{"id": made["id"], "state": "PENDING"}]
    assert (await api.data(LIST, role=Role.OPERATOR, states=["SENT"]))["payouts"]["nodes"] == []
    assert (await api.data(LIST, role=Role.OPERATOR, userId=sample.BEN))["payouts"]["nodes"] == []
    assert (await api.data(ONE, as_=sample.ADA, id=made["id"]))["node"] == {"state": "PENDING"}
    assert (await api.data(ONE, as_=sample.BEN, id=made["id"]))["node"] is None
    assert (await api.data(OF_ADA, role=Role.OPERATOR))["user"]["earnings"] == [{"available": {"amountMinor": 0}}]
