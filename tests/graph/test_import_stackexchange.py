"""Stack Exchange communities on the real server: the dump's XML and its CSV make one and the same graph."""

from pathlib import Path

import pytest

from domain.errors import InvalidInput
from graph.database import Graph, Transaction
from importers.run import Run
from importers.stackexchange import import_stackexchange
from jobs import refresh_badges
from tests import sample
from tests.conftest import empty
from tests.graph.imported import FIXTURES, rows, run_on, state


async def _import(graph: Graph, directory: Path) -> Run:
    run = run_on(graph, "stackexchange")
    await import_stackexchange(run, directory, "Quantum Computing")
    return run


@pytest.mark.parametrize("form", ["site-xml", "site-csv"])
async def test_everything_arrives(graph: Graph, form: str) -> None:
    await _import(graph, FIXTURES / form)
    users = await rows(graph, "MATCH (u:User) RETURN u.handle, u.display_name ORDER BY u.external_id")
    assert users[:2] == [("adam-lear", "Adam Lear"), ("taryn-co", "Taryn & Co")]
    assert users[2][0].startswith("adam-lear-")
    posts = "MATCH (c:Content) RETURN c.external_id, c.kind, c.title, c.body, c:Standalone ORDER BY c.external_id"
    turing, gate = "Can a Turing machine simulate a quantum computer?", "Is the gate reversible?"
    assert await rows(graph, posts) == [
        ("1", "QUESTION", turing, "<p>Can it ?</p>", True),
        ("2", "QUESTION", gate, "<p>Is it?</p>", True),
        ("3", "ANSWER", turing, "<p>Yes.</p>", False),
        ("comment:1", "COMMENT", turing, "Are a &lt; b and b &lt; c enough?", False),
        ("comment:2", "COMMENT", turing, "Nice one.", False),
    ]
    assert await rows(graph, "MATCH (q)-[:ACCEPTED]->(a)-[:ANSWERS]->(q) RETURN q.external_id, a.external_id") == [
        ("1", "3")
    ]
    assert await rows(graph, "MATCH (c)-[:REPLIES_TO]->(p) RETURN p.external_id ORDER BY p.external_id") == [
        ("1",),
        ("3",),
    ]
    assert await rows(
        graph, "MATCH (c)-[l:LINKS_TO]->(d) RETURN c.external_id, l.kind, d.external_id ORDER BY l.kind"
    ) == [
        ("2", "DUPLICATE", "1"),
        ("2", "LINK", "1"),
    ]
    area = "MATCH (c)-[:IN_AREA]->(a:Area) RETURN DISTINCT a.slug, a.kind, a.name"
    assert await rows(graph, area) == [("quantum-computing", "QA", "Quantum Computing")]
    tags = "MATCH (c)-[:TAGGED]->(t) RETURN c.external_id, t.slug ORDER BY c.external_id, t.slug"
    assert await rows(graph, tags) == [("1", "simulation"), ("1", "turing-machine"), ("2", "simulation")]


@pytest.mark.parametrize("form", ["site-xml", "site-csv"])
async def test_closed_questions_and_duplicates_arrive_closed(graph: Graph, form: str) -> None:
    await _import(graph, FIXTURES / form)
    closed = """MATCH (q:Question)-[:CLOSED_IN]->(c:Closing {number: q.closings})
    OPTIONAL MATCH (o {id: c.duplicate_of})
    RETURN q.external_id, c.state, c.reason, o.external_id, toString(c.at), q.closed_at = c.at ORDER BY q.external_id"""
    found = [
        ("1", "CLOSED", "OTHER", None, "2018-04-01T09:00:00Z", True),
        ("2", "CLOSED", "DUPLICATE", "1", "2018-03-16T08:00:00Z", True),
    ]
    assert await rows(graph, closed) == found
    await graph.write(_reopen)
    await _import(graph, FIXTURES / form)
    assert (await rows(graph, closed))[1] == found[1], "what is decided here stays"
    assert (await rows(graph, "MATCH (q:Question {external_id: '1'}) RETURN q.closed_at")) == [(None,)]


async def _reopen(tx: Transaction) -> None:
    text = "MATCH (q {external_id: '1'})-[:CLOSED_IN]->(c) SET c.state = 'REOPENED' REMOVE q.closed_at, c.duplicate_of"
    await (await tx.run(text)).consume()


async def test_acts_count_for_the_question_and_votes_where_cast(graph: Graph) -> None:
    await _import(graph, FIXTURES / "site-xml")
    acts = """
    MATCH (e:Event) MATCH (c:Content {id: e.content_id}) OPTIONAL MATCH (u:User {id: e.user_id})
    RETURN e.event_id, e.type, c.external_id, u.external_id ORDER BY e.event_id
    """
    assert await rows(graph, acts) == [
        ("comment:1", "COMMENT", "1", "3"),
        ("comment:2", "COMMENT", "1", None),
        ("post:1", "PUBLISH", "1", "1"),
        ("post:2", "PUBLISH", "2", None),
        ("post:3", "ANSWER", "1", "2"),
        ("vote:1", "VOTE_UP", "1", None),
        ("vote:2", "VOTE_UP", "3", None),
        ("vote:3", "VOTE_DOWN", "3", None),
        ("vote:4", "ACCEPT", "1", "1"),
        ("vote:5", "BOOKMARK", "1", "3"),
    ]


@pytest.mark.parametrize(("form", "votes"), [("site-xml", "Votes.xml"), ("site-csv", "votes.csv")])
async def test_what_points_nowhere_is_named_and_the_rest_left_out_is_counted(
    graph: Graph, form: str, votes: str
) -> None:
    run = await _import(graph, FIXTURES / form)
    reasons = [problem.reason for problem in run.problems.first]
    assert reasons == [
        "post 77, to which it belongs, is not known",
        "LINKS_TO: 2 or 55 is not known",
        "post 999 is not known",
        "a badge needs a name, and class 1 (gold), 2 (silver) or 3 (bronze)",
    ]
    assert run.problems.first[-2].place.file == votes
    assert sum(run.left_out.values()) == 3, "a tag wiki, a vote of another type, a badge of somebody who isn't here"


@pytest.mark.parametrize("form", ["site-xml", "site-csv"])
async def test_badges_are_awards_of_imported_badges_however_often(graph: Graph, form: str) -> None:
    for _ in range(2):
        await _import(graph, FIXTURES / form)
        await refresh_badges.run(graph, sample.NOW)
        awards = """
        MATCH (award:BadgeAward) WHERE award.rule_version IS NULL AND award.standing IS NOT NULL
        MATCH (badge:Badge {id: award.badge_id}) MATCH (user:User {id: award.user_id})
        OPTIONAL MATCH (tag:Tag {id: award.scope})
        RETURN user.external_id, badge.slug, badge.level, tag.slug, COUNT { (badge)<-[:HOLDS]-() }
        ORDER BY award.awarded_at
        """
        assert await rows(graph, awards) == [
            ("1", "imported-informed", 1, None, 1),
            ("2", "imported-nice-answer", 1, None, 1),
            ("2", "imported-nice-answer", 1, None, 1),
            ("2", "imported-knows-a-tag", 3, "simulation", 1),
        ]


async def test_both_forms_make_one_graph_however_often(graph: Graph) -> None:
    await _import(graph, FIXTURES / "site-csv")
    once = await state(graph)
    await _import(graph, FIXTURES / "site-xml")
    assert await state(graph) == once, "the same posts from the other form"
    await graph.write(empty)
    await _import(graph, FIXTURES / "site-xml")
    assert await state(graph) == once


async def test_a_dump_that_breaks_off_is_imported_up_to_there(graph: Graph, tmp_path: Path) -> None:
    text = (FIXTURES / "site-xml" / "Posts.xml").read_text(encoding="utf-8")
    (tmp_path / "Posts.xml").write_text(text[: text.index('<row Id="3"') + 20], encoding="utf-8")
    run = await _import(graph, tmp_path)
    assert await rows(graph, "MATCH (q:Question) RETURN count(q)") == [(2,)]
    [reason] = [problem.reason for problem in run.problems.first if "XML" in problem.reason]
    assert reason.startswith("not well-formed XML, read up to here")


async def test_a_directory_without_posts_is_refused(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"Posts\.xml"):
        await _import(graph, tmp_path)
