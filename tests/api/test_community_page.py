"""docs/community.md as a frontend team follows it, in order, on a real server."""

from datetime import UTC, datetime
from typing import Any

import pytest

from domain.ids import IdPrefix, new_id
from graph.database import Graph
from jobs import award_badges, notify
from tests import sample
from tests.api.conftest import Api
from tests.api.walk import sections, steps, take
from tests.graph.privacy import rows

PAGE = "community.md"
BEFORE = {
    "Who may know the answer, and whom others go by": f"""
    MATCH (tag:Tag {{slug: 'neo4j'}}), (cleo:User {{handle: 'cleo'}})
    CREATE (cleo)-[:AUTHORED {{user_id: cleo.id, at: $at}}]->(q:Content:Question:Standalone {{
      id: '{sample.content("q")}', kind: 'QUESTION', title: 'Slower still', slug: 'slower-still', visibility: 'PUBLIC',
      published_at: $at}}), (q)-[:TAGGED {{tag_id: tag.id, published_at: $at}}]->(tag)""",
    "Two accounts of one person": """
    CREATE (:User {id: $id, handle: 'cleo-2', display_name: 'Cleo', joined_at: $at, points: 0})""",
}
"""What sections need besides the sample: somebody nobody else is, as a process remembers whom it has seen merged."""


@pytest.mark.parametrize("title", sections(PAGE))
async def test_the_section_can_be_followed(api: Api, graph: Graph, title: str) -> None:
    known: dict[str, Any] = {}
    if title in BEFORE:
        await rows(graph, BEFORE[title], id=new_id(IdPrefix.USER), at=sample.NOW)
    for step in steps(sections(PAGE)[title]):
        await take(step, api, graph, known)
        if "badges" in title:
            await award_badges.run(graph, datetime.now(UTC))
        await notify.run_due(graph, datetime.now(UTC))
