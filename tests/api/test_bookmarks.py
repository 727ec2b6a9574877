"""Reading one's own writes across two workers that share a cluster, by the header that the client carries."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import jwt
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from app import create_app
from domain.access import Role
from graph.database import Graph, Server
from graph.scoring import ensure_default_models
from server.bookmarks import HEADER, Bookmarks
from server.tokens import issue
from settings import Settings
from tests import sample

SECRET = "a secret for tests, long enough to be one"
RECORD = """
mutation ($events: [EventInput!]!) { recordEvents(input: {events: $events}) { accepted userErrors { message } } }
"""
STATS = "query ($id: ID!) { content(id: $id) { stats { likes } } }"


@asynccontextmanager
async def worker(server: Server, home: Path) -> AsyncIterator[httpx.AsyncClient]:
    """One worker with a pool of connections of its own, by routing."""
    settings = Settings(
        home=home,
        secret=SECRET,
        run_jobs=False,
        neo4j_uri=server.uri.replace("bolt://", "neo4j://"),
        neo4j_username=server.username,
        neo4j_password=server.password,
    )
    app = create_app(settings)
    async with app.router.lifespan_context(app):
        token = issue(SECRET, None, Role.OPERATOR, datetime.now(UTC))
        headers = {"Authorization": f"Bearer {token}"}
        async with httpx.AsyncClient(
            transport=httpx.ASGITransport(app), base_url="http://stoa.test", headers=headers
        ) as http:
            yield http


async def test_a_write_at_one_worker_is_read_at_another(graph: Graph, server: Server, tmp_path: Path) -> None:
    await graph.write(sample.load)
    await ensure_default_models(graph)
    event = {
        "source": "test",
        "eventId": "1",
        "type": "LIKE",
        "contentId": sample.ASKED,
        "userId": sample.ADA,
        "occurredAt": (datetime.now(UTC) - timedelta(minutes=1)).isoformat(),
    }
    async with worker(server, tmp_path) as one, worker(server, tmp_path) as other:
        likes = await _likes(other, {})
        wrote = await one.post("/graphql", json={"query": RECORD, "variables": {"events": [event]}})
        assert wrote.json()["data"]["recordEvents"] == {"accepted": 1, "userErrors": []}
        assert await _likes(other, {HEADER: wrote.headers[HEADER]}) == likes + 1
        again = await other.post("/graphql", json={"query": "{ __typename }"})
        assert again.headers[HEADER] == wrote.headers[HEADER], "the other worker tells what it has seen by now"


async def _likes(http: httpx.AsyncClient, headers: dict[str, str]) -> int:
    answer = await http.post("/graphql", json={"query": STATS, "variables": {"id": sample.ASKED}}, headers=headers)
    return int(answer.json()["data"]["content"]["stats"]["likes"])


@dataclass
class Seen:
    """What the middleware passes on."""

    followed: list[list[str]] = field(default_factory=list)

    async def written(self) -> frozenset[str]:
        return frozenset({"FB:one"})

    async def follow(self, bookmarks: Collection[str]) -> None:
        self.followed.append(list(bookmarks))


async def _hello(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("hello")


@pytest.mark.parametrize(
    "forged",
    [
        "FB:one",
        "x" * 5_000,
        jwt.encode({"aud": "bookmark", "seen": ["FB:two"]}, "another secret, long enough to be one", algorithm="HS256"),
        jwt.encode({"seen": ["FB:two"]}, SECRET, algorithm="HS256"),
        jwt.encode({"aud": "bookmark", "seen": ["FB:two"]}, "", algorithm="none"),
    ],
)
async def test_only_our_own_bookmarks_are_followed(forged: str) -> None:
    seen = Seen()
    layer = Middleware(Bookmarks, secret=SECRET, written=seen.written, follow=seen.follow)
    app = Starlette(routes=[Route("/", _hello)], middleware=[layer])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://toy") as http:
        given = (await http.get("/", headers={HEADER: forged})).headers[HEADER]
        assert seen.followed == []
        await http.get("/", headers={HEADER: given})
        assert seen.followed == [["FB:one"]]
