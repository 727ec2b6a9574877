"""What it costs a feed request to find out who asks: with that and without it, in turns, in one run.

    .venv/bin/python -m benchmarks.authorisation [--users 1000] [--requests 200]

Both apps run in this process on one graph and answer the same request for the same viewer. One verifies what is sent,
the other is handed the session ready-made: that is the only difference. Which of them goes first changes each turn. No
network lies between, so authorisation's share is larger here than for any client. Checks of scopes inside resolvers are
part of the answer and run in both.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Annotated, Any
from unittest.mock import patch

import httpx
import jwt
import typer
import uvloop
from cryptography.hazmat.primitives.asymmetric import rsa
from rich.console import Console
from rich.table import Table

from app import create_app
from benchmarks.feed import FEED, some_readers
from benchmarks.serving import SECRET, connected, filled
from benchmarks.statements import recorded
from domain.access import SCOPES_OF_ROLE, Role, Scope, Session, Viewer
from domain.api_key import new_key
from domain.ids import IdPrefix, UserId, new_id
from domain.key_secret import SecretDigest
from entrance import MakeSession
from graph import user as users
from graph.api_key import CREATE, CreateParams
from graph.database import Graph
from graph.identity import SIGN_UP, SignUpParams
from server.tokens import issue
from settings import Settings

WARM_UP = 40
GOAL = 1.05
AUDIENCE = "https://stoa.test"
MEMBER = SCOPES_OF_ROLE[Role.MEMBER]


@dataclass
class Case:
    """One way to come in: what is sent, whom it stands for, and seconds of each request with and without asking."""

    name: str
    token: str
    viewer: Viewer
    remembers: bool = True
    asks: bool = True
    """Whether "on" finds out at all: without it the two are the same, and their ratio is what chance makes of it."""
    on: list[float] = field(default_factory=list)
    off: list[float] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)
    """How many statements more a request takes than one with the session ready-made."""


def main(
    users: Annotated[int, typer.Option(min=100, help="Of the demo, when NEO4J_URI names no graph.")] = 1_000,
    requests: Annotated[int, typer.Option(min=20, help="Of each kind, on and off.")] = 200,
) -> None:
    """Measure and print."""
    with filled(users) as server, TemporaryDirectory(prefix="stoa-benchmark-") as home:

        async def run() -> list[Case]:
            async with connected(server) as (graph, _), provider() as (issuer, sign):
                cases = await made(graph, issuer, sign)
                for case in cases:
                    await measure(graph, Path(home), issuer, case, requests)
                return cases

        print_table(uvloop.run(run()))


async def made(graph: Graph, issuer: str, sign: Callable[[str], str]) -> list[Case]:
    """The ways in: a local token and one of a provider for a reader, and a key."""
    (reader, *_), now = await some_readers(graph), datetime.now(UTC)
    key, secret = new_key(SecretDigest(SECRET), Viewer(scopes=frozenset(Scope)), now, "benchmark", ["content:read"])
    await graph.write(CREATE.one, CreateParams.model_validate(dict(key)))
    await known_as(graph, issuer, reader, now)
    member = Viewer(user_id=reader, role=Role.MEMBER, scopes=MEMBER)
    partner = Viewer(key_id=key.id, scopes=frozenset({Scope.CONTENT_READ}))
    return [
        Case("nothing asked in either", "none", member, asks=False),
        Case("token of this server", issue(SECRET, reader, Role.MEMBER, now), member),
        Case("token of a provider, RS256", sign("reader"), member),
        Case("API key", secret, partner),
        Case("API key, asked for each time", secret, partner, remembers=False),
    ]


async def known_as(graph: Graph, issuer: str, reader: UserId, now: datetime) -> None:
    """Let the provider's `reader` be that member, who was imported and so has an external id."""
    member = (await graph.read(users.by_ids, [reader]))[reader]
    params = SignUpParams(
        issuer=issuer,
        subject="reader",
        external_id=member.external_id,
        id=UserId(new_id(IdPrefix.USER)),
        handle=member.handle,
        longer_handle=member.handle,
        look="",
        longer_look="",
        display_name=member.display_name,
        at=now,
    )
    if (await graph.write(SIGN_UP.one, params)).user_id != reader:
        raise RuntimeError("The identity stands for somebody else.")


@asynccontextmanager
async def provider() -> AsyncIterator[tuple[str, Callable[[str], str]]]:
    """The issuer of a provider that only publishes its key, and what signs in its name."""
    private = rsa.generate_private_key(65537, 2048)
    public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(private.public_key())) | {"kid": "one", "alg": "RS256"}
    body = json.dumps({"keys": [public]}).encode()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        issuer, now = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", int(time.time())
        usual = {"iss": issuer, "aud": AUDIENCE, "iat": now, "exp": now + 3600}
        yield issuer, lambda sub: jwt.encode(usual | {"sub": sub}, private, "RS256", headers={"kid": "one"})


async def measure(graph: Graph, home: Path, issuer: str, case: Case, requests: int) -> None:
    """Ask for the feed with and without finding out who asks, in turns."""
    settings = Settings(
        home=home,
        secret=SECRET,
        run_jobs=False,
        openid_issuer=issuer,
        openid_audience=AUDIENCE,
        openid_jwks_url=f"{issuer}/jwks",
    )
    with patch("services.session_maker", lambda *_: ready_made(case.viewer)):
        handed = create_app(settings, graph)
        asking = create_app(settings, graph)
    if case.asks:
        asking = create_app(settings, graph)
    headers = {"Authorization": f"Bearer {case.token}", "Accept": "application/graphql-response+json"}
    remembered = patch("resolvers.key_ring.REMEMBERED", 0.0) if not case.remembers else patch.dict({})
    async with client(asking) as on, client(handed) as off:
        with remembered:
            for n in range(WARM_UP + requests):
                turn = [await timed(http, headers) for http in ((on, off) if n % 2 else (off, on))]
                (more, with_it), (fewer, without) = turn if n % 2 else turn[::-1]
                if n >= WARM_UP:
                    case.on.append(with_it)
                    case.off.append(without)
                    case.statements.append(more - fewer)


def ready_made(viewer: Viewer) -> MakeSession:
    """Whoever asks is that viewer."""

    async def session(_graph: Graph, _token: str | None, _address: str | None, _now: datetime) -> Session:
        return Session(viewer)

    return session


def client(app: Any) -> httpx.AsyncClient:
    """A client of an app in this process."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://stoa.test")


async def timed(http: httpx.AsyncClient, headers: dict[str, str]) -> tuple[int, float]:
    """Statements and seconds of one request."""
    with recorded() as names:
        started = time.perf_counter()
        answer = await http.post("/graphql", json={"query": FEED}, headers=headers)
        seconds = time.perf_counter() - started
    if answer.status_code != 200 or "errors" in answer.json():
        raise RuntimeError(answer.text[:500])
    return len(names), seconds


def print_table(cases: list[Case]) -> None:
    """Medians in milliseconds, their ratio, and the statements that finding out took."""
    columns = ("feed of 20", "on", "off", "ratio", "goal", "of pairs", "statements", "in all")
    table = Table(*columns, title="medians in ms; of pairs: the median of on − off; statements more a request, at most")
    for case in cases:
        on, off = median(case.on), median(case.off)
        goal = f"≤ {GOAL}" if case.remembers and case.asks else ""
        cells = (f"{1000 * on:.2f}", f"{1000 * off:.2f}", f"{on / off:.3f}", goal)
        pairs = 1000 * median(a - b for a, b in zip(case.on, case.off, strict=True))
        table.add_row(
            case.name, *cells, f"{pairs:+.2f}", str(max(case.statements)), f"{sum(case.statements)} of {len(case.on)}"
        )
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
