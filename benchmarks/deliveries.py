"""Webhook deliveries to a receiver that fails at random, by a server that is killed -9 in between: none is missing.

    .venv/bin/python -m benchmarks.deliveries [--events 10000] [--kills 3] [--failing 0.3]

The server is `stoa serve`, the receiver an HTTP server of this process. Each life of the server is told a share of the
events and killed in the middle of its work; the last one ends it. Retries are made at once, so that it takes minutes.
"""

import asyncio
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import orjson
import typer
from rich.console import Console
from rich.table import Table

from app import outside_server
from benchmarks.serving import document, headers, serving
from domain.access import Role
from domain.outbox import OutboxEvent, outbox_event
from graph import outbox
from graph.database import Graph, Server
from graph.embedded import embedded
from graph.opening import open_graph
from settings import Settings

CREATE = "mutation ($url: String!) { createWebhook(input: {url: $url}) { webhook { id } userErrors { message } } }"
SETTINGS = {"STOA_RUN_JOBS": "true", "STOA_WEBHOOK_PRIVATE_TARGETS": "true", "STOA_WEBHOOK_RETRY_SECONDS": "0"}
PATIENCE = 180.0
"""Seconds without a delivery after which something is wrong."""


@dataclass
class Receiver:
    """A partner's server: accepts deliveries, or answers 500 to a share of them."""

    failing: float
    chance: random.Random = field(default_factory=lambda: random.Random(7))
    accepted: list[str] = field(default_factory=list)
    refused: int = 0

    def status(self, event_id: str) -> int:
        """Take a delivery, or refuse it."""
        if self.chance.random() < self.failing:
            self.refused += 1
            return 500
        self.accepted.append(event_id)
        return 200

    def wait_for(self, count: int) -> None:
        """Wait until so many were accepted, each counted once.

        Raises:
            TimeoutError: none came for a long time.
        """
        seen, since = 0, time.monotonic()
        while len(set(self.accepted)) < count:
            if len(self.accepted) > seen:
                seen, since = len(self.accepted), time.monotonic()
            elif time.monotonic() > since + PATIENCE:
                raise TimeoutError(f"{len(set(self.accepted))} of {count} events arrived, and no more come.")
            time.sleep(0.01)

    @contextmanager
    def listening(self) -> Iterator[str]:
        """Its address while the block lasts."""
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["content-length"]))
                self.send_response(receiver.status(self.headers["webhook-id"]))
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            try:
                yield f"http://127.0.0.1:{server.server_port}/hook"
            finally:
                server.shutdown()


@dataclass(frozen=True)
class Outcome:
    """What arrived, and what it took."""

    sent: int
    missing: int
    repeated: int
    refused: int
    in_order: bool
    seconds: float


def deliver(server: Server, events: int, kills: int, failing: float) -> Outcome:
    """Send so many events to a receiver that refuses a share of them, and kill the server so many times meanwhile."""
    receiver = Receiver(failing)
    told = [outbox_event("scoring_model.activated", datetime.now(UTC), {"number": number}) for number in range(events)]
    share = -(-events // (kills + 1))
    started = time.monotonic()
    with receiver.listening() as url:
        for life in range(kills + 1):
            with serving(server, **SETTINGS) as served:
                if life == 0:
                    made = orjson.loads(served.send(document(CREATE, url=url), headers(role=Role.OPERATOR)))
                    assert made["data"]["createWebhook"]["userErrors"] == [], made
                asyncio.run(_tell(server, told[life * share : (life + 1) * share]))
                if life < kills:
                    receiver.wait_for(life * share + share // 2)
                    served.process.kill()
                else:
                    receiver.wait_for(events)
    first = list(dict.fromkeys(receiver.accepted))
    ids = [event.id for event in told]
    missing, repeated = len(set(ids) - set(first)), len(receiver.accepted) - len(first)
    return Outcome(events, missing, repeated, receiver.refused, first == ids, time.monotonic() - started)


async def _tell(server: Server, events: list[OutboxEvent]) -> None:
    async with Graph.connect(server) as graph:
        for start in range(0, len(events), 500):
            await graph.write(outbox.append, events[start : start + 500])


def main(
    events: Annotated[int, typer.Option(min=1, help="How many events.")] = 10_000,
    kills: Annotated[int, typer.Option(min=0, help="How often the server is killed.")] = 3,
    failing: Annotated[float, typer.Option(min=0, max=0.9, help="Share of the deliveries that is refused.")] = 0.3,
) -> None:
    """Deliver to a failing receiver by a server that is killed."""
    outside = outside_server(Settings())
    if outside:
        outcome = deliver(outside, events, kills, failing)
    else:
        with TemporaryDirectory(prefix="stoa-benchmark-") as home, embedded(Path(home)) as server:
            asyncio.run(_prepare(Path(home), server))
            outcome = deliver(server, events, kills, failing)
    table = Table("events", "missing", "repeated", "refused on the way", "in order", "kills", "seconds", "events/s")
    numbers = (outcome.sent, outcome.missing, outcome.repeated, outcome.refused)
    rate = outcome.sent / outcome.seconds
    row = (*map(str, numbers), str(outcome.in_order), str(kills), f"{outcome.seconds:.0f}", f"{rate:.0f}")
    table.add_row(*row)
    Console().print(table)
    if outcome.missing or not outcome.in_order:
        raise typer.Exit(1)


async def _prepare(home: Path, server: Server) -> None:
    async with open_graph(home, server):
        pass


if __name__ == "__main__":
    typer.run(main)
