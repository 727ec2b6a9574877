"""Webhooks from the mutation to the receiver: signed, in order, none missing, and no private address reached."""

import asyncio
import base64
import hmac
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from ipaddress import ip_address
from typing import Any

import httpx
import pytest

from domain.access import Role
from domain.outbox import outbox_event
from domain.webhook import RetryPolicy
from graph import outbox
from graph.database import Graph
from jobs.deliver import DeliveryWorker
from jobs.webhook_target import is_public
from tests.api.conftest import Api

CREATE = """mutation ($url: String!, $types: [String!]!) { createWebhook(input: {url: $url, eventTypes: $types}) {
  secret webhook { id state cursor } userErrors { __typename path } } }"""
LIST = """{ webhooks { id state reason cursor failures
  deliveries { seq eventId type status attempts responseCode problem nextAttemptAt } } }"""
TEST = "mutation { sendTestEvent(input: {}) { eventId userErrors { message } } }"


class Receiver:
    """A partner's server on loopback: it keeps what it accepts, and answers with the status it is told to."""

    def __init__(self, status: Callable[[], int]) -> None:
        self.status, self.accepted = status, list[tuple[dict[str, str], bytes]]()

    async def __aenter__(self) -> "Receiver":
        self._server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        self.url = f"http://localhost:{self._server.sockets[0].getsockname()[1]}/hook"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")[1:]
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head if line)}
        body = await reader.readexactly(int(headers["content-length"]))
        status = self.status()
        if status == 200:
            self.accepted.append((headers, body))
        moved = f"Location: {self.url}\r\n" if status == 302 else ""
        writer.write(f"HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: 0\r\n{moved}\r\n".encode())
        await writer.drain()
        writer.close()


def worker(graph: Graph, http: httpx.AsyncClient, attempts: int = 1_000, private: bool = True) -> DeliveryWorker:
    return DeliveryWorker(graph, http, private, RetryPolicy(timedelta(0), timedelta(0), attempts))


async def create(api: Api, url: str, *types: str) -> dict[str, Any]:
    made: dict[str, Any] = (await api.data(CREATE, role=Role.OPERATOR, url=url, types=list(types)))["createWebhook"]
    return made


async def listed(api: Api) -> dict[str, Any]:
    (webhook,) = (await api.data(LIST, role=Role.OPERATOR))["webhooks"]
    return dict(webhook)


async def test_a_test_event_arrives_signed(api: Api, graph: Graph) -> None:
    async with Receiver(lambda: 200) as receiver, httpx.AsyncClient() as http:
        made = await create(api, receiver.url)
        sent = (await api.data(TEST, role=Role.OPERATOR))["sendTestEvent"]["eventId"]
        assert await worker(graph, http).run_due() == 1
    ((headers, body),) = receiver.accepted
    key = base64.b64decode(made["secret"].removeprefix("whsec_"))
    signed = f"{sent}.{headers['webhook-timestamp']}.".encode() + body
    assert headers["webhook-signature"] == "v1," + base64.b64encode(hmac.new(key, signed, sha256).digest()).decode()
    assert headers["webhook-id"] == sent
    (row,) = (await listed(api))["deliveries"]
    assert (row["status"], row["attempts"], row["responseCode"]) == ("SUCCEEDED", 1, 200)


async def test_events_arrive_in_order_though_a_third_of_the_attempts_fail(api: Api, graph: Graph) -> None:
    chance = random.Random(7)
    events = [outbox_event("webhook.test", datetime.now(UTC), {"number": number}) for number in range(150)]
    async with Receiver(lambda: 500 if chance.random() < 0.3 else 200) as receiver, httpx.AsyncClient() as http:
        await create(api, receiver.url)
        await graph.write(outbox.append, events)
        workers = [worker(graph, http) for _ in range(3)]
        async with asyncio.timeout(90):
            while len(receiver.accepted) < len(events):
                await asyncio.gather(*(each.run_due() for each in workers))
    assert [headers["webhook-id"] for headers, _ in receiver.accepted] == [event.id for event in events]


async def test_a_failing_webhook_is_paused_and_goes_on_where_it_stopped(api: Api, graph: Graph) -> None:
    statuses = [200, 500, 302, 500]
    resume = "mutation ($id: ID!) { resumeWebhook(input: {id: $id}) { webhook { state } } }"
    async with Receiver(lambda: statuses.pop(0) if statuses else 200) as receiver, httpx.AsyncClient() as http:
        made = await create(api, receiver.url)
        sent = [(await api.data(TEST, role=Role.OPERATOR))["sendTestEvent"]["eventId"] for _ in range(3)]
        for _ in range(5):
            await worker(graph, http, attempts=3).run_due()
        paused = await listed(api)
        assert (paused["state"], paused["failures"], len(receiver.accepted)) == ("PAUSED", 3, 1)
        assert sent[1] in paused["reason"]
        assert [row["status"] for row in paused["deliveries"]] == [
            "FAILED",
            "SUCCEEDED",
        ]
        await api.data(resume, role=Role.OPERATOR, id=made["webhook"]["id"])
        assert await worker(graph, http).run_due() == 2
    assert [headers["webhook-id"] for headers, _ in receiver.accepted] == sent


async def test_a_private_target_is_never_connected_to(api: Api, graph: Graph) -> None:
    async with Receiver(lambda: 200) as receiver, httpx.AsyncClient() as http:
        await create(api, receiver.url)
        await api.data(TEST, role=Role.OPERATOR)
        assert await worker(graph, http, private=False).run_due() == 0
    assert receiver.accepted == []
    assert "public internet" in (await listed(api))["deliveries"][0]["problem"]


@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.MODERATOR])
async def test_webhooks_need_their_scope(api: Api, role: Role | None) -> None:
    assert await api.code(LIST, role=role) == "NOT_ALLOWED"
    refused = (await api.data(CREATE, role=role, url="https://example.com", types=[]))["createWebhook"]
    assert (refused["secret"], refused["userErrors"][0]["__typename"]) == (None, "NotAllowedError")


@pytest.mark.parametrize("url", ["ftp://example.com", "https://", "https://a:b@example.com", "http://[::1", "x"])
async def test_what_is_no_address_is_refused(api: Api, url: str) -> None:
    (error,) = (await create(api, url))["userErrors"]
    assert error["path"] == ["input", "url"]


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1", "fe80::1", "fd00::1",
     "::ffff:8.8.8.8", "64:ff9b::a00:1", "2002:7f00:1::", "::"],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ip_address(address))
