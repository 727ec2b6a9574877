"""What members ask for of their recommendations: more, less, not at all, from now on; and why something isn't there."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
import pytest_asyncio

from domain.event import Event
from domain.ids import ContentId, UserId
from domain.interaction import InteractionType
from domain.preference import factor
from graph.database import Graph
from graph.event import record
from jobs import refresh_interests, refresh_recommendation
from tests import sample
from tests.api import library
from tests.api.conftest import Api
from tests.api.test_block import MUTE
from tests.api.test_vote import rows

PREFER = """mutation ($id: ID!, $weight: Float!) { setPreference(input: {targetId: $id, weight: $weight}) {
  preferences { targetId name weight } userErrors { code path message } } }"""
RESET = """mutation ($said: Boolean!) { resetPersonalisation(input: {said: $said}) {
  learnedFrom userErrors { code } } }"""
WHY = """query ($id: ID!) { whyNot(contentId: $id) {
  node { id } reason sentence place score sources model { version }
  parts { weight value preference contribution } } }"""
FEED = (
    "{ feed(first: 100) { edges { score node { id tags { id } author { id } } parts { contribution preference } } } }"
)
HIDE = """mutation ($event: EventInput!) { recordEvents(input: {events: [$event]}) { userErrors { code } } }"""


@pytest_asyncio.fixture(loop_scope="session")
async def filled(api: Api, graph: Graph) -> AsyncIterator[Api]:
    """The API over the sample and the library."""
    await graph.write(library.fill)
    yield api


async def prefer(api: Api, id: str, weight: float, as_: str | None = sample.ADA) -> dict[str, Any]:
    found: dict[str, Any] = (await api.data(PREFER, as_=as_, id=id, weight=weight))["setPreference"]
    return found


async def scores(api: Api) -> dict[str, float]:
    edges = (await api.data(FEED, as_=sample.ADA))["feed"]["edges"]
    for edge in edges:
        assert sum(part["contribution"] for part in edge["parts"]) == pytest.approx(edge["score"], rel=0, abs=1e-9)
    return {edge["node"]["id"]: edge["score"] for edge in edges}


async def why(api: Api, id: str) -> dict[str, Any]:
    found: dict[str, Any] = (await api.data(WHY, as_=sample.ADA, id=id))["whyNot"]
    return found


@pytest.mark.parametrize(
    ("wishes", "counts"), [([], 1), ([1], 2), ([-1], 0.5), ([1, 1, 1], 2), ([-1] * 9, 0.25), ([0.5, -0.5], 1)]
)
def test_wishes_multiply_within_bounds(wishes: list[float], counts: float) -> None:
    assert factor(wishes) == counts


async def test_more_or_less_of_an_author_a_tag_and_an_area_is_a_part_of_the_score(filled: Api, graph: Graph) -> None:
    before = await scores(filled)
    found = await rows(
        graph,
        "MATCH (a:User)-[:AUTHORED]->(c:Content)-[:TAGGED]->(t) WHERE c.id IN $ids AND a.id <> $ada "
        "RETURN c.id, a.id, t.id ORDER BY c.id LIMIT 1",
        ids=list(before),
        ada=sample.ADA,
    )
    id, author, tag = found[0]
    answer = await prefer(filled, author, -1)
    assert [(one["targetId"], one["weight"]) for one in answer["preferences"]] == [(author, -1)]
    assert (await scores(filled))[id] == pytest.approx(before[id] / 2, rel=1e-6)
    await prefer(filled, tag, -0.5)
    assert (await scores(filled))[id] == pytest.approx(before[id] * factor([-1, -0.5]), rel=1e-6)
    explained = await why(filled, id)
    assert [part["preference"] for part in explained["parts"]] == pytest.approx([factor([-1, -0.5])] * 10)
    await prefer(filled, author, 0)
    answer = await prefer(filled, tag, 0)
    assert answer["preferences"] == [] and (await scores(filled))[id] == pytest.approx(before[id], rel=1e-6)


async def test_a_wish_is_for_what_is_there_and_within_bounds(filled: Api, graph: Graph) -> None:
    for id, weight, code, path in (
        (sample.BEN, 1.01, "INVALID_INPUT", ["input", "weight"]),
        (sample.GRAPHS, 1, "INVALID_INPUT", ["input", "targetId"]),
        (sample.ADA, 1, "INVALID_INPUT", ["input", "targetId"]),
        (sample.user("z"), 1, "NOT_FOUND", ["input", "targetId"]),
    ):
        (error,) = (await prefer(filled, id, weight))["userErrors"]
        assert (error["code"], error["path"]) == (code, path)
    many = (
        "MATCH (u:User {id: $id}) UNWIND range(1, 200) AS n CREATE (u)-[:PREFERS {weight: 0.1}]->(:Tag {id: 't' + n})"
    )
    await rows(graph, many, id=sample.ADA)
    (error,) = (await prefer(filled, sample.BEN, 1))["userErrors"]
    assert error["code"] == "LIMIT_REACHED"


async def test_without_consent_no_wish_counts(filled: Api, graph: Graph) -> None:
    await rows(graph, "MATCH (u:User {id: $id}) SET u.consents = []", id=sample.ADA)
    before = await scores(filled)
    await prefer(filled, sample.BEN, -1)
    assert await scores(filled) == pytest.approx(before, rel=1e-6)


async def test_a_reset_forgets_what_was_learned_and_learns_from_what_comes(filled: Api, graph: Graph) -> None:
    known, now = library.ids()[:6], datetime.now(UTC)
    reads = [Event("web", id, InteractionType.READ, UserId(sample.ADA), ContentId(id), now) for id in known]
    await graph.write(record, reads, now)
    learned = "MATCH (:User {id: $id})-[i:INTERESTED_IN]->(t) RETURN t.slug, coalesce(i.declared, false)"
    lists = "MATCH (:User {id: $id})-[:HAS_CANDIDATES]->(l) WHERE size(l.recent_ids) > 0 RETURN l.degree"

    async def after_the_jobs() -> tuple[int, int]:
        for job in (refresh_interests, refresh_recommendation):
            await job.run(graph, datetime.now(UTC))
        return len(await rows(graph, learned, id=sample.ADA)), len(await rows(graph, lists, id=sample.ADA))

    assert min(await after_the_jobs()) > 0
    await filled.data('mutation { declareInterests(input: {tags: ["rust"]}) { userErrors { code } } }', as_=sample.ADA)
    await prefer(filled, sample.BEN, -1)
    assert (await filled.data(RESET, as_=sample.ADA, said=False))["resetPersonalisation"]["learnedFrom"]
    assert await rows(graph, learned, id=sample.ADA) == [("rust", True)]
    assert await after_the_jobs() == (1, 0), "what was done before isn't learned again"
    assert not set(known) & set(await scores(filled)), "and isn't recommended again"
    await filled.data(RESET, as_=sample.ADA, said=True)
    assert await rows(graph, learned, id=sample.ADA) == []
    assert (await filled.data("{ viewer { preferences { weight } } }", as_=sample.ADA))["viewer"]["preferences"] == []


async def test_why_and_why_not(filled: Api, graph: Graph) -> None:
    shown = list(await scores(filled))
    first = await why(filled, shown[0])
    assert (first["reason"], first["node"]["id"]) == ("RANKED", shown[0]) and first["sources"] and first["place"] == 1
    assert first["model"]["version"] == 1 and "place 1" in first["sentence"]
    assert sum(part["contribution"] for part in first["parts"]) == pytest.approx(first["score"], rel=0, abs=1e-9)
    own = "MATCH (:User {id: $id})-[:AUTHORED]->(c:Standalone) WHERE c.published_at < datetime() RETURN c.id"
    assert (await why(filled, (await rows(graph, own, id=sample.ADA))[0][0]))["reason"] == "OWN"
    assert (await why(filled, sample.REMARK))["reason"] == "NOT_LISTED"
    await graph.write(library.touch, sample.ADA, [shown[1]])
    assert (await why(filled, shown[1]))["reason"] == "KNOWN"
    event = {
        "source": "web",
        "eventId": "h1",
        "type": "HIDE",
        "userId": sample.ADA,
        "contentId": shown[2],
        "occurredAt": datetime.now(UTC).isoformat(),
    }
    await filled.data(HIDE, as_=sample.ADA, event=event)
    hidden = await why(filled, shown[2])
    assert hidden["reason"] == "HIDDEN" and hidden["parts"] == [] and hidden["place"] is None
    author = "MATCH (u:User)-[:AUTHORED]->(:Content {id: $id}) RETURN u.id"
    await filled.data(MUTE, as_=sample.ADA, id=(await rows(graph, author, id=shown[3]))[0][0])
    assert (await why(filled, shown[3]))["reason"] == "KEPT_AWAY"
    assert await filled.code(WHY, as_=sample.ADA, id=sample.LATER) == "NOT_FOUND"


async def test_what_no_source_brought_up_is_told_where_it_would_stand(filled: Api, graph: Graph) -> None:
    old = """MATCH (like:Content {id: $id}) UNWIND range(0, 299) AS n
      CREATE (c:Content:Article:Standalone) SET c = like {.kind, .title, .visibility, slug: 'o' + n,
        id: CASE n WHEN 299 THEN $oldest ELSE 'cnt_0' + n END, published_at: $at - duration({days: n})}"""
    oldest = sample.content("q")
    await rows(graph, old, id=library.ids()[0], at=sample.NOW, oldest=oldest)
    found = await why(filled, oldest)
    assert found["reason"] == "NOT_A_CANDIDATE" and found["sources"] == [] and found["place"] > 100
    assert sum(part["contribution"] for part in found["parts"]) == pytest.approx(found["score"], rel=0, abs=1e-9)
    assert all(0 <= part["value"] <= 1 for part in found["parts"]) and f"{found['place']}" in found["sentence"]
