"""Stripe's webhooks over HTTP: believed when signed just now, refused without a trace otherwise, told again in need."""

import json
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from app import create_app
from domain.checkout import purchase
from domain.order import Order, OrderState
from graph import checkout
from graph.database import Graph, Transaction
from payments.stripe import Stripe
from payments.stripe_client import Keys
from settings import Settings
from tests import sample
from tests.api.conftest import SECRET
from tests.graph.ordering import article, holds, order_of, ordered
from tests.graph.shop import Sold
from tests.payments.stripe_border import StripeBorder

KEY, SIGNING, URL = "sk_test_of_the_shop", "whsec_of_the_shop", "/webhooks/stripe"


@dataclass
class Shop:
    """The app with Stripe switched on, an order that waits for its payment, and the webhook that tells of that."""

    graph: Graph
    border: StripeBorder
    http: httpx.AsyncClient
    sold: Sold
    order: Order
    body: bytes
    headers: dict[str, str]

    async def state(self) -> OrderState:
        return (await order_of(self.graph, self.order.id)).state

    async def told(self) -> int:
        return await self.graph.read(kept)


@pytest_asyncio.fixture(loop_scope="session")
async def shop(graph: Graph, tmp_path: Path) -> AsyncIterator[Shop]:
    await graph.write(sample.load)
    sold = await article(graph)
    now = datetime.now(UTC)
    order = await ordered(graph, sold, at=now, processor="stripe")
    async with StripeBorder(SIGNING) as border:
        stripe = {"payments": "stripe", "stripe_secret_key": KEY, "stripe_webhook_secret": SIGNING}
        given = {"home": tmp_path, "secret": SECRET, "run_jobs": False, "public_url": "https://community.example"}
        app = create_app(Settings.model_validate(given | stripe | {"stripe_api": border.url}), graph)
        await begin(graph, border, order, now)
        body, headers = border.signed(border.pay("cs_1"))
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://stoa.test") as http:
            yield Shop(graph, border, http, sold, order, body, headers)


async def begin(graph: Graph, border: StripeBorder, order: Order, now: datetime) -> None:
    """Have the order a page where it is paid."""
    processor = Stripe(Keys(KEY, SIGNING, border.url), "https://community.example")
    order, begun = await graph.write(checkout.begin, order.id, "stripe", now)
    await graph.write(checkout.opened, begun, await processor.checkout(purchase(order, begun)))
    await processor.close()


async def kept(tx: Transaction) -> int:
    """How many events are kept."""
    record = await (await tx.run("MATCH (event:PaymentEvent) RETURN count(event) AS n")).single(strict=True)
    return int(record["n"])


async def test_what_stripe_tells_gives_the_buyer_what_they_paid_for(shop: Shop) -> None:
    for _ in range(3):
        answer = await shop.http.post(URL, content=shop.body, headers=shop.headers)
        assert (answer.status_code, answer.json()) == (200, {"message": "Taken."})
    assert await shop.state() is OrderState.PAID and await shop.told() == 1
    assert await holds(shop.graph, shop.sold, at=datetime(2027, 2, 1, tzinfo=UTC))


@pytest.mark.parametrize("how", ["unsigned", "foreign", "old", "changed", "no event"])
async def test_what_stripe_didnt_just_sign_changes_nothing(shop: Shop, how: str) -> None:
    body, headers = shop.body, dict(shop.headers)
    event = json.loads(body)
    if how == "unsigned":
        del headers["Stripe-Signature"]
    elif how == "foreign":
        shop.border.secret = "whsec_of_another_shop"
        body, headers = shop.border.signed(event)
    elif how == "old":
        body, headers = shop.border.signed(event, int(time.time()) - 400)
    elif how == "changed":
        body = body.replace(b"1000", b"1001")
    else:
        body, headers = shop.border.signed({"hello": "world"})
    answer = await shop.http.post(URL, content=body, headers=headers)
    assert answer.status_code == 400 and set(answer.json()) == {"message"}
    assert await shop.state() is OrderState.PENDING and await shop.told() == 0


async def test_nobody_is_told_anything_at_other_addresses(shop: Shop) -> None:
    for address in ("/webhooks/manual", "/webhooks/nobody"):
        assert (await shop.http.post(address, content=shop.body, headers=shop.headers)).status_code == 400
    assert (await shop.http.get(URL)).status_code == 405
    assert (await shop.http.post(URL, content=b"x" * 1_000_001)).status_code == 413
    assert await shop.told() == 0


@pytest.mark.parametrize("fault", ["500", "silent", "refused"])
async def test_while_stripe_doesnt_answer_it_is_asked_to_tell_again(shop: Shop, fault: str) -> None:
    shop.border.faults = [fault]
    answer = await shop.http.post(URL, content=shop.body, headers=shop.headers)
    assert (answer.status_code, await shop.state(), await shop.told()) == (503, OrderState.PENDING, 1)
    again = await shop.http.post(URL, content=shop.body, headers=shop.headers)
    assert (again.status_code, await shop.state(), await shop.told()) == (200, OrderState.PAID, 1)


async def test_no_secret_is_logged_or_answered(shop: Shop, capfd: pytest.CaptureFixture[str]) -> None:
    shop.border.answers = 401, {"error": {"type": "invalid_request_error", "message": f"Invalid API Key: {KEY}"}}
    told = await shop.http.post(URL, content=shop.body, headers=shop.headers)
    forged = await shop.http.post(URL, content=shop.body, headers={"Stripe-Signature": "t=1,v1=00"})
    assert (told.status_code, forged.status_code) == (503, 400)
    written = capfd.readouterr()
    for text in (written.out, written.err, told.text, forged.text):
        assert KEY not in text and SIGNING not in text
