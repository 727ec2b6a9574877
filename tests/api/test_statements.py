"""A list of twenty costs as many statements as one of two: what rows are made of is fetched for all of them at once."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from domain.access import Role
from graph.database import Graph, Transaction
from tests.api import library
from tests.api.conftest import Api

LARGE = 20
CROWD = """
UNWIND range(1, $size) AS n
CREATE (user:User {id: 'usr_' + right('0000000000000000000000000' + n, 26), handle: 'member-' + n,
                   display_name: 'Member ' + n, joined_at: datetime('2026-01-01'), activity: toFloat(n)})
CREATE (tag:Tag {id: 'tag_' + right('0000000000000000000000000' + n, 26), slug: 'tag-' + n, name: 'Tag ' + n})
CREATE (user)-[:FOLLOWS {since: datetime('2026-01-01')}]->(tag)
CREATE (user)-[:ACTIVE_ON]->(:UserDay {user_id: user.id, date: date('2026-01-02'), view: n})
WITH collect(user) AS users, collect(tag) AS tags
MATCH (content:Standalone) WITH users, tags, content ORDER BY content.id
WITH users, tags, collect(content) AS contents
UNWIND range(0, size(contents) - 1) AS n
WITH users[n % size(users)] AS user, tags[n % size(tags)] AS tag, contents[n] AS content, n
CREATE (content)-[:TAGGED {tag_id: tag.id, published_at: content.published_at}]->(tag)
CREATE (user)-[:INTERACTED {key: user.id + '|' + content.id, view_count: 1, last_at: content.published_at}]->(content)
CREATE (content)-[:MEASURED_ON]->(:ContentDay {content_id: content.id, date: date('2026-01-02'), view: n})
"""
CONTENT = "id title author { id handle activity { value } } tags { slug followers } area { name } stats { views likes }"
LISTS = {
    "contents": f"contents(first: %d) {{ edges {{ node {{ {CONTENT} }} }} }}",
    "contents with a tag": f'contents(first: %d, tags: ["python"]) {{ edges {{ node {{ {CONTENT} }} }} }}',
    "feed": f"feed(first: %d) {{ edges {{ score parts {{ feature evidence {{ id }} }} node {{ {CONTENT} }} }} }}",
    "users": "users(first: %d) { edges { node { id segment { segment } activity { value parts { feature } } } } }",
    "users with standing": "users(first: %d) { edges { node { standing { level rights } } } }",
    "users in an area": 'users(first: %d) { edges { node { standing(area: "help") { points } } } }',
    "tags": "tags(first: %d) { edges { node { id slug followers } } }",
}


@pytest_asyncio.fixture(loop_scope="session")
async def crowded(api: Api, graph: Graph) -> AsyncIterator[Api]:
    """The API over the sample, the library, and a crowd of members and tags beside them."""

    async def fill(tx: Transaction) -> None:
        await library.fill(tx)
        await (await tx.run(CROWD, {"size": LARGE + 5})).consume()

    await graph.write(fill)
    await api.data("{ __typename }", role=Role.OPERATOR)  # leases points, which no later request has to
    yield api


@pytest.mark.parametrize("fields", LISTS.values(), ids=LISTS.keys())
async def test_a_list_of_twenty_asks_as_often_as_one_of_two(crowded: Api, statements: list[str], fields: str) -> None:
    asked: list[list[str]] = []
    for size in (2, LARGE):
        statements.clear()
        answer = await crowded.data("{ " + fields % size + " }", role=Role.OPERATOR)
        (page,) = answer.values()
        assert len(page["edges"]) == size, "the rows must be there to be asked about"
        asked.append(sorted(statements))
    few, many = asked
    assert few == many
    assert many, "nothing was counted"
