"""Meanings in the graph: made when a content says something else, kept while it doesn't, gone when nobody finds it."""

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from domain import embedder
from domain.content import Visibility
from domain.errors import Unavailable
from domain.meaning import said
from domain.outbox import outbox_event
from graph import meaning, search, takedown
from graph.content import IdsParams
from graph.database import Graph, Transaction
from jobs import embed_contents
from tests import sample

READ = """
MATCH (content:Content) WHERE content.meaning IS NOT NULL
RETURN content.id AS id, content.meaning AS vector, content.meaning_of AS of
"""
WRITE = "MATCH (content:Content {id: $id}) SET content += $changes"
STANDALONE = {sample.GRAPHS, sample.SECRET, sample.PAID, sample.ASKED, sample.LATER}


async def kept(graph: Graph) -> dict[str, Any]:
    async def read(tx: Transaction) -> dict[str, Any]:
        return {row["id"]: row["vector"] async for row in await tx.run(READ)}

    return await graph.read(read)


async def change(graph: Graph, id: str, **changes: Any) -> None:
    async def write(tx: Transaction) -> None:
        await (await tx.run(WRITE, {"id": id, "changes": changes})).consume()
        await search.index(tx, [id])

    await graph.write(write)


@contextmanager
def here() -> Iterator[Executor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


@pytest.fixture
async def filled(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> Graph:
    """The sample community, whose meanings are made in this process, which knows the model already."""
    monkeypatch.setattr(embed_contents, "beside", here)
    await graph.write(sample.load)
    return graph


async def embedded(graph: Graph, **options: Any) -> int:
    return (await embed_contents.run(graph, sample.NOW, **options)).counts["meanings"]


async def test_what_stands_by_itself_gets_its_meaning_once(filled: Graph) -> None:
    assert await filled.read(meaning.waiting) == len(STANDALONE)
    assert await embedded(filled) == len(STANDALONE)
    vectors = await kept(filled)
    assert set(vectors) == STANDALONE
    assert await embedded(filled) == 0
    await change(filled, sample.GRAPHS)
    assert await embedded(filled) == 0, "it says what it said"


async def test_the_job_makes_them_in_a_process_of_its_own(filled: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert await embedded(filled) == len(STANDALONE)
    what = said("Graphs in anger", (await _body(filled, sample.GRAPHS)))
    assert what is not None
    mine = embedder.embed(what)
    assert mine is not None
    assert np.dot((await kept(filled))[sample.GRAPHS], mine) == pytest.approx(1.0, abs=1e-4)


async def _body(graph: Graph, id: str) -> str:
    return next(row.body or "" for row in await graph.read(search.SOURCES.all, IdsParams(ids=[id])))


async def test_another_text_has_another_meaning_and_the_old_one_is_gone_at_once(filled: Graph) -> None:
    await embedded(filled)
    before = (await kept(filled))[sample.GRAPHS]
    await change(filled, sample.GRAPHS, body="<p>Baking bread with little yeast.</p>")
    assert sample.GRAPHS not in await kept(filled)
    assert await embedded(filled) == 1
    assert (await kept(filled))[sample.GRAPHS] != before


async def test_a_text_that_is_sold_from_now_on_tells_no_more_than_its_teaser(filled: Graph) -> None:
    secret = "<p>" + "Everybody reads how it begins. " * 9 + "Nobody else reads of zanzibars. " * 30 + "</p>"
    await change(filled, sample.GRAPHS, body=secret)
    await embedded(filled)
    await change(filled, sample.GRAPHS, visibility="PAID")
    assert sample.GRAPHS not in await kept(filled)
    await embedded(filled)
    locked = (await kept(filled))[sample.GRAPHS]
    await change(filled, sample.GRAPHS, body=secret.replace("zanzibars", "the bread"))
    await embedded(filled)
    assert (await kept(filled))[sample.GRAPHS] == locked


@pytest.mark.parametrize("to", [Visibility.HIDDEN, Visibility.WITHDRAWN])
async def test_what_is_taken_from_its_readers_loses_it_and_has_it_again(filled: Graph, to: Visibility) -> None:
    await embedded(filled)
    told = outbox_event("content.withdrawn", sample.NOW, {})
    await filled.write(takedown.take, sample.GRAPHS, to, sample.NOW, told)
    assert sample.GRAPHS not in await kept(filled)
    assert await embedded(filled) == 0
    await filled.write(takedown.put_back, sample.GRAPHS, [to], outbox_event("content.restored", sample.NOW, {}))
    assert await embedded(filled) == 1
    assert sample.GRAPHS in await kept(filled)


async def test_what_changed_while_its_vector_was_made_is_due_still(filled: Graph) -> None:
    (due,) = [row for row in await filled.read(meaning.due, 100) if row.id == sample.GRAPHS]
    await change(filled, sample.GRAPHS, title="Something else")
    assert await filled.write(meaning.store, [(due, embedder.embed(due.said))]) == 0
    assert sample.GRAPHS not in await kept(filled)
    assert await filled.read(meaning.waiting) == len(STANDALONE)


async def test_a_run_cut_off_keeps_what_it_made(filled: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embed_contents, "BATCH", 2)

    def cut(done: int, total: int) -> None:
        raise Unavailable("as if the server had died")

    with pytest.raises(Unavailable):
        await embedded(filled, progress=cut)
    assert len(await kept(filled)) == 2
    assert await embedded(filled, spell=timedelta(0)) == 0
    assert await embedded(filled) == len(STANDALONE) - 2


async def test_without_a_model_contents_wait(filled: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedder, "USE", None)
    report = await embed_contents.run(filled, sample.NOW)
    assert report.counts == {"meanings": 0, "contents wait for a model, and none is installed": len(STANDALONE)}
