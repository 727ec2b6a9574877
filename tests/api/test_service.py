"""Services over the API: each of the two does their part, strangers see nothing, and operators are held to account."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from domain.access import Role
from domain.product import ProductKind
from graph import outbox
from graph.database import Graph
from tests import sample
from tests.api.conftest import Api
from tests.api.test_audit import log
from tests.api.test_moderation import moderate
from tests.api.test_order import CONFIRM
from tests.graph.privacy import rows
from tests.graph.shop import Sold, sell

ERRORS = "userErrors { code message path }"
SHOWN = "id state brief offerNote deliveryNote disputeReason price { amountMinor } escrow { amountMinor } viewerParty"
ONE = f"query ($id: ID!) {{ node(id: $id) {{ ... on ServiceRequest {{ {SHOWN} }} }} }}"
ALL = """query ($first: Int, $after: String, $states: [ServiceState!]) { serviceRequests(first: $first, after: $after,
  states: $states) { nodes { id state } pageInfo { hasNextPage endCursor } } }"""
MINE = "{ viewer { serviceRequests { nodes { id viewerParty } } } }"
FEATURED = '{ area(slug: "blog") { featured { kind paid content { slug } } } }'
PLACE = {"contentId": sample.GRAPHS, "area": "blog", "days": 7}


def change(name: str, more: str = "") -> str:
    """A mutation about a service."""
    input = f"{name[0].upper()}{name[1:]}Input"
    asked = f"serviceRequest {{ {SHOWN} }} {more} {ERRORS}"
    return f"mutation ($input: {input}!) {{ {name}(input: $input) {{ {asked} }} }}"


@pytest_asyncio.fixture(loop_scope="session")
async def sold(api: Api, graph: Graph) -> Sold:
    """Ben's consulting is on sale, of which 70 percent are his."""
    return await sell(graph, ProductKind.SERVICE, "an-hour", author_id=sample.BEN)


async def do(api: Api, name: str, as_: str | None, role: Role | None = None, more: str = "", **input: Any) -> Any:
    """What a mutation answers."""
    return (await api.data(change(name, more), as_=as_, role=role, input=input))[name]


async def done(api: Api, name: str, as_: str | None, role: Role | None = None, **input: Any) -> Any:
    """The service after a mutation that isn't refused."""
    payload = await do(api, name, as_, role, **input)
    assert payload["userErrors"] == []
    return payload["serviceRequest"]


async def refused(api: Api, name: str, as_: str | None, role: Role | None = None, **input: Any) -> tuple[str, Any]:
    """Why one is."""
    payload = await do(api, name, as_, role, **input)
    (error,) = payload["userErrors"]
    assert payload["serviceRequest"] is None
    return error["code"], error["path"]


async def ask(api: Api, sold: Sold, as_: str = sample.CLEO, **more: Any) -> str:
    """Ask for it; the id."""
    given: dict[str, Any] = {"productId": sold.product_id, "kind": "CONSULTING", "brief": "Look at my graph."} | more
    return str((await done(api, "requestService", as_, **given))["id"])


def offer(amount: int = 10_000, days: int = 7) -> dict[str, Any]:
    """An offer that holds for a week."""
    until = (datetime.now(UTC) + timedelta(days=days)).isoformat()
    return {"price": {"amountMinor": amount, "currency": "EUR"}, "until": until, "workDays": 10, "note": "Gladly."}


async def pay(api: Api, id: str, amount: int = 10_000, buyer: str = sample.CLEO) -> None:
    """Accept the offer, and have it paid by hand."""
    payload = await do(api, "acceptOffer", buyer, more="order { id } checkoutUrl", id=id)
    assert payload["userErrors"] == [] and payload["checkoutUrl"] is None
    paid = {"id": payload["order"]["id"], "reference": id, "amount": {"amountMinor": amount, "currency": "EUR"}}
    answer = await api.data(CONFIRM, role=Role.OPERATOR, input=paid)
    assert answer["confirmPayment"]["userErrors"] == []


async def actions(api: Api, id: str) -> list[str]:
    """What the audit log has of a service, the latest first."""
    return [entry["action"] for entry in (await log(api))["nodes"] if entry["targetId"] == id]


async def test_each_does_their_part(api: Api, sold: Sold) -> None:
    id = await ask(api, sold)
    assert await refused(api, "offerService", sample.CLEO, id=id, **offer()) == ("NOT_ALLOWED", ["input", "id"])
    assert await refused(api, "offerService", sample.ADA, id=id, **offer()) == ("NOT_FOUND", ["input", "id"])
    assert (await refused(api, "acceptOffer", sample.CLEO, id=id))[0] == "CONFLICT"
    assert (await done(api, "offerService", sample.BEN, id=id, **offer()))["state"] == "OFFERED"
    assert await refused(api, "acceptOffer", sample.BEN, id=id) == ("NOT_ALLOWED", ["input", "id"])
    wrong = {"amountMinor": 9_000, "currency": "EUR"}
    assert await refused(api, "acceptOffer", sample.CLEO, id=id, expectedPrice=wrong) == (
        "CONFLICT",
        ["input", "expectedPrice"],
    )
    await pay(api, id)
    assert await refused(api, "deliverService", sample.CLEO, id=id) == ("NOT_ALLOWED", ["input", "id"])
    assert (await refused(api, "acceptDelivery", sample.CLEO, id=id))[0] == "CONFLICT"
    held = await done(api, "deliverService", sample.BEN, id=id, note="Here it is.")
    assert (held["state"], held["escrow"], held["viewerParty"]) == ("DELIVERED", {"amountMinor": 7_000}, "PROVIDER")
    end = await done(api, "acceptDelivery", sample.CLEO, id=id)
    assert (end["state"], end["escrow"]) == ("COMPLETED", {"amountMinor": 0})
    assert (await refused(api, "cancelService", sample.CLEO, id=id))[0] == "CONFLICT"


async def test_strangers_see_nothing_and_operators_no_text_until_it_is_disputed(api: Api, sold: Sold) -> None:
    id = await ask(api, sold)
    await done(api, "offerService", sample.BEN, id=id, **offer())
    await pay(api, id)
    strangers: list[dict[str, Any]] = [{}, {"as_": sample.ADA}, {"as_": sample.ADA, "role": Role.MODERATOR}]
    for stranger in strangers:
        assert (await api.data(ONE, id=id, **stranger))["node"] is None
    shown = (await api.data(ONE, id=id, role=Role.OPERATOR))["node"]
    assert (shown["state"], shown["brief"], shown["offerNote"], shown["viewerParty"]) == ("PAID", None, None, None)
    await done(api, "disputeService", sample.CLEO, id=id, reason="Nothing came.")
    shown = (await api.data(ONE, id=id, role=Role.OPERATOR))["node"]
    assert (shown["brief"], shown["offerNote"], shown["disputeReason"]) == (
        "Look at my graph.",
        "Gladly.",
        "Nothing came.",
    )
    for who, party in ((sample.CLEO, "BUYER"), (sample.BEN, "PROVIDER")):
        assert (await api.data(MINE, as_=who))["viewer"]["serviceRequests"]["nodes"] == [
            {"id": id, "viewerParty": party}
        ]
    assert (await api.data(MINE, as_=sample.ADA))["viewer"]["serviceRequests"]["nodes"] == []


async def test_operators_decide_and_it_is_audited(api: Api, graph: Graph, sold: Sold) -> None:
    id = await ask(api, sold)
    await done(api, "offerService", sample.BEN, id=id, **offer())
    await pay(api, id)
    await done(api, "disputeService", sample.CLEO, id=id, reason="Nothing came.")
    given: dict[str, Any] = {"id": id, "decision": "SPLIT", "note": "Half of it was done."}
    path = ["input", "amount"]
    assert await refused(api, "decideService", None, Role.OPERATOR, **given) == ("INVALID_INPUT", path)
    too_much = {"amountMinor": 10_001, "currency": "EUR"}
    assert await refused(api, "decideService", None, Role.OPERATOR, **given, amount=too_much) == (
        "LIMIT_REACHED",
        [*path, "amountMinor"],
    )
    own = await refused(api, "decideService", sample.CLEO, Role.OPERATOR, id=id, decision="RETURN", note="Mine.")
    assert own == ("NOT_ALLOWED", ["input", "id"])
    half = {"amountMinor": 5_000, "currency": "EUR"}
    end = await done(api, "decideService", None, Role.OPERATOR, **given, amount=half)
    assert (end["state"], end["escrow"]) == ("SPLIT", {"amountMinor": 0})
    assert await actions(api, id) == ["service.decided"]


async def test_who_watches_disputes_hears_of_them(api: Api, graph: Graph, sold: Sold) -> None:
    watch = f"mutation {{ setNotificationPreferences(input: {{watchesDisputes: true}}) {{ {ERRORS} }} }}"
    for who, role in ((sample.ADA, Role.OPERATOR), (sample.BEN, Role.OPERATOR), (sample.CLEO, None)):
        answer = (await api.data(watch, as_=who, role=role))["setNotificationPreferences"]
        assert [error["code"] for error in answer["userErrors"]] == ([] if role else ["NOT_ALLOWED"])
    id = await ask(api, sold)
    await done(api, "offerService", sample.BEN, id=id, **offer())
    await pay(api, id)
    await done(api, "disputeService", sample.CLEO, id=id, reason="Nothing came.")
    events = [event.payload for event in await graph.read(outbox.after, 0) if event.type == "member.concerned"]
    (heard,) = [payload for payload in events if payload["kind"] == "SERVICE_DISPUTED"]
    assert (heard["userId"], heard["aboutId"]) == (sample.ADA, id), "Ben hears of it as its provider"


async def test_the_community_gives_places_which_are_labelled_as_paid(api: Api, graph: Graph) -> None:
    slot = await sell(graph, ProductKind.SERVICE, "a-slot")
    asked = {"kind": "FEATURED_SLOT", "place": PLACE}
    given: dict[str, Any] = {"productId": slot.product_id, "brief": "At the head, please."}
    bad: list[tuple[str, dict[str, Any], str, list[str]]] = [
        (sample.ADA, {"kind": "FEATURED_SLOT"}, "INVALID_INPUT", ["input", "place"]),
        (sample.ADA, {"kind": "CONSULTING", "place": PLACE}, "INVALID_INPUT", ["input", "place"]),
        (sample.ADA, asked | {"place": PLACE | {"area": "none"}}, "NOT_FOUND", ["input", "place", "area"]),
        (sample.ADA, asked | {"place": PLACE | {"days": 0}}, "INVALID_INPUT", ["input", "place", "days"]),
        (sample.CLEO, asked, "CONFLICT", ["input", "contentId"]),
    ]
    for who, more, code, path in bad:
        assert await refused(api, "requestService", who, **given, **more) == (code, path)
    id = await ask(api, slot, sample.ADA, **asked)
    assert (await refused(api, "offerService", sample.BEN, id=id, **offer()))[0] == "NOT_FOUND"
    await done(api, "offerService", None, Role.OPERATOR, id=id, **offer())
    await pay(api, id, buyer=sample.ADA)
    assert (await api.data(FEATURED))["area"]["featured"] == []
    await done(api, "deliverService", None, Role.OPERATOR, id=id)
    shown = [{"kind": "FEATURED_SLOT", "paid": True, "content": {"slug": "graphs-in-anger"}}]
    assert (await api.data(FEATURED))["area"]["featured"] == shown
    await moderate(api, "HIDE")
    assert (await api.data(FEATURED))["area"]["featured"] == []
    assert await actions(api, id) == ["service.delivered", "service.offered"]
    await done(api, "cancelService", None, Role.OPERATOR, id=id)
    assert (await actions(api, id))[0] == "service.cancelled"
    (place,) = await rows(graph, "MATCH (p:FeaturedPlace) RETURN p.ends_at <= datetime() AS over")
    assert place["over"]


async def test_offers_and_briefs_that_make_no_sense_change_nothing(api: Api, sold: Sold) -> None:
    for brief in ("  ", "x" * 5_001):
        given: dict[str, Any] = {"productId": sold.product_id, "kind": "CONSULTING", "brief": brief}
        assert await refused(api, "requestService", sample.CLEO, **given) == ("INVALID_INPUT", ["input", "brief"])
    id = await ask(api, sold)
    usd = {"price": {"amountMinor": 1, "currency": "USD"}}
    for bad, code, path in (
        (offer(0), "INVALID_INPUT", ["input", "price", "amountMinor"]),
        (offer(days=-1), "INVALID_INPUT", ["input", "until"]),
        (offer(days=91), "INVALID_INPUT", ["input", "until"]),
        (offer() | {"workDays": 0}, "INVALID_INPUT", ["input", "workDays"]),
        (offer() | usd, "CONFLICT", ["input", "price", "currency"]),
        (offer() | {"price": {"amountMinor": 1, "currency": "???"}}, "INVALID_INPUT", ["input", "price", "currency"]),
    ):
        assert await refused(api, "offerService", sample.BEN, id=id, **bad) == (code, path)
    assert (await api.data(ONE, id=id, as_=sample.CLEO))["node"]["state"] == "REQUESTED"
    assert await refused(api, "requestService", sample.BEN, **given | {"brief": "x"}) == (
        "INVALID_INPUT",
        ["input", "productId"],
    )


async def test_a_key_of_idempotency_accepts_once(api: Api, graph: Graph, sold: Sold) -> None:
    id = await ask(api, sold)
    await done(api, "offerService", sample.BEN, id=id, **offer())
    answers = [
        await do(api, "acceptOffer", sample.CLEO, more="order { id }", id=id, idempotencyKey="k") for _ in range(2)
    ]
    assert answers[0] == answers[1] and answers[0]["serviceRequest"]["state"] == "ACCEPTED"
    assert len(await rows(graph, "MATCH (o:Order) RETURN o.id")) == 1


@pytest.mark.parametrize("first", [1, 2])
async def test_operators_page_through_all_of_them(api: Api, sold: Sold, first: int) -> None:
    ids = [await ask(api, sold) for _ in range(3)]
    await done(api, "cancelService", sample.CLEO, id=ids[1])
    found: list[str] = []
    after = None
    while True:
        page = (await api.data(ALL, role=Role.OPERATOR, first=first, after=after))["serviceRequests"]
        found += [node["id"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert found == [ids[2], ids[0]]
