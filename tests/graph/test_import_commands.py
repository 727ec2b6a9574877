"""The import commands as a person meets them: a table, a list of what is wrong, sentences instead of tracebacks."""

import asyncio
from pathlib import Path

from rich.console import Console
from typer.testing import CliRunner, Result

from domain.audit import shell_account
from graph import catalogue, product, tier
from graph.database import Graph, Server
from graph.opening import open_graph
from importers.commands import fill_demo, import_app
from jobs.commands import run_jobs
from tests.graph.imported import FIXTURES, log, rows


async def _invoke(server: Server, reports: Path, *arguments: str | Path) -> Result:
    """In a thread, for a command runs an event loop of its own."""
    app = import_app(lambda: open_graph(reports, server), lambda: reports, run_jobs)
    environment = {"COLUMNS": "200"}
    return await asyncio.to_thread(CliRunner().invoke, app, [str(each) for each in arguments], env=environment)


async def test_a_data_set(graph: Graph, server: Server, tmp_path: Path) -> None:
    result = await _invoke(server, tmp_path / "reports", "dataset", FIXTURES / "dataset")
    assert result.exit_code == 0, result.output
    assert "already here" in result.output and "interactions.csv:10: event_type is unknown: 'DANCE'" in result.output
    [report] = (tmp_path / "reports").iterdir()
    assert f"All 3 problems are in {report}" in result.output
    assert len(report.read_text(encoding="utf-8").splitlines()) == 1 + 3
    assert await rows(graph, "MATCH (e:Event) RETURN count(e)") == [(7,)]
    assert "refresh-activity" in result.output
    assert await rows(graph, "MATCH (u:User) WHERE u.activity > 0 RETURN count(u) > 0") == [(True,)], "scored at once"
    ended, began = await log(graph)
    assert (began.action, began.actor, began.target_id) == ("import.started", shell_account(), "dataset")
    assert began.after == {"consents": ["ANALYTICS", "PERSONALISATION"]}
    assert (ended.action, ended.target_id) == ("import.finished", "dataset")
    assert ended.after is not None and ended.after["problems"] == 3
    assert ended.after["steps"]["interactions"]["new"] == 7


async def test_the_jobs_can_be_left_for_later(graph: Graph, server: Server, tmp_path: Path) -> None:
    result = await _invoke(server, tmp_path / "reports", "dataset", FIXTURES / "dataset", "--no-jobs")
    assert result.exit_code == 0 and "refresh-activity" not in result.output
    assert await rows(graph, "MATCH (u:User) WHERE u.activity > 0 RETURN count(u)") == [(0,)]


async def test_members_consent_as_they_did_where_they_come_from(graph: Graph, server: Server, tmp_path: Path) -> None:
    await _invoke(server, tmp_path, "dataset", FIXTURES / "dataset")
    given = "MATCH (u:User {external_id: '2'}), (c:Consent {user_id: u.id})"
    given += " RETURN u.consents, c.number, c.purpose, c.source"
    assert await rows(graph, given + " ORDER BY c.number") == [
        (["ANALYTICS", "PERSONALISATION"], 1, "ANALYTICS", "IMPORT"),
        (["ANALYTICS", "PERSONALISATION"], 2, "PERSONALISATION", "IMPORT"),
    ]
    views = "MATCH (:User)-[done:INTERACTED]->(:Content {external_id: '10'}) RETURN sum(done.view_count)"
    assert await rows(graph, views) == [(2,)]
    await _invoke(server, tmp_path, "dataset", FIXTURES / "dataset")
    assert await rows(graph, "MATCH (c:Consent) RETURN count(c)") == [(10,)], "imported again, nothing is decided anew"


async def test_without_consent_what_was_viewed_counts_without_its_viewer(
    graph: Graph, server: Server, tmp_path: Path
) -> None:
    result = await _invoke(server, tmp_path, "dataset", FIXTURES / "dataset", "--without-consent")
    assert result.exit_code == 0, result.output
    assert await rows(graph, "MATCH (c:Consent) RETURN c") == []
    kept = "MATCH (e:Event) WHERE e.user_id IS NOT NULL RETURN e.type ORDER BY e.type"
    assert await rows(graph, kept) == [("BOOKMARK",), ("COMMENT",), ("LIKE",)]
    counted = "MATCH (:Content {external_id: '10'})-[:MEASURED_ON]->(day) RETURN sum(day.view), sum(day.read)"
    assert await rows(graph, counted) == [(2, 1)]
    assert await rows(graph, "MATCH (list:CandidateList) RETURN list") == []


async def test_a_dump_into_a_named_area(graph: Graph, server: Server, tmp_path: Path) -> None:
    arguments = ("stackexchange", FIXTURES / "site-csv", "--area", "Ask anything", "--report", tmp_path / "r.csv")
    result = await _invoke(server, tmp_path / "reports", *arguments)
    assert result.exit_code == 0, result.output
    assert "left out, badges of members who aren't here" in result.output
    assert (tmp_path / "r.csv").exists() and not (tmp_path / "reports").exists()
    assert await rows(graph, "MATCH (a:Area) RETURN a.slug") == [("ask-anything",)]


async def test_a_directory_without_files_is_told_in_a_sentence(graph: Graph, server: Server, tmp_path: Path) -> None:
    result = await _invoke(server, tmp_path / "reports", "dataset", tmp_path)
    assert result.exit_code == 1
    assert "has none of users.csv" in result.output and "Traceback" not in result.output
    assert list((tmp_path / "reports").iterdir()) == []
    assert [entry.action for entry in await log(graph)] == ["import.broken_off", "import.started"]


async def test_the_demo_is_told_of_as_every_import(graph: Graph) -> None:
    await fill_demo(graph, Console(quiet=True), users=5, contents=1, interactions=15)
    ended, began = await log(graph)
    assert (began.action, ended.action, ended.target_id) == ("import.started", "import.finished", began.target_id)
    assert ended.after is not None and ended.after["steps"]["members"] == {"new": 5}


async def test_a_demo_has_tiers_and_sells_its_paid_contents_one_by_one(graph: Graph) -> None:
    for _ in range(2):
        await fill_demo(graph, Console(quiet=True), users=30, contents=10, interactions=1)
        found = await graph.read(tier.LIVE.all, tier.LimitParams())
        assert [each.slug for each in found] == ["supporter", "member", "patron"]
        assert all(each.ad_free for each in found) and all(each.ad_free for each in found)
        prices = await graph.read(product.prices, [each.product_id for each in found])
        assert [[price.amount_minor for price in prices[each.product_id]] for each in found] == [
            [300, 3_000],
            [900, 9_000],
            [2_900, 29_000],
        ]
        sold = "MATCH (c:Content:Standalone {visibility: 'PAID'}) RETURN c.id AS id"
        ids = [id for (id,) in await rows(graph, sold)]
        assert set(await graph.read(catalogue.product_of_content, ids)) == set(ids) != set()
        counted = "MATCH (p:Product)-[:PRICED]->(price) RETURN count(price) AS n"
        assert await rows(graph, counted) == [(6 + len(ids),)], "carried out again nothing is added"


async def test_the_demo_has_courses_to_look_at(graph: Graph) -> None:
    await fill_demo(graph, Console(quiet=True), users=5, contents=200, interactions=15)
    text = """MATCH (c:Course)-[:HAS_CHAPTER]->(h:Chapter)
      WITH c, h, COLLECT { MATCH (:Lesson)-[p:PART_OF {chapter_id: h.id}]->(c) RETURN p.place ORDER BY p.place } AS part
      ORDER BY h.place
      WITH c, collect(part) AS parts
      RETURN parts[0] + parts[1], COUNT { (c)<-[:PART_OF]-({preview: true}) },
             COUNT { (c)<-[:PART_OF]-()-[:HAS_QUIZ]->() }"""
    found = await rows(graph, text)
    assert found and all(each == (list(range(1, len(each[0]) + 1)), 1, 1) for each in found)


async def test_a_database_that_does_not_answer_is_told_in_a_sentence(tmp_path: Path) -> None:
    nowhere = Server("bolt://127.0.0.1:1", "neo4j", "x")
    result = await _invoke(nowhere, tmp_path, "dataset", FIXTURES / "dataset")
    assert result.exit_code == 1
    assert "run the same command again" in result.output and "Traceback" not in result.output
