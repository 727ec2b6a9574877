"""kill -9 of a worker and of the database while members pay: all that was acknowledged is there, and nothing twice.

PRODUCT.md, promise 12. Whoever had no answer asks again under the same key, of whichever worker is left.
"""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from domain.access import Role
from domain.ids import UserId
from domain.ledger import earnings
from graph.database import Graph
from graph.embedded import Connection
from server.tokens import issue
from tests import sample
from tests.api.conftest import SECRET
from tests.api.test_ads_stress import back
from tests.api.workers import Worker, worker
from tests.graph.ordering import ADA, article, balance
from tests.graph.privacy import rows

BUYERS, TASKS, AMOUNT, PART = 24, 8, 1_000, 333
CREATE = """mutation ($input: CreateOrderInput!) {
  createOrder(input: $input) { order { id state } userErrors { message } } }"""
CONFIRM = """mutation ($input: ConfirmPaymentInput!) {
  confirmPayment(input: $input) { order { number state } userErrors { message } } }"""
REFUND = """mutation ($input: RefundOrderInput!) {
  refundOrder(input: $input) { refund { id state } userErrors { message } } }"""
KEPT = """MATCH (o:Order)
RETURN o.id AS id, o.user_id AS user, o.number AS number, o.state AS state, o.refunded_minor AS refunded,
       COUNT { MATCH (p:Payment {order_id: o.id}) WHERE p.state = 'SUCCEEDED' } AS payments,
       COLLECT { MATCH (r:Refund {order_id: o.id}) WHERE r.state = 'SUCCEEDED' RETURN r.id } AS refunds,
       COUNT { MATCH (e:LedgerEntry {about: o.id, kind: 'SALE'}) } AS sales,
       EXISTS { MATCH (g:EntitlementGrant {source_id: o.id}) WHERE g.ended_at IS NULL } AS held
ORDER BY o.user_id"""
PAID = "MATCH (o:Order) WHERE o.number IS NOT NULL RETURN count(o) AS paid"


def member(number: int) -> str:
    """The id of one of the buyers."""
    return f"usr_01jz{number:022}"


class Clients:
    """Whoever asks the workers: each until there is an answer, of the next worker if one is gone."""

    def __init__(self, workers: Sequence[Worker]) -> None:
        self.workers, self.acknowledged = workers, dict[int, dict[str, Any]]()

    async def ask(self, number: int, document: str, user: str | None, input: dict[str, Any]) -> dict[str, Any]:
        who = UserId(user) if user else None
        token = issue(SECRET, who, Role.MEMBER if user else Role.OPERATOR, datetime.now(UTC))
        body = {"query": document, "variables": {"input": input}}
        for attempt in count():
            end = self.workers[(number + attempt) % len(self.workers)]
            with suppress(httpx.TransportError, ValueError):
                headers = {"Authorization": f"Bearer {token}"}
                answer = (await end.http.post("/graphql", json=body, headers=headers)).json()
                if "errors" not in answer:
                    (payload,) = answer["data"].values()
                    assert payload["userErrors"] == [], payload
                    return dict(payload)
            await asyncio.sleep(0.1)
        raise AssertionError("it never ends otherwise")

    async def story(self, number: int, price_id: str) -> None:
        """One member orders and pays; a third is paid back whole, a third in part."""
        told: dict[str, Any] = {}
        self.acknowledged[number] = told
        items = [{"priceId": price_id}]
        wanted = {"items": items, "idempotencyKey": f"order-{number}"}
        told["order"] = (await self.ask(number, CREATE, member(number), wanted))["order"]["id"]
        money = {"amountMinor": AMOUNT, "currency": "EUR"}
        paid = {"id": told["order"], "reference": f"Transfer {number}", "amount": money}
        told["number"] = (await self.ask(number, CONFIRM, None, paid))["order"]["number"]
        if number % 3:
            part = {"amount": {"amountMinor": PART, "currency": "EUR"}} if number % 3 == 2 else {}
            refund = {"id": told["order"], "reason": "Not wanted.", "key": f"back-{number}"} | part
            told["refund"] = (await self.ask(number, REFUND, None, refund))["refund"]["id"]

    async def everybody(self, price_id: str) -> None:
        """All stories, so many at a time."""
        numbers = count()

        async def task() -> None:
            while (number := next(numbers)) < BUYERS:
                await self.story(number, price_id)

        await asyncio.gather(*(task() for _ in range(TASKS)))


async def paid(graph: Graph, number: int) -> None:
    """Wait until so many orders are paid."""
    for _ in range(6_000):
        if (await rows(graph, PAID))[0]["paid"] >= number:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it takes too long")


@pytest.mark.slow
async def test_what_was_acknowledged_is_there_and_nothing_is_paid_twice(
    own_server: Connection, own_graph: Graph, own_home: Path, tmp_path: Path
) -> None:
    graph = own_graph
    await graph.write(sample.load)
    sold = await article(graph, AMOUNT)
    users = "UNWIND $ids AS id CREATE (:User {id: id, handle: id, display_name: id, joined_at: datetime()})"
    await rows(graph, users, ids=[member(number) for number in range(BUYERS)])
    async with AsyncExitStack() as stack:
        workers = [await stack.enter_async_context(worker(own_server, tmp_path)) for _ in range(3)]
        clients = Clients(workers)
        asking = asyncio.create_task(clients.everybody(sold.price_id))
        await paid(graph, BUYERS // 6)
        await workers[0].kill()
        await paid(graph, BUYERS // 3)
        psutil.Process(int((own_home / "neo4j" / "run" / "neo4j.pid").read_text())).kill()
        assert not asking.done(), "in the middle"
        await back(graph)
        async with asyncio.timeout(400):
            await asking
    await _is_there(graph, clients)


async def _is_there(graph: Graph, clients: Clients) -> None:
    kept = {row["id"]: row for row in await rows(graph, KEPT)}
    assert len(kept) == BUYERS, "each ordered once"
    for number, told in clients.acknowledged.items():
        row, part = kept[told["order"]], number % 3
        assert (row["user"], row["number"]) == (member(number), told["number"])
        assert (row["payments"], row["sales"]) == (1, 1), "paid once"
        assert row["refunds"] == ([told["refund"]] if part else []), "paid back once"
        assert row["refunded"] == (0, AMOUNT, PART)[part]
        assert row["held"] == (part != 1), "what was paid back whole gives nothing, and the rest does"
    numbers = sorted(row["number"] for row in kept.values())
    assert [int(number.partition("-")[2]) for number in numbers] == list(range(1, BUYERS + 1)), "without gaps"
    theirs = sum((700, 0, 700 - 700 * PART // AMOUNT)[number % 3] for number in range(BUYERS))
    assert await balance(graph, earnings(ADA)) == theirs
