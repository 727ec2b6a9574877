"""The API as a client meets it: the whole ASGI app over the sample community, called with GraphQL over HTTP."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from starlette.applications import Starlette

from app import create_app
from domain.access import Role
from domain.ids import UserId
from graph.database import Graph
from graph.embedded import Connection, Memory, embedded
from graph.migrations import migrate
from graph.scoring import ensure_default_models
from server.tokens import issue
from services import Services
from settings import Settings
from tests import sample
from tests.api.toy_server import serving
from tests.books import check_books

SECRET = "a secret for tests, long enough to be one"


@dataclass
class Api:
    """A client. `ask` posts a document and gives the whole answer; `as_` and `role`, or `bearer`, choose who asks."""

    http: httpx.AsyncClient

    async def ask(
        self,
        document: str,
        *,
        as_: str | None = None,
        role: Role | None = None,
        bearer: str | None = None,
        **variables: Any,
    ) -> dict[str, Any]:
        """The answer as sent, with `data` and `errors`."""
        headers = {"Accept": "application/graphql-response+json"}
        if as_ or role:
            user_id = UserId(as_) if as_ else None
            bearer = issue(SECRET, user_id, role or Role.MEMBER, datetime.now(UTC))
        if bearer:
            headers["Authorization"] = f"Bearer {bearer}"
        body = {"query": document, "variables": variables}
        answer: dict[str, Any] = (await self.http.post("/graphql", json=body, headers=headers)).json()
        return answer

    async def data(self, document: str, **options: Any) -> dict[str, Any]:
        """The data of an answer that must have no errors."""
        answer = await self.ask(document, **options)
        assert "errors" not in answer, answer["errors"]
        data: dict[str, Any] = answer["data"]
        return data

    async def code(self, document: str, **options: Any) -> str:
        """The code of the one error that the answer must have."""
        answer = await self.ask(document, **options)
        (error,) = answer["errors"]
        return str(error["extensions"]["code"])


@pytest.fixture(scope="session")
def application(connected: Graph, tmp_path_factory: pytest.TempPathFactory) -> Starlette:
    """The app, built once: a schema takes a second. A busy machine may plan its queries slowly."""
    home: Path = tmp_path_factory.mktemp("home")
    return create_app(Settings(home=home, secret=SECRET, run_jobs=False, time_limit=60), connected)


def forget(app: Starlette) -> None:
    """Let a process forget what it knows of a graph that was emptied since: who is sanctioned, merged, in a trial …"""
    services: Services = app.state.services
    services.sanctions._known.clear()
    services.merged._into.clear()
    services.erased._hashes.clear()
    services.replays._turns.clear()
    services.trial.forget()


@pytest_asyncio.fixture(loop_scope="session")
async def api(graph: Graph, application: Starlette) -> AsyncIterator[Api]:
    """A client of the app over the sample community."""
    forget(application)
    await graph.write(sample.load)
    await ensure_default_models(graph)
    transport = httpx.ASGITransport(application, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://stoa.test") as http:
        yield Api(http)


@pytest.fixture(scope="session")
def other_worker(connected: Graph, tmp_path_factory: pytest.TempPathFactory) -> Starlette:
    """Another process in all that matters: it shares nothing with `application` but the database."""
    home: Path = tmp_path_factory.mktemp("other")
    return create_app(Settings(home=home, secret=SECRET, run_jobs=False), connected)


@pytest_asyncio.fixture(loop_scope="session")
async def address(api: Api, other_worker: Starlette) -> AsyncIterator[str]:
    """Where the other worker listens. What `api` writes is written by the first."""
    forget(other_worker)
    async with serving(other_worker) as address:
        yield address


@pytest.fixture(scope="module")
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server lives that a module's tests kill."""
    return tmp_path_factory.mktemp("killed")


@pytest.fixture(scope="module")
def own_server(own_home: Path) -> Iterator[Connection]:
    """A server of this test alone, for it gets killed; it comes back by itself."""
    with embedded(own_home, memory=Memory(512, 128)) as connection:
        yield connection


@pytest_asyncio.fixture(loop_scope="session")
async def own_graph(own_server: Connection) -> AsyncIterator[Graph]:
    """Its graph, migrated; after the test the books of money are right."""
    async with Graph.connect(own_server) as graph:
        await migrate(graph)
        yield graph
        await graph.read(check_books)
