"""Pages of an export: one of somebody with much costs what one of somebody with little does; each row comes once."""

from typing import Any

import pytest

from domain.ids import UserId
from graph import export
from graph.database import Graph
from tests.graph.privacy import rows
from tests.profiling import hits

SECTIONS = (
    "contents", "revisions", "drafts", "days", "interactions", "votes", "close_votes", "reactions", "bookmarks",
    "points", "ad_decisions", "notifications", "moderation_actions",
    "consumption", "quiz_attempts",
)  # fmt: skip
WROTE = """
CREATE (user:User {id: $id, handle: $id}), (tag:Tag {id: $id + 't', slug: $id + 't'})
WITH user, tag UNWIND range(1, $count) AS n
WITH user, tag, n, $id + right('00000' + n, 5) AS name,
  datetime('2020-01-01T00:00:00Z') + duration({hours: n / 2}) AS at
CREATE (content:Content:Article {id: name, published_at: at})
CREATE (user)-[:AUTHORED {user_id: $id, at: at}]->(content)-[:TAGGED {tag_id: tag.id, published_at: at}]->(tag)
CREATE (:Revision {content_id: name, number: 1, editor_id: $id})
CREATE (:Revision {content_id: name, number: 12, editor_id: $id})
CREATE (:Draft {id: name + 'd', user_id: $id})
CREATE (user)-[:ACTIVE_ON]->(:UserDay {user_id: $id, date: date('2010-01-01') + duration({days: n})})
CREATE (user)-[:INTERACTED {key: $id + '|' + name}]->(content)
CREATE (user)-[:VOTED {key: $id + '|' + name}]->(content)
CREATE (user)-[:JUDGED {key: $id + '|' + name + '|1|CLOSE'}]->(:Closing {question_id: name, number: 1})
CREATE (user)-[:REACTED {key: $id + '|' + name + '|LIKE', kind: 'LIKE'}]->(content)
CREATE (user)-[:BOOKMARKED {key: $id + '|' + name, user_id: $id, at: at}]->(content)
CREATE (:PointEntry {user_id: $id, number: n})
CREATE (:Consumption {key: $id + '|' + name, user_id: $id, content_id: name})
CREATE (:QuizAttempt {key: $id + '|' + name + '|1', user_id: $id, content_id: name, number: 1})
CREATE (:AdDecision {id: name + 'a', user_id: $id, flight_id: name, decided_at: at})
CREATE (:Notification {id: name + 'n', user_id: $id}), (:ModerationAction {id: name + 'm', user_id: $id})
"""
LITTLE, MUCH = UserId("usr_little"), UserId("usr_much")


async def write(graph: Graph, id: UserId, count: int) -> None:
    """Let a member leave so many rows in each section, two at each moment."""
    await rows(graph, WROTE, id=id, count=count)


async def later_page(graph: Graph, section: str, id: UserId) -> int:
    """The db hits of the page after the first."""
    size = export.ONE_BY_ONE.get(section, 20)
    first = export.SectionParams(user_id=id, after="", limit=size)
    after = (await graph.read(export.STORED[section].all, first))[-1].key
    return await hits(graph, export.STORED[section], first.model_copy(update={"after": after}))


async def test_a_page_costs_the_same_however_much_there_is(graph: Graph) -> None:
    await write(graph, LITTLE, 60)
    few = {section: await later_page(graph, section, LITTLE) for section in SECTIONS}
    await write(graph, MUCH, 1_200)
    many = {section: await later_page(graph, section, MUCH) for section in SECTIONS}
    assert {name: cost for name, cost in many.items() if cost > few[name] * 1.2 + 10} == {}, (few, many)
    assert max(many.values()) < 1_000, many


@pytest.mark.parametrize("section", SECTIONS)
async def test_pages_hold_each_row_once(graph: Graph, monkeypatch: pytest.MonkeyPatch, section: str) -> None:
    await write(graph, LITTLE, 25)
    await write(graph, MUCH, 3)
    monkeypatch.setattr(export, "PAGE", 7)
    monkeypatch.setattr(export, "ONE_BY_ONE", {})
    found: list[dict[str, Any]] = []
    async for page in export.pages(graph, section, LITTLE):
        found += page
    assert len(found) == len({str(row) for row in found}) == (50 if section == "revisions" else 25)
