"""Points over the API: earned by publishing and votes, shown with their reasons, gone when what they are for is."""

from typing import Any

from domain.access import Role
from graph.database import Graph
from tests import sample
from tests.api.conftest import Api
from tests.api.test_acceptance import ADD, OTHER, accept
from tests.api.test_publish import publish
from tests.api.test_vote import rows, vote

ENTRIES = """query ($id: ID!) { user(id: $id) { points pointEntries(first: 2) {
  nodes { number kind rule delta reversalOf cause content { title } } pageInfo { hasNextPage endCursor } } } }"""
LISTED = "{ users(orderBy: POINTS, first: 2) { nodes { handle points } pageInfo { endCursor } } }"


async def points(api: Api, id: str = sample.ADA) -> int:
    found: dict[str, Any] = await api.data("query ($id: ID!) { user(id: $id) { points } }", id=id)
    return int(found["user"]["points"])


async def test_votes_and_publishing_earn_and_what_is_undone_is_taken_back(api: Api) -> None:
    await publish(api)
    await vote(api, "UP")
    await vote(api, "UP", sample.BEN)
    assert await points(api) == 5 + 10 + 10
    await vote(api, "DOWN", sample.BEN)
    assert (await points(api), await points(api, sample.BEN)) == (5 + 10 - 2, -1)
    await vote(api, "NONE", sample.BEN)
    assert (await points(api), await points(api, sample.BEN)) == (15, 0)
    ledger = (await api.data(ENTRIES, as_=sample.ADA, id=sample.ADA))["user"]["pointEntries"]
    assert ledger["pageInfo"]["hasNextPage"] and ledger["nodes"] == [
        {
            "number": number,
            "kind": kind,
            "rule": "VOTED_DOWN",
            "delta": delta,
            "reversalOf": of,
            "cause": cause,
            "content": {"title": "Why so slow answer"},
        }
        for number, kind, delta, of, cause in ((6, "REVERSAL", 2, 5, "UNDONE"), (5, "GRANT", -2, None, None))
    ]


async def test_the_points_of_an_acceptance_go_where_it_goes(api: Api, graph: Graph) -> None:
    await rows(graph, ADD, asked=sample.ASKED, cleo=sample.CLEO, id=OTHER, now=sample.NOW)
    for id, accepted, held in (
        (OTHER, True, [0, 2, 15]),
        (OTHER, True, [0, 2, 15]),
        (sample.ANSWERED, False, [0, 2, 15]),
        (sample.ANSWERED, True, [15, 2, 0]),
        (sample.ANSWERED, False, [0, 0, 0]),
    ):
        await accept(api, id, accepted=accepted)
        assert [await points(api, user) for user in (sample.ADA, sample.BEN, sample.CLEO)] == held


async def test_what_a_content_earned_goes_and_comes_back_with_it(api: Api) -> None:
    await vote(api, "UP")
    await vote(api, "UP", sample.BEN)
    change = "mutation ($id: ID!) { %s(input: {id: $id}) { userErrors { message } } }"
    for mutation, left in (("withdrawContent", 0), ("restoreContent", 20)):
        done = await api.data(change % mutation, as_=sample.ADA, id=sample.ANSWERED)
        assert done[mutation]["userErrors"] == []
        assert await points(api) == left


async def test_a_ledger_is_its_owners_and_the_moderators(api: Api) -> None:
    for who, role in ((sample.BEN, Role.MEMBER), (None, None)):
        assert await api.code(ENTRIES, as_=who, role=role, id=sample.ADA) == "NOT_ALLOWED"
    assert (await api.data(ENTRIES, role=Role.MODERATOR, id=sample.ADA))["user"]["points"] == 0


async def test_users_are_listed_by_points_page_by_page(api: Api) -> None:
    await vote(api, "UP")
    first = (await api.data(LISTED))["users"]
    assert first["nodes"] == [{"handle": "ada", "points": 10}, {"handle": "cleo", "points": 0}]
    after = LISTED.replace("first: 2", f'first: 2, after: "{first["pageInfo"]["endCursor"]}"')
    assert (await api.data(after))["users"]["nodes"] == [{"handle": "ben", "points": 0}]
