"""`muteUser` and `blockUser`: who is muted is in no list of the viewer, and who is blocked can't come near."""

from datetime import UTC, datetime
from typing import Any

import pytest

from graph.database import Graph
from jobs import notify
from tests import sample
from tests.api.conftest import Api
from tests.api.test_follow import FOLLOW, REACT, done
from tests.api.test_publish import publish
from tests.api.test_reply import ANSWER, COMMENT
from tests.api.test_vote import VOTE, rows

MUTE = """mutation ($id: ID!, $on: Boolean! = true) { muteUser(input: {userId: $id, muted: $on}) {
  user { handle } userErrors { __typename } } }"""
BLOCK = """mutation ($id: ID!, $on: Boolean! = true) { blockUser(input: {userId: $id, blocked: $on}) {
  user { handle } userErrors { __typename } } }"""
LISTS = """{ contents { nodes { author { handle } } } feed { edges { node { author { handle } } } }
  content(slug: "why-so-slow") { ... on Question { answers { nodes { author { handle } } } } }
  viewer { notifications { nodes { kind } } mutedUsers { handle } blockedUsers { handle } } }"""


async def lists(api: Api, who: str) -> dict[str, Any]:
    """Whose contents the lists of a member have, and whom they keep away."""
    found = await api.data(LISTS, as_=who)
    return {
        "contents": {node["author"]["handle"] for node in found["contents"]["nodes"]},
        "feed": {edge["node"]["author"]["handle"] for edge in found["feed"]["edges"]},
        "answers": {node["author"]["handle"] for node in found["content"]["answers"]["nodes"]},
        "told": len(found["viewer"]["notifications"]["nodes"]),
        "muted": [user["handle"] for user in found["viewer"]["mutedUsers"]],
        "blocked": [user["handle"] for user in found["viewer"]["blockedUsers"]],
    }


@pytest.mark.parametrize(("document", "name"), [(MUTE, "muted"), (BLOCK, "blocked")])
async def test_who_is_kept_away_vanishes_and_comes_back(api: Api, graph: Graph, document: str, name: str) -> None:
    before = await lists(api, sample.CLEO)
    assert "ada" in before["contents"] & before["feed"] & before["answers"]
    for _ in range(2):
        await done(api, document, id=sample.ADA)
    away = await lists(api, sample.CLEO)
    assert not {"ada"} & (away["contents"] | away["feed"] | away["answers"]), away
    assert away[name] == ["ada"]
    await rows(graph, "MATCH (c:User {id: $c}), (t:Tag) CREATE (c)-[:FOLLOWS]->(t)", c=sample.CLEO)
    await publish(api, sample.ADA, tags=["neo4j"])
    await notify.run_due(graph, datetime.now(UTC))
    assert (await lists(api, sample.CLEO))["told"] == 0
    await done(api, document, id=sample.ADA, on=False)
    assert "ada" in (await lists(api, sample.CLEO))["contents"]
    assert "ada" in (await lists(api, sample.BEN))["contents"], "others' lists don't change"


async def test_who_is_blocked_cant_come_near(api: Api, graph: Graph) -> None:
    await done(api, BLOCK, sample.ADA, id=sample.BEN)
    assert await rows(graph, "MATCH (:User)-[f:FOLLOWS]->(:User) RETURN f") == [], "Ben followed Ada"
    body = {"body": "<p>x</p>"}
    tries: list[tuple[str, dict[str, Any]]] = [
        (COMMENT, {"id": sample.GRAPHS, **body}),
        (VOTE, {"id": sample.GRAPHS, "value": "UP"}),
        (REACT, {"id": sample.GRAPHS, "kind": "LIKE"}),
        (FOLLOW, {"id": sample.ADA}),
    ]
    for document, variables in tries:
        assert await done(api, document, sample.BEN, **variables) == "NotAllowedError", document
    assert await rows(graph, "MATCH (e:Event) RETURN e") == []
    assert isinstance(await done(api, ANSWER, sample.ADA, id=sample.ASKED, **body), dict), "Ada may"
    await done(api, BLOCK, sample.ADA, id=sample.BEN, on=False)
    for document, variables in tries:
        assert isinstance(await done(api, document, sample.BEN, **variables), dict), document


@pytest.mark.parametrize(
    ("who", "whom", "problem"),
    [
        (None, sample.ADA, "NotAllowedError"),
        (sample.ADA, sample.ADA, "InvalidInputError"),
        (sample.ADA, sample.GRAPHS, "InvalidInputError"),
        (sample.ADA, sample.user("z"), "NotFoundError"),
    ],
)
async def test_what_cant_be_is_refused(api: Api, who: str | None, whom: str, problem: str) -> None:
    assert await done(api, MUTE, who, id=whom) == await done(api, BLOCK, who, id=whom) == problem
