"""The check that follows every test finds books that are wrong in any way, and fails the test that left them so."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, STDOUT
from pathlib import Path

import pytest

from graph.database import Graph, Server, Transaction
from tests import sample
from tests.books import check_books

pytestmark = pytest.mark.forged_books
FORGED = """
from tests import sample

async def test_it(graph):
    await graph.write(sample.load)
    async def forge(tx):
        await (await tx.run("MATCH (posting:Posting) WHERE posting.amount_minor > 0 DELETE posting")).consume()
    await graph.write(forge)
"""


async def forge(tx: Transaction, text: str) -> None:
    await (await tx.run(text)).consume()


async def test_books_that_are_right_and_books_without_money_pass(graph: Graph) -> None:
    await graph.read(check_books)
    await graph.write(sample.load)
    await graph.read(check_books)


@pytest.mark.parametrize(
    ("forgery", "said"),
    [
        ("MATCH (n:Posting {account: 'outside'}) DELETE n", "sum_minor=500, differing=1, uneven=1"),
        ("MATCH (n:Posting) DELETE n", "postings=0, sum_minor=0, differing=2, uneven=0"),
        ("MATCH (n:Posting) SET n.amount_minor = 2 * n.amount_minor", "sum_minor=0, differing=2, uneven=0"),
        ("MATCH (n:AccountBalance) WHERE n.amount_minor > 0 SET n.amount_minor = 501", "differing=1, uneven=0"),
        ("MATCH (n:AccountBalance) WHERE n.amount_minor > 0 SET n.postings = 2", "differing=1, uneven=0"),
        ("MATCH (n:AccountBalance) WHERE n.amount_minor > 0 DELETE n", "differing=1, uneven=0"),
        ("MATCH (n:Posting {account: 'outside'}) SET n.currency = 'USD'", "currency='USD'.*aren't even: ..sample"),
        ("MATCH (n:Posting {account: 'outside'}) SET n.entry_id = 'led_2'", "differing=0, uneven=2.*'led_2', 'sample'"),
        ("MATCH (n:Posting|AccountBalance) SET n.amount_minor = -n.amount_minor", f"owing=..sponsor:{sample.ACME}:"),
    ],
)
async def test_books_that_are_wrong_dont(graph: Graph, forgery: str, said: str) -> None:
    await graph.write(sample.load)
    await graph.write(forge, forgery)
    with pytest.raises(AssertionError, match=said):
        await graph.read(check_books)


async def test_a_test_that_leaves_wrong_books_fails(graph: Graph, server: Server, root: Path, tmp_path: Path) -> None:
    (tmp_path / "test_forged.py").write_text(FORGED)
    mine = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_XDIST")}
    uri = {"NEO4J_URI": server.uri, "NEO4J_USERNAME": server.username, "NEO4J_PASSWORD": server.password}
    run = ["-m", "pytest", "-q", "-p", "tests.conftest", "-p", "no:cacheprovider", "-c", "pyproject.toml"]
    inner = await asyncio.create_subprocess_exec(
        sys.executable,
        *run,
        "--rootdir",
        tmp_path,
        tmp_path,
        cwd=root,
        env=mine | uri,
        stdout=PIPE,
        stderr=STDOUT,
    )
    said = (await inner.communicate())[0].decode()
    assert inner.returncode == 1 and "1 passed, 1 error" in said, said
    assert "AssertionError: the books of money don't balance" in said
