"""The whole of Stoa in a browser: the app that `make run` serves, on a real Neo4j with the sample community."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from app import create_app
from graph.database import Graph, Server
from settings import Settings
from tests import sample
from tests.browser.conftest import serve
from tests.browser.test_graphiql import open_graphiql, run

QUERIES = (
    ('{ user(handle: "ada") { displayName activity { value parts { feature } } } }', '"displayName": "Ada"'),
    ('{ content(slug: "graphs-in-anger") { title author { handle } tags { slug } } }', '"slug": "neo4j"'),
    ("{ feed(first: 2) { edges { score node { title } parts { feature contribution } } } }", '"contribution":'),
    ("subscription { communityPulse(every: 1) { users } }", '"users": 3'),
)


@pytest.fixture
async def stoa(graph: Graph, server: Server, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a running Stoa; it opens the graph itself, migrations and all.

    Tests name it before their page: it must outlive that, which may still load the editor's workers.
    """
    await graph.write(sample.load)
    settings = Settings(
        home=tmp_path,
        run_jobs=False,
        neo4j_uri=server.uri,
        neo4j_username=server.username,
        neo4j_password=server.password,
        neo4j_database=server.database,
    )
    with serve(create_app(settings)) as origin:
        yield origin


async def test_the_home_page_tells_of_the_community(stoa: str, page: Page) -> None:
    await page.goto(stoa)
    await expect(page.get_by_role("main")).to_contain_text("3")
    await expect(page.get_by_role("link", name="GraphiQL").first).to_be_visible()


@pytest.mark.parametrize(("document", "answer"), QUERIES, ids=[document[:24] for document, _ in QUERIES])
async def test_graphiql_asks_the_real_api(stoa: str, page: Page, document: str, answer: str) -> None:
    await open_graphiql(page, stoa)
    await run(page, document, answer)
