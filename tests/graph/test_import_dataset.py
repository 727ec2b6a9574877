"""Data sets on the real server: counted once, added to and never changed, with every bad row named."""

import csv
import gzip
import shutil
from pathlib import Path

import pytest

from domain.errors import InvalidInput
from graph.database import Graph
from importers.dataset import import_dataset
from importers.run import Run
from tests.graph.imported import FIXTURES, rows, run_on, state


async def _import(graph: Graph, directory: Path, prefix: str = "") -> Run:
    run = run_on(graph, f"dataset:{prefix}" if prefix else "dataset")
    await import_dataset(run, directory, prefix)
    return run


async def test_everything_arrives(graph: Graph) -> None:
    await _import(graph, FIXTURES / "dataset")
    assert await rows(
        graph, "MATCH (n:User) RETURN n.external_id, n.handle, n.display_name ORDER BY n.external_id"
    ) == [
        ("1", "ada-byron", "Ada Byron"),
        ("2", (await _handle(graph, "2")), "Ada Byron"),
        ("3", "user-3", "User 3"),
        ("4", "user-4", "User 4"),
        ("9", "user-9", "User 9"),
    ]
    contents = "MATCH (n:Content) RETURN n.external_id, n.kind, n.title, n.body, n.language ORDER BY n.external_id"
    assert await rows(graph, contents) == [
        ("10", "ARTICLE", "Graphs in practice", "<p>Text </p>", "en"),
        ("11", "TALK", "Graphs in practice", None, "en"),
        ("12", "ARTICLE", "Undated", None, None),
        ("13", "ARTICLE", "Article 13", None, None),
    ]
    dated = """
    MATCH (n:Content) WHERE n.external_id IN ['12', '13']
    RETURN n.published_at.epochSeconds ORDER BY n.external_id
    """
    assert await rows(graph, dated) == [(1706950800,), (1706950900,)], "as of their first event"
    tagged = """
    MATCH (c)-[r:TAGGED]->(t) WHERE r.tag_id = t.id AND r.published_at = c.published_at
    RETURN c.external_id, t.slug
    """
    assert set(await rows(graph, tagged)) == {("10", "graphs"), ("10", "databases"), ("11", "graphs")}
    authored = (
        "MATCH (u)-[r:AUTHORED]->(c) WHERE r.user_id = u.id RETURN u.external_id, c.external_id ORDER BY c.external_id"
    )
    assert await rows(graph, authored) == [("1", "10"), ("9", "11")]


async def _handle(graph: Graph, external_id: str) -> str:
    [(handle,)] = await rows(graph, f"MATCH (n:User {{external_id: '{external_id}'}}) RETURN n.handle")
    assert handle.startswith("ada-byron-") and len(handle) == len("ada-byron-") + 4
    return str(handle)


async def test_events_count_once_and_bad_rows_are_named(graph: Graph) -> None:
    run = await _import(graph, FIXTURES / "dataset")
    pair = "MATCH (:User {external_id: '2'})-[d:INTERACTED]->(:Content {external_id: '10'}) "
    found = await rows(graph, pair + "RETURN d.view_count, d.read_count, d.like_count, d.dwell_seconds")
    assert found == [(2, 1, 1, 90)], "another session is another event, an exact repeat is not"
    assert await rows(graph, "MATCH (e:Event) RETURN count(e)") == [(7,)]
    assert [(p.place.file, p.place.line, p.reason) for p in run.problems.first] == [
        ("item_tags.csv", 5, "TAGGED: 99 or graphs is not known"),
        ("interactions.csv", 10, "event_type is unknown: 'DANCE'"),
        ("interactions.csv", 11, "timestamp lies in the future: 4102444800"),
    ]


async def test_twice_changes_nothing(graph: Graph) -> None:
    await _import(graph, FIXTURES / "dataset")
    once = await state(graph)
    again = await _import(graph, FIXTURES / "dataset")
    assert await state(graph) == once
    assert sum(step.counts["new"] for step in again.board.steps) == 0


async def test_a_later_directory_only_adds(graph: Graph) -> None:
    await _import(graph, FIXTURES / "dataset")
    before = set(await state(graph))
    later = await _import(graph, FIXTURES / "later")
    assert before <= set(await state(graph))
    [events] = [step for step in later.board.steps if step.name == "interactions"]
    assert (events.counts["new"], events.counts["known"]) == (1, 2), "the same rows in another order of columns"
    assert await rows(graph, "MATCH (n:Event) RETURN count(n)") == [(8,)]


async def test_asked_items_are_questions_of_their_askers(graph: Graph) -> None:
    await _import(graph, FIXTURES / "asked")
    query = "MATCH (u:User)-[:AUTHORED]->(q:Question:Standalone) RETURN u.external_id, q.external_id, q.kind"
    assert await rows(graph, query) == [("21", "7", "QUESTION")]
    kinds = await rows(graph, "MATCH (e:Event) RETURN e.type ORDER BY e.type")
    assert kinds == [("ANSWER",), ("PUBLISH",)]


async def test_a_reading_list_without_times_is_of_its_first_import(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "interactions.csv.gz").write_bytes(gzip.compress(b"user_id,item_id\n1,a\n1,b\n2,a\n2,a\n"))
    await _import(graph, tmp_path)
    once = await state(graph)
    assert await rows(graph, "MATCH (e:Event) RETURN e.type, count(e)") == [("VIEW", 3)]
    run = run_on(graph, "dataset")
    run.now = run.now.replace(year=run.now.year + 1)
    await import_dataset(run, tmp_path)
    assert await state(graph) == once
    assert len(run.problems) == 0


async def test_contradictions_are_named_and_the_first_word_stays(graph: Graph, tmp_path: Path) -> None:
    await _import(graph, FIXTURES / "dataset")
    once = await state(graph)
    (tmp_path / "users.csv").write_text(
        "user_id,created_at,display_name\n1,2024-01-05,Somebody Else\n", encoding="utf-8"
    )
    (tmp_path / "items.csv").write_text(
        "item_id,created_at,title\n10,2024-02-01,Another title\n12,,Undated\n12,,Twice\n", encoding="utf-8"
    )
    run = await _import(graph, tmp_path)
    assert await state(graph) == once
    assert [(p.place.line, p.reason) for p in run.problems.first] == [
        (2, "1 is here already with another display name: left as it was"),
        (4, "says something else than line 3 with the same id: left out"),
        (2, "10 is here already with another title: left as it was"),
    ]


async def test_a_prefix_keeps_communities_apart(graph: Graph) -> None:
    await _import(graph, FIXTURES / "asked")
    await _import(graph, FIXTURES / "asked", prefix="other-")
    ids = await rows(graph, "MATCH (q:Question) RETURN q.external_id ORDER BY q.external_id")
    assert ids == [("7",), ("other-7",)]
    assert await rows(graph, "MATCH (e:Event) RETURN count(e)") == [(4,)]


async def test_an_empty_directory_is_refused(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"users\.csv"):
        await _import(graph, tmp_path)


async def test_order_and_parallel_imports_make_the_same_graph(graph: Graph, tmp_path: Path) -> None:
    shutil.copytree(FIXTURES / "dataset", tmp_path / "turned")
    with (FIXTURES / "dataset" / "interactions.csv").open(encoding="utf-8") as file:
        header, *lines = list(csv.reader(file))
    with (tmp_path / "turned" / "interactions.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *reversed(lines)])
    await _import(graph, FIXTURES / "dataset")
    once = await state(graph)
    await _import(graph, tmp_path / "turned")
    assert await state(graph) == once
