"""Orders over the API, as docs/sponsors.md tells a sponsor's server to send them, and what operators take back."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from domain.access import Role
from domain.ad_token import AdTicket
from domain.invalid import AdAct
from graph.database import Graph
from tests import sample
from tests.api.conftest import Api
from tests.api.walk import DOCS, FENCE
from tests.graph.flights import fund, live, ticket
from tests.graph.test_ad_act import act, agreed

BLOCKS = [match["text"] for match in FENCE.finditer((DOCS / "sponsors.md").read_text(encoding="utf-8"))]
RECORD, INVALIDATE = (
    next(text for text in BLOCKS if f"{name}(input" in text) for name in ("recordConversion", "invalidateDelivery")
)
ORDER = """mutation ($input: RecordConversionInput!) { recordConversion(input: $input) {
  conversion { id } duplicate invalidReason userErrors { code path } } }"""


@pytest_asyncio.fixture(loop_scope="session")
async def clicked(api: Api, graph: Graph) -> AdTicket:
    """A click of now on an ad that is paid by action."""
    await fund(graph, 10_000)
    made = await ticket(graph, await live(graph, pricing="CPA", price_minor=900), datetime.now(UTC))
    for kind in (AdAct.VIEW, AdAct.CLICK):
        assert await act(graph, kind, made, datetime.now(UTC)) is None
    return made


async def key(api: Api, *scopes: str, sponsor: str | None = sample.ACME) -> dict[str, str]:
    """The headers of a key of a sponsor."""
    create = """mutation ($scopes: [String!]!, $sponsor: ID) { createApiKey(input: {name: "Shop", scopes: $scopes,
      sponsorId: $sponsor}) { secret } }"""
    made = await api.data(create, role=Role.OPERATOR, scopes=list(scopes), sponsor=sponsor)
    return {"Authorization": f"Bearer {made['createApiKey']['secret']}"}


async def sent(api: Api, headers: dict[str, str], document: str, **variables: Any) -> dict[str, Any]:
    """The payload of a mutation."""
    answer = (await api.http.post("/graphql", json={"query": document, "variables": variables}, headers=headers)).json()
    (payload,) = answer["data"].values()
    found: dict[str, Any] = payload
    return found


async def test_a_sponsors_server_tells_of_an_order_and_operators_take_it_back(
    api: Api, graph: Graph, clicked: AdTicket
) -> None:
    shop = await key(api, "ads:request")
    first = await sent(api, shop, RECORD, click=clicked.id, order="A-1")
    assert first["userErrors"] == [] and (first["duplicate"], first["invalidReason"]) == (False, None)
    assert first["conversion"] | {"id": ""} == {
        "id": "",
        "orderId": "A-1",
        "clickId": clicked.id,
        "value": {"amountMinor": 4900},
    }
    again = await sent(api, shop, RECORD, click=clicked.id, order="A-1")
    assert again == first | {"duplicate": True}
    taken = await api.data(INVALIDATE, role=Role.OPERATOR, flight=clicked.flight_id, click=clicked.id)
    assert taken["invalidateDelivery"] == {
        "views": 1,
        "clicks": 1,
        "conversions": 1,
        "credited": {"amountMinor": 0},
        "more": False,
        "userErrors": [],
    }
    late = await sent(api, shop, RECORD, click=clicked.id, order="A-2")
    assert (late["conversion"], late["invalidReason"]) == (None, "INVALIDATED")
    log = (await api.data("{ auditLog { nodes { action } } }", role=Role.OPERATOR))["auditLog"]["nodes"]
    assert log[0] == {"action": "delivery.invalidated"}
    await agreed(graph)


async def test_only_the_sponsors_own_server_is_believed(api: Api, clicked: AdTicket) -> None:
    create = """mutation { createSponsor(input: {name: "Other", currency: "EUR"}) { sponsor { id } } }"""
    other = (await api.data(create, role=Role.OPERATOR))["createSponsor"]["sponsor"]["id"]
    told = {"orderId": "A-1", "clickIds": [clicked.id]}
    for headers, code in (
        (await key(api, "ads:request", sponsor=other), "NOT_FOUND"),
        (await key(api, "ads:request", sponsor=None), "NOT_ALLOWED"),
        (await key(api, "report:read"), "NOT_ALLOWED"),
    ):
        assert [error["code"] for error in (await sent(api, headers, ORDER, input=told))["userErrors"]] == [code]


@pytest.mark.parametrize(
    ("given", "code", "path"),
    [
        ({"orderId": " "}, "INVALID_INPUT", ["input", "orderId"]),
        ({"orderId": "x" * 101}, "INVALID_INPUT", ["input", "orderId"]),
        ({"clickIds": []}, "INVALID_INPUT", ["input", "clickIds"]),
        ({"clickIds": ["x"]}, "INVALID_INPUT", ["id"]),
        ({"clickIds": [sample.ADA]}, "INVALID_INPUT", ["clickIds"]),
        ({"clickIds": ["dec_01jz000000000000000000000z"]}, "NOT_FOUND", ["input", "clickIds"]),
        ({"value": {"amountMinor": -1, "currency": "EUR"}}, "INVALID_INPUT", ["input", "value", "amountMinor"]),
        ({"value": {"amountMinor": 1, "currency": "XXX1"}}, "INVALID_INPUT", ["input", "value", "currency"]),
        ({"value": {"amountMinor": 1, "currency": "USD"}}, "CONFLICT", ["input", "value", "currency"]),
        (
            {"orderedAt": (datetime.now(UTC) + timedelta(days=1)).isoformat()},
            "INVALID_INPUT",
            ["input", "orderedAt"],
        ),
        ({"orderedAt": "2020-01-01T00:00:00Z"}, "INVALID_INPUT", ["input", "orderedAt"]),
    ],
)
async def test_what_nobody_can_have_ordered_is_refused(
    api: Api, clicked: AdTicket, given: dict[str, Any], code: str, path: list[str]
) -> None:
    told = {"orderId": "A-1", "clickIds": [clicked.id]} | given
    answer = (await api.data(ORDER, role=Role.OPERATOR, input=told))["recordConversion"]
    assert [(error["code"], error["path"]) for error in answer["userErrors"]] == [(code, path)]
