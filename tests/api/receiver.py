"""A partner's server on loopback, and workers that deliver to it without waiting for retries."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from domain.access import Role
from domain.outbox import OutboxEvent, outbox_event
from domain.webhook import RetryPolicy
from graph.database import Graph
from jobs.deliver import DeliveryWorker
from tests.api.conftest import Api

CREATE = """mutation ($url: String!, $types: [String!]!) { createWebhook(input: {url: $url, eventTypes: $types}) {
  secret webhook { id state cursor } userErrors { __typename path } } }"""
LIST = """{ webhooks { id state reason cursor failures deliveries { nodes {
  seq eventId type status attempts responseCode problem nextAttemptAt } } } }"""
TEST = """mutation ($id: ID!) { sendTestEvent(input: {id: $id}) { eventId userErrors { __typename } } }"""

Delivery = tuple[dict[str, str], bytes]


class Receiver:
    """It keeps what it accepts, and answers with the status it is told to, at the path `/slow` after a while."""

    def __init__(self, status: Callable[[], int] = lambda: 200) -> None:
        self.status, self.accepted, self.attempts = status, list[Delivery](), 0

    async def __aenter__(self) -> "Receiver":
        self._server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        self.url = f"http://localhost:{self.port}/hook"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()

    @property
    def ids(self) -> list[str]:
        """The ids of what it accepted, in order."""
        return [headers["webhook-id"] for headers, _ in self.accepted]

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request, *head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in head if line)}
        body = await reader.readexactly(int(headers["content-length"]))
        self.attempts += 1
        if " /slow " in request:
            await asyncio.sleep(60)
        status = self.status()
        if status == 200:
            self.accepted.append((headers, body))
        moved = f"Location: {self.url}\r\n" if status == 302 else ""
        writer.write(f"HTTP/1.1 {status} X\r\nConnection: close\r\nContent-Length: 0\r\n{moved}\r\n".encode())
        await writer.drain()
        writer.close()


def worker(graph: Graph, http: httpx.AsyncClient, attempts: int = 1_000, private: bool = True) -> DeliveryWorker:
    """A worker that tries again at once."""
    return DeliveryWorker(graph, http, private, RetryPolicy(timedelta(0), timedelta(0), attempts))


async def run_due(worker: DeliveryWorker) -> int:
    """One turn of every webhook that is due; how many events were accepted."""
    return sum([await worker.serve(id) for id in await worker.due()])


def event(number: int, at: datetime | None = None) -> OutboxEvent:
    """An event that every webhook without types wants."""
    return outbox_event("scoring_model.activated", at or datetime.now(UTC), {"number": number})


async def create(api: Api, url: str, *types: str) -> dict[str, Any]:
    """What `createWebhook` answers an operator."""
    made: dict[str, Any] = (await api.data(CREATE, role=Role.OPERATOR, url=url, types=list(types)))["createWebhook"]
    return made


async def send_test(api: Api, made: dict[str, Any]) -> str:
    """Have a test event sent to what `create` gave; its id."""
    sent = await api.data(TEST, role=Role.OPERATOR, id=made["webhook"]["id"])
    return str(sent["sendTestEvent"]["eventId"])


async def only(api: Api) -> dict[str, Any]:
    """The only webhook there is, with its deliveries."""
    (webhook,) = (await api.data(LIST, role=Role.OPERATOR))["webhooks"]
    return {**webhook, "deliveries": webhook["deliveries"]["nodes"]}
