"""Sponsors over the API: made, decided on and funded by operators, and seen by the keys that are bound to them."""

import asyncio
from typing import Any

import pytest

from domain.access import Role
from tests import sample
from tests.api.conftest import Api

NOBODY = "spo_01jz000000000000000000000z"
SHOWN = "sponsor { id state balance { amountMinor currency } } userErrors { code path message }"
CREATE = f"mutation ($input: CreateSponsorInput!) {{ createSponsor(input: $input) {{ {SHOWN} }} }}"
EDIT = """mutation ($input: EditSponsorInput!) {
  editSponsor(input: $input) { sponsor { name tier website startsAt endsAt } userErrors { code path } } }"""
DECIDE = f"mutation ($input: DecideSponsorInput!) {{ decideSponsor(input: $input) {{ {SHOWN} }} }}"
FUND = f"mutation ($input: FundSponsorInput!) {{ fundSponsor(input: $input) {{ {SHOWN} }} }}"
RETURN = f"mutation ($input: ReturnFundsInput!) {{ returnFunds(input: $input) {{ {SHOWN} }} }}"
ONE = """query ($id: ID!) { node(id: $id) { ... on Sponsor {
  id name state balance { amountMinor precision } } } }"""
LIST = "{ sponsors { nodes { id } } }"
STATEMENT = """query ($id: ID!, $after: String) { node(id: $id) { ... on Sponsor {
  statement(first: 2, after: $after) { nodes { kind number amount { amountMinor } balance { amountMinor } memo }
    pageInfo { hasNextPage endCursor } } } } }"""


async def change(api: Api, document: str, **input: Any) -> dict[str, Any]:
    (payload,) = (await api.data(document, role=Role.OPERATOR, input=input)).values()
    found: dict[str, Any] = payload
    return found


async def made(api: Api, **input: Any) -> str:
    payload = await change(api, CREATE, **{"name": "Graph Tools", "currency": "EUR", **input})
    assert payload["userErrors"] == []
    id: str = payload["sponsor"]["id"]
    return id


async def funded(api: Api, id: str, minor: int, reference: str, currency: str = "EUR", document: str = FUND) -> Any:
    amount = {"amountMinor": minor, "currency": currency}
    return await change(api, document, id=id, amount=amount, reference=reference, memo=f"Invoice {reference}")


async def listed(api: Api) -> list[str]:
    return [row["id"] for row in (await api.data(LIST, role=Role.OPERATOR))["sponsors"]["nodes"]]


async def balanced(api: Api) -> None:
    """The invariant: money moved, and none was made."""
    for books in (await api.data("{ books { currency sumMinor differing balanced } }", role=Role.OPERATOR))["books"]:
        assert books["balanced"], books


async def test_an_operator_makes_a_sponsor_and_enters_what_it_paid(api: Api) -> None:
    id = await made(api, tier="GOLD", website="https://graph.tools/")
    paid = await funded(api, id, 50_000, "R1")
    assert paid["userErrors"] == []
    assert paid["sponsor"]["balance"] == {"amountMinor": 50_000, "currency": "EUR"}
    assert await listed(api) == [id, sample.ACME]
    assert (await api.data(ONE, role=Role.OPERATOR, id=id))["node"] == {
        "id": id,
        "name": "Graph Tools",
        "state": "APPROVED",
        "balance": {"amountMinor": 50_000, "precision": 2},
    }
    await balanced(api)


async def test_a_payment_told_again_is_entered_once_and_with_another_amount_refused(api: Api) -> None:
    id = await made(api)
    for _ in range(2):
        assert (await funded(api, id, 500, "R1"))["sponsor"]["balance"]["amountMinor"] == 500
    told = await funded(api, id, 501, "R1")
    assert [error["code"] for error in told["userErrors"]] == ["CONFLICT"]
    log = (await api.data("{ auditLog { nodes { action } } }", role=Role.OPERATOR))["auditLog"]["nodes"]
    assert [row["action"] for row in log].count("sponsor.funded") == 1
    await balanced(api)


async def test_parallel_payments_and_returns_come_to_their_sum(api: Api) -> None:
    id = await made(api)
    await funded(api, id, 1_000, "R0")
    moves = [funded(api, id, 10, f"R{n % 8}x") for n in range(16)]
    moves += [funded(api, id, 300, f"B{n}", document=RETURN) for n in range(6)]
    answers = await asyncio.gather(*moves)
    refused = [error["code"] for answer in answers for error in answer["userErrors"]]
    assert refused == ["PAYMENT_REQUIRED"] * 3
    found = (await api.data(ONE, role=Role.OPERATOR, id=id))["node"]
    assert found["balance"]["amountMinor"] == 1_000 + 8 * 10 - 3 * 300
    await balanced(api)


async def test_the_statement_is_paged_with_the_balance_after_each(api: Api) -> None:
    id = await made(api)
    for n, minor in enumerate((700, 300), start=1):
        await funded(api, id, minor, f"R{n}")
    await funded(api, id, 1_000, "B1", document=RETURN)
    page = (await api.data(STATEMENT, role=Role.OPERATOR, id=id))["node"]["statement"]
    assert [(row["kind"], row["amount"]["amountMinor"], row["balance"]["amountMinor"]) for row in page["nodes"]] == [
        ("FUNDING_RETURNED", -1_000, 0),
        ("FUNDING", 300, 1_000),
    ]
    rest = await api.data(STATEMENT, role=Role.OPERATOR, id=id, after=page["pageInfo"]["endCursor"])
    assert [row["memo"] for row in rest["node"]["statement"]["nodes"]] == ["Invoice R1"]
    assert not rest["node"]["statement"]["pageInfo"]["hasNextPage"]


async def test_a_sponsor_with_money_does_not_end(api: Api) -> None:
    id = await made(api)
    await funded(api, id, 500, "R1")
    kept = await change(api, DECIDE, id=id, state="ENDED", reason="Contract is over.")
    assert [(error["code"], error["path"]) for error in kept["userErrors"]] == [("CONFLICT", ["input", "state"])]
    await funded(api, id, 500, "B1", document=RETURN)
    assert (await change(api, DECIDE, id=id, state="ENDED", reason="Contract is over."))["sponsor"]["state"] == "ENDED"
    assert (await funded(api, id, 500, "R2"))["userErrors"][0]["code"] == "CONFLICT"
    again = await change(api, DECIDE, id=id, state="APPROVED", reason="Again.")
    assert again["userErrors"][0]["code"] == "CONFLICT"


async def test_a_sponsor_ends_or_is_funded_and_no_money_stays_with_one_that_ended(api: Api) -> None:
    for n in range(4):
        id = await made(api)
        end = change(api, DECIDE, id=id, state="ENDED", reason="Over.")
        ended, paid = await asyncio.gather(end, funded(api, id, 500, f"E{n}"))
        assert [error["code"] for answer in (ended, paid) for error in answer["userErrors"]] == ["CONFLICT"]


async def test_a_contract_is_changed_and_the_log_tells_what_it_was(api: Api) -> None:
    id = await made(api, startsAt="2026-12-01T00:00:00Z")
    edited = await change(api, EDIT, id=id, tier="SILVER", endsAt="2027-12-01T00:00:00Z")
    assert (edited["sponsor"]["tier"], edited["sponsor"]["name"]) == ("SILVER", "Graph Tools")
    wrong = await change(api, EDIT, id=id, endsAt="2026-11-30T00:00:00Z")
    assert [error["path"] for error in wrong["userErrors"]] == [["input", "endsAt"]]
    (entry, *_) = (await api.data("{ auditLog { nodes { action before after } } }", role=Role.OPERATOR))["auditLog"][
        "nodes"
    ]
    assert entry["action"] == "sponsor.edited"
    assert "COMMUNITY" in str(entry["before"]) and "SILVER" in str(entry["after"])


@pytest.mark.parametrize(
    ("input", "path"),
    [
        ({"name": "  "}, ["input", "name"]),
        ({"name": "x" * 101}, ["input", "name"]),
        ({"currency": "EURO"}, ["input", "currency"]),
        ({"website": "javascript:alert(1)"}, ["input", "website"]),
        ({"website": "http://plain.example"}, ["input", "website"]),
        ({"website": "https://user:pass@host.example"}, ["input", "website"]),
        ({"website": "https://["}, ["input", "website"]),
        ({"startsAt": "2027-01-01T00:00:00Z", "endsAt": "2026-01-01T00:00:00Z"}, ["input", "endsAt"]),
    ],
)
async def test_what_no_sponsor_can_be_is_refused(api: Api, input: dict[str, Any], path: list[str]) -> None:
    payload = await change(api, CREATE, **{"name": "Graph Tools", "currency": "EUR", **input})
    assert [(error["code"], error["path"]) for error in payload["userErrors"]] == [("INVALID_INPUT", path)]
    assert await listed(api) == [sample.ACME]


@pytest.mark.parametrize(
    ("amount", "code", "path"),
    [
        ({"amountMinor": 0, "currency": "EUR"}, "INVALID_INPUT", ["input", "amount", "amountMinor"]),
        ({"amountMinor": -5, "currency": "EUR"}, "INVALID_INPUT", ["input", "amount", "amountMinor"]),
        ({"amountMinor": 10**18, "currency": "EUR"}, "INVALID_INPUT", ["input", "amount", "amountMinor"]),
        ({"amountMinor": 5, "currency": "USD"}, "CONFLICT", ["input", "amount", "currency"]),
        ({"amountMinor": 5, "currency": "???"}, "INVALID_INPUT", ["input", "amount", "currency"]),
    ],
)
async def test_absurd_payments_are_refused(api: Api, amount: Any, code: str, path: list[str]) -> None:
    id = await made(api)
    payload = await change(api, FUND, id=id, amount=amount, reference="R1")
    assert [(error["code"], error["path"]) for error in payload["userErrors"]] == [(code, path)]
    assert (await change(api, FUND, id=NOBODY, amount={"amountMinor": 5, "currency": "EUR"}, reference="R"))[
        "userErrors"
    ][0]["code"] == "NOT_FOUND"
    await balanced(api)


async def test_a_key_that_is_bound_sees_its_own_sponsor_and_manages_none(api: Api) -> None:
    own, other = await made(api), await made(api, name="Other")
    key = await change(
        api,
        "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret userErrors { message } } }",
        name="Portal",
        scopes=["sponsor:manage", "report:read"],
        sponsorId=own,
    )
    api.http.headers["Authorization"] = f"Bearer {key['secret']}"
    assert [row["id"] for row in (await api.data(LIST))["sponsors"]["nodes"]] == [own]
    found = await api.data(f'{{ a: node(id: "{own}") {{ id }} b: node(id: "{other}") {{ id }} }}')
    assert found == {"a": {"id": own}, "b": None}
    input = {"id": own, "amount": {"amountMinor": 5, "currency": "EUR"}, "reference": "R1"}
    assert (await api.data(FUND, input=input))["fundSponsor"]["userErrors"][0]["code"] == "NOT_ALLOWED"
