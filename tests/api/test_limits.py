"""What is given up is given up in the database too, at the time limit or when the client leaves; who is turned away."""

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx
import pytest
import strawberry
from neo4j.exceptions import ClientError
from starlette.applications import Starlette
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from domain.deadline import due_in
from domain.rate import Rates
from graph.database import Graph, Transaction
from resolvers.admission import Admission
from resolvers.allowance import Allowance
from resolvers.loaders import Loaders
from resolvers.meter import Meter
from schema.engine import Schema
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.user_errors import USER_ERROR_TYPES, Payload
from server.caller import Caller
from server.routes import graphql_routes
from tests.api.subscribing import over_sse, soon
from tests.api.toy_server import serving

MARK = "UNWIND range(1, 10000000000) AS number"
SLOW = f"{MARK} WITH number WHERE number < 0 RETURN count(number) AS n"


@dataclass
class Context:
    """As much of a context as the slow schema needs."""

    graph: Graph
    loaders: Loaders
    allowance: Allowance
    request_id: str = "test"
    cost_limit: int = 1_000
    expires_at: None = None
    done: list[str] = field(default_factory=list)

    async def before_mutation(self) -> None:
        """Nobody's key is remembered here."""


async def forever(tx: Transaction) -> int:
    """Run a statement that takes an hour."""
    return int((await (await tx.run(SLOW)).single(strict=True))["n"])


async def forever_by_ids(tx: Transaction, ids: list[str]) -> dict[str, int]:
    """The same as a dataloader does it, in a task of its own."""
    return {id: await forever(tx) for id in ids}


@strawberry.type(description="Reads.")
class Query:
    @strawberry.field(description="Takes an hour.")
    async def read(self, info: strawberry.Info) -> int | None:
        return int(await info.context.graph.read(forever))

    @strawberry.field(description="Takes an hour, in a task of its own.")
    async def load(self, info: strawberry.Info) -> int | None:
        found: int | None = await info.context.loaders.load(forever_by_ids, "x")
        return found

    @strawberry.field(description="Takes so many seconds.")
    async def wait(self, seconds: float) -> bool | None:
        await asyncio.sleep(seconds)
        return True


@strawberry.type(description="Writes.")
class Mutation:
    @mutation(description="Takes half a second.")
    async def work(self, info: strawberry.Info, input: MutationInput) -> Payload:
        await asyncio.sleep(0.5)
        info.context.done.append("work")
        return Payload()

    @mutation(description="Takes an hour.")
    async def write(self, info: strawberry.Info, input: MutationInput) -> Payload:
        await info.context.graph.write(forever)
        return Payload()


@strawberry.type(description="What happens.")
class Beat:
    number: int = strawberry.field(description="Which.")

    @strawberry.field(description="Takes an hour, of the first.")
    async def read(self, info: strawberry.Info) -> int | None:
        return int(await info.context.graph.read(forever)) if self.number == 1 else 0


@strawberry.type(description="Goes on.")
class LiveUpdates:
    @strawberry.subscription(description="Two.")
    async def beats(self) -> AsyncGenerator[Beat, None]:
        for number in (1, 2):
            yield Beat(number=number)


@asynccontextmanager
async def slow(
    graph: Graph, time_limit: float = 30.0, at_once: int = 100, per_caller: int = 100, body_seconds: float = 5.0
) -> AsyncIterator[tuple[str, list[str]]]:
    """The slow schema on a port, and what its mutations have done."""
    done: list[str] = []
    admission, meter = Admission(at_once, per_caller), Meter(lambda: graph, Rates())

    async def make_context(caller: Caller) -> Context:
        account = caller.bearer_token() or "anonymous"
        return Context(graph, Loaders(graph), Allowance(admission, meter, account, None), done=done)

    schema = Schema(Query, Mutation, LiveUpdates, types=USER_ERROR_TYPES, time_limit=time_limit)
    routes = graphql_routes(schema, make_context, body_seconds=body_seconds)
    async with serving(Starlette(routes=routes)) as address:
        yield address, done


async def statements(graph: Graph) -> int:
    """How many of the slow statements run in the database."""

    async def counted(tx: Transaction) -> int:
        text = "SHOW TRANSACTIONS YIELD currentQuery AS q WHERE q STARTS WITH 'UNWIND range(1, 1' RETURN count(*) AS n"
        return int((await (await tx.run(text)).single(strict=True))["n"])

    return await graph.bulk(counted)


async def until(graph: Graph, number: int, seconds: float) -> None:
    """Return when so many slow statements run."""
    async with asyncio.timeout(seconds):
        while await statements(graph) != number:  # noqa: ASYNC110  (the database has no event for it)
            await asyncio.sleep(0.02)


async def ask(address: str, document: str, **headers: str) -> httpx.Response:
    accept = {"Accept": "application/graphql-response+json"}
    async with httpx.AsyncClient(timeout=60) as http:
        return await http.post(f"http://{address}/graphql", json={"query": document}, headers=accept | headers)


@pytest.mark.parametrize(
    "document", ["{ read }", "{ load }", "{ a: read b: load }", "mutation { write(input: {}) { userErrors { code } } }"]
)
async def test_the_time_limit_ends_the_statement_in_the_database(graph: Graph, document: str) -> None:
    async with slow(graph, time_limit=1.5) as (address, _):
        asked = asyncio.create_task(ask(address, document))
        await until(graph, 2 if "b:" in document else 1, seconds=1.4)
        answer = await asked
        assert answer.status_code == 503
        assert answer.json()["errors"][0]["extensions"]["code"] == "TIMEOUT"
        await until(graph, 0, seconds=1)


async def test_an_event_of_a_subscription_has_its_own_time_limit(graph: Graph) -> None:
    async with slow(graph, time_limit=1.0) as (address, _):
        async with over_sse(address, "subscription { beats { number read } }", {}, {}) as answers:
            late, next_one = await soon(answers), await soon(answers)
        assert late["errors"][0]["extensions"]["code"] == "TIMEOUT"
        assert next_one["data"] == {"beats": {"number": 2, "read": 0}}
        await until(graph, 0, seconds=1)


@pytest.mark.parametrize("document", ["{ read }", "{ load }"])
async def test_a_client_that_leaves_ends_its_query(graph: Graph, document: str) -> None:
    async with slow(graph) as (address, _):
        asked = asyncio.create_task(ask(address, document))
        await until(graph, 1, seconds=5)
        asked.cancel()
        await until(graph, 0, seconds=1)


async def test_a_mutation_is_carried_to_its_end_without_its_client(graph: Graph) -> None:
    async with slow(graph) as (address, done):
        asked = asyncio.create_task(ask(address, "mutation { work(input: {}) { userErrors { code } } }"))
        await asyncio.sleep(0.25)
        asked.cancel()
        await asyncio.sleep(0.5)
        assert done == ["work"]


async def test_leaving_a_socket_or_an_operation_on_it_ends_the_query(graph: Graph) -> None:
    async with slow(graph) as (address, _):
        for leave in ("complete", "close"):
            async with connect(f"ws://{address}/graphql", subprotocols=[Subprotocol("graphql-transport-ws")]) as socket:
                await socket.send('{"type": "connection_init"}')
                await socket.recv()
                await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": {"query": "{ load }"}}))
                await until(graph, 1, seconds=5)
                if leave == "complete":
                    await socket.send('{"type": "complete", "id": "1"}')
                    await until(graph, 0, seconds=1)
            await until(graph, 0, seconds=1)


@pytest.mark.parametrize("how", ["read", "write"])
async def test_the_database_gives_up_by_itself_when_nobody_else_does(graph: Graph, how: str) -> None:
    with due_in(0.2), pytest.raises(ClientError, match="timeout"):
        async with asyncio.timeout(10):
            await getattr(graph, how)(forever)


async def test_too_many_at_once_are_turned_away_at_once(graph: Graph) -> None:
    async with slow(graph, at_once=4, per_caller=3) as (address, _):
        one = await asyncio.gather(
            *(ask(address, "{ wait(seconds: 1) }", Authorization="Bearer one") for _ in range(5))
        )
        assert sorted(answer.status_code for answer in one) == [200, 200, 200, 429, 429]
        turned = next(answer for answer in one if answer.status_code == 429)
        assert turned.headers["retry-after"] == "1"
        (error,) = turned.json()["errors"]
        assert error["extensions"] == {"code": "RATE_LIMITED", "retryAfter": 1} and "data" not in turned.json()
        many = await asyncio.gather(
            *(ask(address, "{ wait(seconds: 1) }", Authorization=f"Bearer {n}") for n in range(6))
        )
        assert sorted(answer.status_code for answer in many) == [200, 200, 200, 200, 503, 503]
        assert {a.headers.get("retry-after") for a in many} == {None, "1"}
        assert (await ask(address, "{ wait(seconds: 0) }")).status_code == 200


async def test_a_body_that_comes_too_slowly_is_not_waited_for(graph: Graph) -> None:
    async with slow(graph, body_seconds=0.4) as (address, _):
        host, port = address.split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        head = "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n"
        writer.write(head.encode())

        async def drip() -> None:
            for _ in range(100):
                writer.write(b" ")
                await asyncio.sleep(0.05)

        dripping = asyncio.create_task(drip())
        answer = await asyncio.wait_for(reader.readuntil(b"}]}"), timeout=3)
        dripping.cancel()
        writer.close()
        assert answer.startswith(b"HTTP/1.1 408 ") and b"0.4 s" in answer
