"""Every `.cypher` file against the real server: it compiles, gives the columns it declares, and scans nothing."""

import importlib
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from graph.database import Graph, Transaction
from graph.queries import ALL, CYPHER, Query
from graph.vocabulary import LABELS, RELATIONSHIPS
from tests.conftest import empty
from tests.profiling import replan

ROOT = Path(__file__).resolve().parent.parent.parent
for path in sorted((ROOT / "graph").glob("*.py")):
    importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))

QUERIES = [query for query in ALL if query.header.access != "schema"]
CROWD = """
UNWIND range(1, 400) AS n
WITH n, 'crowd' + n AS name, datetime('2026-01-01T00:00:00Z') + duration({hours: n}) AS at
CREATE (user:User {id: name, handle: name, external_id: name, activity: n / 4.0, points: n, joined_at: at,
                   segment: ['HIGH_VALUE', 'POTENTIAL', 'LOW_VALUE'][n % 3], churn: ['ACTIVE', 'AT_RISK'][n % 2],
                   churn_order: n / 400.0, churn_due_at: at, influence: n / 40.0,
                   sub_community: name})
CREATE (content:Content:Article:Standalone {id: name, kind: 'ARTICLE', external_id: name, slug: name, published_at: at})
CREATE (tag:Tag {id: name, slug: name})
CREATE (:Event {source: name, event_id: name, user_id: name, content_id: name, occurred_at: at})
CREATE (user)-[:ACTIVE_ON]->(:UserDay {user_id: name, date: date(at), touched_at: at})
CREATE (content)-[:MEASURED_ON]->(:ContentDay {content_id: name, date: date(at), touched_at: at})
CREATE (user)-[:AUTHORED {user_id: name, at: at}]->(content)-[:TAGGED {tag_id: name, published_at: at}]->(tag)
CREATE (user)-[:INTERACTED {key: name}]->(content)
CREATE (:ScoringModel {id: name, kind: 'ACTIVITY', version: n})
CREATE (user)-[:ASSIGNED]->(:SegmentAssignment {id: name, since: at})
CREATE (user)-[:PASSED_THROUGH]->(:ChurnSpan {id: name})
CREATE (:StayingCell {by: ['WEEK', 'MONTH'][n % 2], cohort: date(at), after: n, period: date(at), members: n})
CREATE (user)-[:IN_SAVED {saved_id: 'saved' + n % 3, activity: n / 4.0}]->(:SavedSegment {id: name, slug: name})
CREATE (user)-[:WOULD_MOVE]->(:SegmentRules {version: n})-[:HAS_BARS]->(:SegmentBars {members_from: n})
CREATE (:GapCount {week: date(at), newcomer: n % 2 = 0, days: n})
CREATE (:PointEntry {user_id: name, number: n, fact_id: name, content_id: name,
  actor_id: name, at: at, reversal_of: n, restores: n})
CREATE (:BoardScore {board: name, user_id: name, place: name, ends_on: date(at)})
CREATE (:PointDay {user_id: name, date: date(at)})
CREATE (:Standing {user_id: name, scope: name, version: n})
CREATE (:StandingRules {scope: name, version: n})
CREATE (:Event:ImportedVote {source: name, event_id: name + 'v', content_id: name, occurred_at: at})
CREATE (:Badge {id: name, place: name})
CREATE (:BadgeAward {id: name, user_id: name, badge_id: name, place: name, standing: name})
CREATE (:BadgeDue {user_id: name, at: at})
CREATE (:Campaign {id: name, sponsor_id: name})-[:HAS_FLIGHT]->(
        :Flight {id: name, campaign_id: name, state: 'LIVE', ends_at: at})
CREATE (:FlightDay {key: name, flight_id: name, date: date(at), open_on: date(at)})
CREATE (:AdDecision {id: name, flight_id: name, user_id: name, decided_at: at})
CREATE (:DeliveryCell {key: name, campaign_id: name, ad_id: name, date: date(at)})
CREATE (:Conversion {key: name, decision_id: name})
CREATE (:AdClient {key: name, at: at})
CREATE (:JobRun {name: name})
CREATE (:SubCommunity {id: name, members: n})
CREATE (:GraphLearning {name: name})
CREATE (:Benefit {id: name, slug: name, kind: ['CONTENT', 'AREA', 'AD_FREE'][n % 3]})-[:UNLOCKS]->(content)
CREATE (:EntitlementGrant {id: name, key: name, user_id: name, benefit_id: name, source_id: name, granted_at: at})
CREATE (:AuditEntry {id: name, at: at})
CREATE (:ApiKey {id: name, digest: name, former_digest: name + 'f'})
CREATE (:Content:Answer {id: name + 'a', kind: 'ANSWER', published_at: at})-[:ANSWERS]->(
        :Content:Question {id: name + 'q', kind: 'QUESTION', published_at: at})
"""


async def _explain(tx: Transaction, query: Query[Any, Any]) -> tuple[list[str], Any]:
    parameters = {name: None for name in query.header.params}
    result = await tx.run(f"EXPLAIN {query.text}", parameters)
    return list(result.keys()), await result.consume()


def _operators(plan: dict[str, Any]) -> set[str]:
    found = {plan["operatorType"].split("@")[0]}
    return found.union(*(_operators(child) for child in plan.get("children", [])))


READ_BEFORE = {"merge/begin", "erasure/begin"}
"""Queries whose last `SET node:Label` takes no lock that what they read must wait for: it is held already."""


def _steps(plan: dict[str, Any], locks: bool = False) -> Iterator[tuple[bool, str, Any]]:
    """Each operator: whether a lock is taken after it, its name, and what it does."""
    name = plan["operatorType"].split("@")[0]
    yield locks, name, plan["args"].get("Details")
    for child in plan.get("children", []):
        yield from _steps(child, locks or name == "SetLabels")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def crowded(connected: Graph) -> AsyncIterator[Graph]:
    """A graph with enough of everything that a plan which scans is a plan that lacks an index."""
    await connected.write(empty)
    await connected.write(_crowd)
    await connected.bulk(replan)
    yield connected
    await connected.write(empty)


async def _crowd(tx: Transaction) -> None:
    await (await tx.run(CROWD)).consume()


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
async def test_query_compiles_as_its_header_says(crowded: Graph, query: Query[Any, Any]) -> None:
    columns, summary = await crowded.read(_explain, query)
    assert columns == list(query.header.columns), "columns in the order of the header"
    assert ("w" in summary.query_type) == (query.header.access == "write")
    early = [details for below, name, details in _steps(summary.plan) if name == "CacheProperties" and below]
    assert not early or query.name in READ_BEFORE, f"{early} are read before the lock: name what ON CREATE sets"
    scans = {name for name in _operators(summary.plan) if name.endswith("Scan")}
    assert not scans or "scan" in query.header.remarks, f"{scans}: give an index, or say why in `// scan:`"


PAGED = [query for query in QUERIES if "CASE" in query.text and {"before_id", "after_id"} & set(query.header.params)]


@pytest.mark.parametrize("query", PAGED, ids=lambda query: query.name)
async def test_a_page_is_one_range_whatever_the_counts_say(graph: Graph, query: Query[Any, Any]) -> None:
    """In an empty graph everything seems free: an OR beside the range would be planned as two reads of all there is."""
    await graph.bulk(replan)
    _, summary = await graph.read(_explain, query)
    assert not [name for name in _operators(summary.plan) if "Union" in name or name.endswith("Scan")]


def test_pages_have_no_or_beside_their_range() -> None:
    beside = re.compile(r"\(\S+ ([<>]) \$\w+ OR \S+ \1 \$\w+\)")
    assert [query.name for query in QUERIES if beside.search(query.text)] == [], (
        "write CASE x WHEN $before THEN … ELSE true END"
    )


def test_every_file_is_declared() -> None:
    files = {str(path.relative_to(CYPHER).with_suffix("")) for path in CYPHER.rglob("*.cypher")}
    assert {name for name in files if not name.startswith("migrations/")} == {query.name for query in ALL}


def test_what_is_sent_has_no_comments_but_its_name() -> None:
    for query in ALL:
        first, *lines = query.packed.splitlines()
        assert first == f"// {query.name}"
        assert not [line for line in lines if line.startswith(("//", " "))]


def test_audience_is_one_predicate() -> None:
    predicate = "content.visibility IN $audience AND content.published_at <= $now"
    for query in ALL:
        if query.header.remarks.get("audience") == "viewer":
            assert predicate in query.text, query.name


def test_vocabulary_is_known() -> None:
    for query in ALL:
        labels = set(re.findall(r"(?<![\w.])\w*:((?:[A-Z][A-Za-z]+\|?)+)(?=[\s){])", query.text))
        names = {name for group in labels for name in group.split("|")}
        assert names <= set(LABELS) | set(RELATIONSHIPS), f"{query.name}: {names - set(LABELS) - set(RELATIONSHIPS)}"
