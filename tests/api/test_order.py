"""Orders over the API: made by members, paid by hand, given, seen by whom they concern, and paid back by operators."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from domain.access import Role
from domain.export import LinkKey
from domain.product import ProductKind
from graph.database import Graph
from jobs import expire_orders
from tests import sample
from tests.api.conftest import SECRET, Api
from tests.api.test_audit import log
from tests.api.test_course import three
from tests.api.test_moderation import moderate
from tests.graph.ordering import article
from tests.graph.privacy import rows
from tests.graph.shop import Sold, coupon, sell

SHOWN = "id number state total { amountMinor currency } refunded { amountMinor }"
ERRORS = "userErrors { code message path }"
CREATE = f"""mutation ($input: CreateOrderInput!) {{ createOrder(input: $input) {{
  order {{ {SHOWN} isGift discount {{ amountMinor }} tax {{ amountMinor }} }} giftCode {ERRORS} }} }}"""
CONFIRM = f"""mutation ($input: ConfirmPaymentInput!) {{ confirmPayment(input: $input) {{
  order {{ {SHOWN} payments {{ state reference }} }} {ERRORS} }} }}"""
CANCEL = f"""mutation ($input: CancelOrderInput!) {{ cancelOrder(input: $input) {{
  order {{ {SHOWN} stateReason }} {ERRORS} }} }}"""
REDEEM = f"mutation ($input: RedeemGiftInput!) {{ redeemGift(input: $input) {{ products {{ id name }} {ERRORS} }} }}"
REFUND = f"""mutation ($input: RefundOrderInput!) {{ refundOrder(input: $input) {{
  refund {{ id state amount {{ amountMinor }} tax {{ amountMinor }} lines }} order {{ {SHOWN} }} {ERRORS} }} }}"""
MINE = f"{{ viewer {{ orders {{ nodes {{ {SHOWN} }} }} }} }}"
ALL = """query ($states: [OrderState!], $userId: ID, $number: String, $first: Int, $after: String) {
  orders(states: $states, userId: $userId, number: $number, first: $first, after: $after) {
    nodes { id } pageInfo { hasNextPage endCursor } } }"""
ONE = f"""query ($id: ID!) {{ node(id: $id) {{ ... on Order {{ {SHOWN} invoiceUrl billingName buyer {{ handle }}
  refundQuote {{ refundable {{ amountMinor }} reason lines {{ n refundable {{ amountMinor }} reason }} }}
  lines {{ n quantity product {{ id name }} total {{ amountMinor }} }}
  refunds {{ state amount {{ amountMinor }} }} }} }} }}"""
BODY = "query ($id: ID!) { content(id: $id) { body access { allowed } } }"


@pytest_asyncio.fixture(loop_scope="session")
async def sold(api: Api, graph: Graph) -> Sold:
    """Ben's paid course is on sale for 10 EUR; Ada and the others may buy it."""
    return await article(graph, author_id=sample.BEN)


async def ask(api: Api, document: str, as_: str | None = sample.CLEO, role: Role | None = None, **input: Any) -> Any:
    """What a mutation answers."""
    (payload,) = (await api.data(document, as_=as_, role=role, input=input)).values()
    return payload


async def operate(api: Api, document: str, **input: Any) -> Any:
    """What it answers to an operator."""
    return await ask(api, document, None, Role.OPERATOR, **input)


async def ordered(api: Api, *sold: Sold, as_: str = sample.CLEO, **more: Any) -> Any:
    """An order that waits for its payment."""
    made = await ask(api, CREATE, as_, items=[{"priceId": one.price_id} for one in sold], **more)
    assert made["userErrors"] == []
    return made


async def bought(api: Api, *sold: Sold, **more: Any) -> Any:
    """An order that is paid."""
    order = (await ordered(api, *sold, **more))["order"]
    paid = await operate(api, CONFIRM, id=order["id"], reference=order["id"], amount=order["total"])
    assert paid["userErrors"] == []
    return paid["order"]


async def problem(
    api: Api, document: str, as_: str | None = sample.CLEO, role: Role | None = None, **input: Any
) -> Any:
    """Why a mutation was refused, and that it gave nothing."""
    payload = await ask(api, document, as_, role, **input)
    ((error,), values) = payload.pop("userErrors"), payload.values()
    assert not any(values), values
    return error["code"], error["path"]


async def allowed(api: Api, as_: str = sample.CLEO) -> bool:
    """Whether a member may read the paid course."""
    content = (await api.data(BODY, as_=as_, id=sample.PAID))["content"]
    assert bool(content["body"]) == content["access"]["allowed"]
    may: bool = content["access"]["allowed"]
    return may


async def test_what_is_paid_can_be_read_until_it_is_paid_back(api: Api, sold: Sold) -> None:
    made = await ordered(api, sold, expectedTotal={"amountMinor": 1_000, "currency": "EUR"})
    assert (made["order"]["state"], made["order"]["number"], made["giftCode"]) == ("PENDING", None, None)
    assert not await allowed(api)
    id = made["order"]["id"]
    paid = await operate(api, CONFIRM, id=id, reference="T-1", amount=made["order"]["total"])
    assert (paid["order"]["state"], paid["order"]["payments"]) == ("PAID", [{"state": "SUCCEEDED", "reference": "T-1"}])
    assert await allowed(api)
    again = await operate(api, CONFIRM, id=id, reference="T-1", amount=made["order"]["total"])
    assert again == paid
    back = await operate(api, REFUND, id=id, reason="They asked.")
    assert (back["refund"]["state"], back["order"]["state"]) == ("SUCCEEDED", "REFUNDED")
    assert not await allowed(api)
    told = [(entry["action"], entry["actor"]) for entry in (await log(api, first=9))["nodes"]]
    assert told == [("order.refunded", "role:operator"), ("order.payment_confirmed", "role:operator")]


async def test_an_order_is_its_buyers_and_operators(api: Api, sold: Sold) -> None:
    id = (await bought(api, sold, billingName="Cleo C.", billingAddress="A street\n\nA town"))["id"]
    seen = (await api.data(ONE, as_=sample.CLEO, id=id))["node"]
    (line,) = seen["lines"]
    assert (line["n"], line["quantity"], line["product"]["id"], line["total"]["amountMinor"]) == (
        1, 1, sold.product_id, 1_000,
    )  # fmt: skip
    assert (seen["buyer"], seen["billingName"]) == ({"handle": "cleo"}, "Cleo C.")
    assert (await api.data(ONE, role=Role.OPERATOR, id=id))["node"]["id"] == id
    for other in ({"as_": sample.BEN}, {"as_": sample.BEN, "role": Role.MODERATOR}, {}):
        assert (await api.data(ONE, id=id, **other))["node"] is None
    assert [row["id"] for row in (await api.data(MINE, as_=sample.CLEO))["viewer"]["orders"]["nodes"]] == [id]
    assert (await api.data(MINE, as_=sample.BEN))["viewer"]["orders"]["nodes"] == []


async def test_lists_of_orders_go_on_where_they_stopped(api: Api, sold: Sold) -> None:
    ids = [(await ordered(api, sold))["order"]["id"] for _ in range(3)]
    other = (await bought(api, sold, as_=sample.ADA))["id"]
    await operate(api, CANCEL, id=ids[1])
    newest = [other, *reversed(ids)]

    async def listed(**chosen: Any) -> list[str]:
        found, after = [], None
        while True:
            page = (await api.data(ALL, role=Role.OPERATOR, first=2, after=after, **chosen))["orders"]
            found += [row["id"] for row in page["nodes"]]
            after = page["pageInfo"]["endCursor"]
            if not page["pageInfo"]["hasNextPage"]:
                return found

    assert await listed() == newest
    assert await listed(states=["PENDING", "PAID"]) == [other, ids[2], ids[0]]
    assert await listed(userId=sample.CLEO, states=["CANCELLED"]) == [ids[1]]
    number = (await api.data(ONE, role=Role.OPERATOR, id=other))["node"]["number"]
    assert await listed(number=number) == [other] and await listed(number="2026-999999") == []
    assert await api.code(ALL, as_=sample.CLEO) == "NOT_ALLOWED"


@pytest.mark.parametrize(
    ("amiss", "code", "path"),
    [
        ({"items": []}, "INVALID_INPUT", ["input", "items"]),
        ({"quantity": -1}, "INVALID_INPUT", ["input", "items", "0", "quantity"]),
        ({"quantity": 2}, "INVALID_INPUT", ["input", "items", "0", "quantity"]),
        ({"expectedTotal": {"amountMinor": 1, "currency": "EUR"}}, "CONFLICT", ["input", "expectedTotal"]),
        ({"expectedTotal": {"amountMinor": 1000, "currency": "USD"}}, "CONFLICT", ["input", "expectedTotal"]),
        ({"coupon": "NOPE"}, "NOT_FOUND", ["input", "coupon"]),
        ({"tax": {"amountMinor": -900, "currency": "EUR"}}, "NOT_ALLOWED", None),
        ({"userId": sample.BEN}, "NOT_ALLOWED", None),
        ({"giftTo": sample.CLEO}, "INVALID_INPUT", ["input", "giftTo"]),
        ({"giftTo": "usr_01jz000000000000000000000z"}, "NOT_FOUND", ["input", "giftTo"]),
        ({"giftTo": sample.BEN, "giftByCode": True}, "INVALID_INPUT", ["input", "giftTo"]),
        ({"billingName": "x" * 201}, "INVALID_INPUT", ["input", "billingName"]),
        ({"billingAddress": "x\n" * 9}, "INVALID_INPUT", ["input", "billingAddress"]),
    ],
)
async def test_what_cannot_be_ordered_so_changes_nothing(
    api: Api, graph: Graph, sold: Sold, amiss: dict[str, Any], code: str, path: list[str] | None
) -> None:
    item = {"priceId": sold.price_id} | ({"quantity": amiss.pop("quantity")} if "quantity" in amiss else {})
    assert await problem(api, CREATE, **{"items": [item]} | amiss) == (code, path)
    assert await rows(graph, "MATCH (n:Order|CouponRedemption) RETURN n") == []


async def test_who_is_nobody_or_banned_buys_nothing(api: Api, graph: Graph, sold: Sold) -> None:
    items = [{"priceId": sold.price_id}]
    assert (await problem(api, CREATE, None, items=items))[0] == "NOT_ALLOWED"
    assert (await problem(api, CREATE, None, Role.OPERATOR, items=items))[0] == "NOT_ALLOWED"
    banned = sample.user("q")  # a process remembers who was banned: nobody known
    otto = "CREATE (:User {id: $id, handle: 'otto', display_name: 'Otto', joined_at: $at})"
    await rows(graph, otto, id=banned, at=sample.NOW)
    await moderate(api, "BAN", targetId=banned, days=1)
    assert (await problem(api, CREATE, banned, items=items))[0] == "NOT_ALLOWED"


async def test_one_coupon_takes_off_once(api: Api, graph: Graph, sold: Sold) -> None:
    await coupon(graph, percent_off=100)
    free = await ordered(api, sold, coupon="ten")
    assert (free["order"]["state"], free["order"]["total"]["amountMinor"]) == ("PAID", 0), "nobody has to pay nothing"
    assert await allowed(api)
    items = [{"priceId": sold.price_id}]
    assert await problem(api, CREATE, items=items, coupon="TEN") == ("CONFLICT", ["input", "coupon"])
    refused = await problem(api, REFUND, None, Role.OPERATOR, id=free["order"]["id"], reason="x")
    assert refused == ("CONFLICT", ["input", "id"])


async def test_an_operator_orders_for_a_member_with_tax(api: Api, sold: Sold) -> None:
    tax = {"amountMinor": 190, "currency": "EUR"}
    given: dict[str, Any] = {"items": [{"priceId": sold.price_id}], "userId": sample.CLEO}
    assert await problem(api, CREATE, None, Role.OPERATOR, **given, tax=tax | {"currency": "USD"}) == (
        "CONFLICT", ["input", "tax", "currency"],
    )  # fmt: skip
    made = await operate(api, CREATE, **given, tax=tax)
    assert (made["order"]["total"]["amountMinor"], made["order"]["tax"]["amountMinor"]) == (1_190, 190)
    assert (await log(api, first=1))["nodes"][0]["action"] == "order.created"
    assert (await api.data(MINE, as_=sample.CLEO))["viewer"]["orders"]["nodes"][0]["id"] == made["order"]["id"]


async def test_under_one_key_one_order_is_made(api: Api, sold: Sold) -> None:
    given: dict[str, Any] = {"items": [{"priceId": sold.price_id}], "giftByCode": True, "idempotencyKey": "cart-1"}
    made = await asyncio.gather(*(ask(api, CREATE, **given) for _ in range(4)))
    assert all(one == made[0] for one in made) and made[0]["giftCode"].startswith("GIFT-")
    assert len((await api.data(MINE, as_=sample.CLEO))["viewer"]["orders"]["nodes"]) == 1


async def test_what_was_not_paid_as_it_should_stays_open(api: Api, sold: Sold) -> None:
    order = (await ordered(api, sold))["order"]
    given: dict[str, Any] = {"id": order["id"], "reference": "T"}
    for amount in ((999, "EUR"), (-1_000, "EUR"), (1_000, "USD")):
        paid = dict(zip(("amountMinor", "currency"), amount, strict=True))
        refused = await problem(api, CONFIRM, None, Role.OPERATOR, amount=paid, **given)
        assert refused == ("CONFLICT", ["input"])
    fee = {"amountMinor": -1, "currency": "EUR"}
    refused = await problem(
        api, CONFIRM, None, Role.OPERATOR, id=order["id"], reference="T", amount=order["total"], fee=fee
    )
    assert refused[0] == "CONFLICT"
    assert (await problem(api, CONFIRM, id=order["id"], reference="T", amount=order["total"]))[0] == "NOT_ALLOWED"
    assert (await api.data(ONE, as_=sample.CLEO, id=order["id"]))["node"]["state"] == "PENDING"


async def test_an_order_is_given_up_by_its_buyer_or_time(api: Api, graph: Graph, sold: Sold) -> None:
    first, second = [(await ordered(api, sold))["order"] for _ in range(2)]
    assert (await problem(api, CANCEL, sample.BEN, id=first["id"]))[0] == "NOT_FOUND"
    done = await ask(api, CANCEL, id=first["id"], reason="Too dear")
    assert (done["order"]["state"], done["order"]["stateReason"]) == ("CANCELLED", "Too dear")
    await expire_orders.run(graph, datetime.now(UTC) + timedelta(days=15))
    refused = await problem(api, CONFIRM, None, Role.OPERATOR, id=second["id"], reference="T", amount=second["total"])
    assert refused == ("CONFLICT", ["input"]) and not await allowed(api)


async def test_a_gift_is_redeemed_once_by_who_has_its_code(api: Api, graph: Graph, sold: Sold) -> None:
    made = await ordered(api, sold, as_=sample.ADA, giftByCode=True)
    assert await problem(api, REDEEM, code=made["giftCode"]) == ("NOT_FOUND", ["input", "code"])
    order = made["order"]
    await operate(api, CONFIRM, id=order["id"], reference="T", amount=order["total"])
    for _ in range(2):
        had = await ask(api, REDEEM, code=made["giftCode"].lower())
        assert had == {"products": [{"id": sold.product_id, "name": "an-article"}], "userErrors": []}
    assert await allowed(api) and not await allowed(api, sample.ADA)
    assert await problem(api, REDEEM, sample.BEN, code=made["giftCode"]) == ("CONFLICT", ["input", "code"])
    assert await problem(api, REDEEM, sample.BEN, code="GIFT-AAAA") == ("NOT_FOUND", ["input", "code"])
    kept = await rows(graph, "MATCH (o:Order) RETURN o {.*} AS o")
    assert made["giftCode"] not in str(kept), "who reads the database gets no gifts"


async def test_an_operator_pays_back_a_part_or_what_the_rule_says(api: Api, graph: Graph, sold: Sold) -> None:
    month = await sell(graph, slug="gold", amount=3_000)
    items = [{"priceId": month.price_id, "quantity": 2}]
    order = (await ask(api, CREATE, items=items, giftTo=sample.BEN))["order"]
    await operate(api, CONFIRM, id=order["id"], reference="T", amount=order["total"])
    quote = (await api.data(ONE, as_=sample.CLEO, id=order["id"]))["node"]["refundQuote"]
    assert quote["refundable"]["amountMinor"] == 6_000 and "nothing was read" in quote["reason"]
    part = await operate(
        api, REFUND, id=order["id"], reason="Late", amount={"amountMinor": 999, "currency": "EUR"}, key="ticket-7"
    )
    assert (part["order"]["state"], part["refund"]["lines"]) == ("PARTIALLY_REFUNDED", [1])
    for amiss, code in (
        ({"amount": {"amountMinor": 5_002, "currency": "EUR"}}, "LIMIT_REACHED"),
        ({"amount": {"amountMinor": -1, "currency": "EUR"}}, "INVALID_INPUT"),
        ({"amount": {"amountMinor": 1, "currency": "USD"}}, "CONFLICT"),
        ({"line": 2}, "NOT_FOUND"),
        ({"key": "ticket-7"}, "CONFLICT"),
        ({"reason": " "}, "INVALID_INPUT"),
    ):
        given = {"id": order["id"], "reason": "Late"} | amiss
        assert (await problem(api, REFUND, None, Role.OPERATOR, **given))[0] == code
    rest = await operate(api, REFUND, id=order["id"], reason="By the rule", byQuote=True)
    assert (rest["refund"]["amount"]["amountMinor"], rest["order"]["state"]) == (5_001, "REFUNDED")
    refused = await problem(api, REFUND, None, Role.OPERATOR, id=order["id"], reason="Again", byQuote=True)
    assert refused[0] == "CONFLICT"


async def test_what_was_opened_is_not_asked_back_but_can_be_paid_back(api: Api, sold: Sold) -> None:
    id = (await bought(api, sold))["id"]
    assert await allowed(api)
    quote = (await api.data(ONE, as_=sample.CLEO, id=id))["node"]["refundQuote"]
    assert quote["refundable"]["amountMinor"] == 0 and "1 of 1" in quote["reason"]
    refused = await problem(api, REFUND, None, Role.OPERATOR, id=id, reason="By the rule", byQuote=True)
    assert refused == ("LIMIT_REACHED", ["input", "byQuote"])
    back = await operate(api, REFUND, id=id, reason="All the same")
    assert back["order"]["state"] == "REFUNDED" and not await allowed(api)


async def test_of_a_course_the_lessons_that_were_not_opened_are_returned(api: Api, graph: Graph) -> None:
    id, lessons = await three(api)
    await rows(graph, "MATCH (c:Content) WHERE c.id IN $ids SET c.visibility = 'PAID'", ids=[id, *lessons])
    course = await article(graph, 1_000, "the-course", kind=ProductKind.COURSE, contents=(id,))
    order = (await bought(api, course))["id"]
    read = await api.data(BODY, as_=sample.CLEO, id=lessons[0])
    assert read["content"]["access"]["allowed"] and read["content"]["body"]
    back = await operate(api, REFUND, id=order, reason="By the rule", byQuote=True)
    assert (back["refund"]["amount"]["amountMinor"], back["order"]["state"]) == (666, "PARTIALLY_REFUNDED")
    refused = await problem(api, REFUND, None, Role.OPERATOR, id=order, reason="Again", byQuote=True)
    assert refused == ("LIMIT_REACHED", ["input", "byQuote"])


async def test_two_operators_who_click_at_once_pay_back_once(api: Api, sold: Sold) -> None:
    id = (await bought(api, sold))["id"]
    answers = await asyncio.gather(*(operate(api, REFUND, id=id, reason="They asked.") for _ in range(6)))
    assert sum(one["refund"] is not None for one in answers) == 1
    assert (await api.data(ONE, as_=sample.CLEO, id=id))["node"]["refunded"]["amountMinor"] == 1_000


async def test_an_invoice_is_a_page_for_who_has_a_link_to_it(api: Api, graph: Graph, sold: Sold) -> None:
    await coupon(graph, percent_off=10)
    hour = await article(graph, 12_345, "<b>An hour</b>")
    pending = (await ordered(api, sold))["order"]["id"]
    assert (await api.data(ONE, as_=sample.CLEO, id=pending))["node"]["invoiceUrl"] is None
    order = await bought(api, sold, hour, coupon="TEN", billingName="Cleo & Co", billingAddress="A street\nA town")
    await operate(api, REFUND, id=order["id"], reason="Late", amount={"amountMinor": 1_000, "currency": "EUR"})
    url = (await api.data(ONE, as_=sample.CLEO, id=order["id"]))["node"]["invoiceUrl"]
    page = await api.http.get(url)
    assert page.status_code == 200 and "script" not in page.headers["content-security-policy"]
    for text in (
        order["number"],
        "Cleo &amp; Co",
        "A town",
        "&lt;b&gt;An hour",
        "EUR 120.11",
        "EUR -10.00",
        "EUR 110.11",
    ):
        assert text in page.text, text
    assert (await api.http.get(url + "0")).status_code == 404
    links = LinkKey(SECRET.encode(), "invoices", b"stoa invoice lnk")
    past, later = datetime.now(UTC) - timedelta(seconds=1), datetime.now(UTC) + timedelta(hours=1)
    assert (await api.http.get(links.link(order["id"], past))).status_code == 410
    assert (await api.http.get(links.link(pending, later))).status_code == 404
    assert (await api.http.get(links.link(order["id"], later).replace("invoices", "exports"))).status_code == 404
