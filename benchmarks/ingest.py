"""`recordEvents` over HTTP beside a bare driver loop that does the same writes, batch by batch in turns.

    .venv/bin/python -m benchmarks.ingest [--users 1000] [--batches 20]

The bare loop gets the statements of `graph.event.record` and their rows ready made, and runs them in one transaction a
batch. It neither reads GraphQL, nor looks up names, nor checks, nor sums up: that is what the ratio is about.
"""

import random
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Annotated, Any, cast
from uuid import uuid4

import typer
import uvloop
from neo4j import AsyncManagedTransaction
from rich.console import Console
from rich.table import Table

from benchmarks.serving import Served, connected, document, filled, headers, serving
from domain.access import Role
from domain.event import Event
from domain.ids import ContentId, UserId
from domain.interaction import InteractionType
from graph import event
from graph.database import Graph, Server, Transaction

BATCH = 500
WARM_UP = 3
GOAL = 0.6
RECORD = """mutation ($events: [EventInput!]!) { recordEvents(input: {events: $events}) {
  accepted duplicates results { eventId outcome reason } userErrors { message }
} }"""
KINDS = (InteractionType.VIEW, InteractionType.READ, InteractionType.LIKE, InteractionType.BOOKMARK)
SOME_USERS = "MATCH (user:User) RETURN user.id AS id LIMIT 1000"
SOME_CONTENTS = "MATCH (content:Standalone) RETURN content.id AS id LIMIT 2000"
Statement = tuple[str, dict[str, Any]]


class Nothing:
    """The result of a statement that gives no rows."""

    async def consume(self) -> None:
        """Nothing is left."""

    async def __aiter__(self) -> AsyncIterator[tuple[list[Any]]]:
        yield ([],)


@dataclass
class Recorder:
    """In place of a transaction: keeps the statements that would be sent, as if every event were new."""

    statements: list[Statement] = field(default_factory=list)

    async def run(self, query: str, parameters: dict[str, Any] | None = None) -> Nothing:
        """Keep one statement."""
        self.statements.append((query, parameters or {}))
        return Nothing()


@dataclass(frozen=True)
class Draw:
    """Draws events of the last days by known users on known contents; every draw is new."""

    random: random.Random
    users: Sequence[UserId]
    contents: Sequence[ContentId]

    def batch(self) -> list[Event]:
        """One batch."""
        return [self._event() for _ in range(BATCH)]

    def _event(self) -> Event:
        return Event(
            source="benchmark",
            event_id=uuid4().hex,
            type=self.random.choice(KINDS),
            user_id=self.random.choice(self.users),
            content_id=self.random.choice(self.contents),
            occurred_at=datetime.now(UTC) - timedelta(seconds=self.random.randrange(5 * 86_400)),
        )


def main(
    users: Annotated[int, typer.Option(min=100, help="Of the demo, when NEO4J_URI names no graph.")] = 1_000,
    batches: Annotated[int, typer.Option(min=3, help="Of 500 events each, on either side.")] = 20,
) -> None:
    """Measure and print. The events stay in the graph."""
    with filled(users) as server, serving(server) as served:
        over_http, bare = uvloop.run(measure(server, served, batches))
    table = Table("events/s", "median", "worst batch")
    for name, seconds in (("recordEvents over HTTP", over_http), ("bare driver loop", bare)):
        table.add_row(name, f"{BATCH / median(seconds):,.0f}", f"{BATCH / max(seconds):,.0f}")
    table.add_row("ratio", f"{median(bare) / median(over_http):.2f}", f"goal: ≥ {GOAL}")
    Console().print(table)


async def measure(server: Server, served: Served, batches: int) -> tuple[list[float], list[float]]:
    """Seconds of each batch, over HTTP and by the bare loop. Sending blocks: nothing else runs."""
    over_http: list[float] = []
    bare: list[float] = []
    signed = headers(None, Role.OPERATOR)
    async with connected(server) as (graph, session):
        draw = await _draw(graph)
        for _ in range(WARM_UP + batches):
            body = document(RECORD, events=[_input(one) for one in draw.batch()])
            started = time.perf_counter()
            answer = served.send(body, signed)
            over_http.append(time.perf_counter() - started)
            if f'"accepted":{BATCH}'.encode() not in answer:
                raise RuntimeError(answer[:500].decode())
            statements = await _statements(draw.batch())
            started = time.perf_counter()
            await session.execute_write(_send, statements)
            bare.append(time.perf_counter() - started)
    return over_http[WARM_UP:], bare[WARM_UP:]


async def _draw(graph: Graph) -> Draw:
    users = [UserId(id) for id in await graph.read(_ids, SOME_USERS)]
    contents = [ContentId(id) for id in await graph.read(_ids, SOME_CONTENTS)]
    return Draw(random.Random(1), users, contents)


async def _ids(tx: Transaction, text: str) -> list[str]:
    return [record["id"] async for record in await tx.run(text)]


def _input(one: Event) -> dict[str, object]:
    return {
        "source": one.source,
        "eventId": one.event_id,
        "type": one.type.value,
        "userId": one.user_id,
        "contentId": one.content_id,
        "occurredAt": one.occurred_at.isoformat(),
    }


async def _statements(batch: Sequence[Event]) -> list[Statement]:
    recorder = Recorder()
    await event.record(cast(Transaction, recorder), batch, datetime.now(UTC))
    return recorder.statements


async def _send(tx: AsyncManagedTransaction, statements: Sequence[Statement]) -> None:
    for text, parameters in statements:
        await (await tx.run(text, parameters)).consume()


if __name__ == "__main__":
    typer.run(main)
