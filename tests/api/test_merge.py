"""Merging over the API: every name of the former account means the survivor, and what isn't right is refused."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import pytest_asyncio

from domain.access import Role
from domain.ids import ActionId, IdPrefix, UserId, new_id
from domain.sanction import SanctionKind
from graph import sanction
from graph.database import Graph
from jobs import erase_persons, export_persons, refresh_points
from resolvers import erased_users, merged_users
from tests import sample
from tests.api.conftest import Api
from tests.api.test_erasure import ERASE, run_jobs
from tests.graph.merging import finish
from tests.graph.privacy import rows

MERGE = """
mutation ($from: ID!, $into: ID!, $reason: String! = "One person.", $key: String) {
  mergeUsers(input: {from: $from, into: $into, reason: $reason, idempotencyKey: $key}) {
    merge { id fromId fromHandle into { id handle } reason state startedAt finishedAt counts { kind count } }
    userErrors { code message path }
  }
}
"""
NAMES = """
query ($id: ID!, $handle: String!) {
  node(id: $id) { id } byId: user(id: $id) { id } user(handle: $handle) { id handle }
  byName: user(externalId: "x-dora") { id }
}
"""
RECORD = """
mutation ($events: [EventInput!]!) { recordEvents(input: {events: $events}) { results { outcome reason } } }
"""


TAKE_OVER = """
MATCH (:User)-[wrote:AUTHORED]->(content:Content {id: $content}), (user:User {id: $id})
CREATE (user)-[:AUTHORED {user_id: user.id, at: wrote.at}]->(content)
DELETE wrote
"""


@pytest_asyncio.fixture(loop_scope="session")
async def dora(api: Api, graph: Graph, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """Somebody new a test, to be merged: a process remembers whom it has seen so. Here it looks at every request."""
    for cache in (merged_users, erased_users):
        monkeypatch.setattr(cache, "FRESH_SECONDS", 0.0)
    id = new_id(IdPrefix.USER)
    make = """
    CREATE (:User {id: $id, handle: 'dora', look: 'dora', external_id: 'x-dora', display_name: 'Dora', joined_at: $at,
                   points: 0, consents: ['ANALYTICS', 'MAIL']})
    """
    await rows(graph, make, id=id, at=sample.NOW - timedelta(days=900))
    yield id


async def merge(api: Api, from_id: str, into_id: str, **more: Any) -> dict[str, Any]:
    asked = {"role": Role.OPERATOR} | more
    payload: dict[str, Any] = (await api.data(MERGE, **{"from": from_id, "into": into_id}, **asked))["mergeUsers"]
    return payload


async def refused(api: Api, from_id: str, into_id: str, **more: Any) -> list[str]:
    payload = await merge(api, from_id, into_id, **more)
    assert payload["merge"] is None
    return [error["code"] for error in payload["userErrors"]]


async def test_every_name_of_the_former_account_means_the_survivor(api: Api, graph: Graph, dora: str) -> None:
    done = (await merge(api, dora, sample.BEN))["merge"]
    assert (done["fromId"], done["fromHandle"], done["into"]["handle"], done["state"]) == (
        dora,
        "dora",
        "ben",
        "RUNNING",
    )
    for _ in range(2):
        seen = await api.data(NAMES, id=dora, handle="dora")
        assert [seen[name]["id"] for name in ("node", "byId", "user", "byName")] == [sample.BEN] * 4
        await finish(graph)
    listed = "{ accountMerges { nodes { id state into { id } finishedAt } totalCount: pageInfo { hasNextPage } } }"
    (row,) = (await api.data(listed, role=Role.OPERATOR))["accountMerges"]["nodes"]
    assert (row["id"], row["state"], row["into"]["id"]) == (done["id"], "DONE", sample.BEN) and row["finishedAt"]


async def test_a_token_of_the_former_account_acts_for_the_survivor(api: Api, dora: str) -> None:
    await merge(api, dora, sample.BEN)
    assert (await api.data("{ viewer { user { handle } } }", as_=dora))["viewer"] == {"user": {"handle": "ben"}}
    draft = "mutation ($id: ID!) { followTarget(input: {targetId: $id, following: true}) { userErrors { code } } }"
    followed = await api.data(draft, id=sample.NEO4J, as_=dora)
    assert followed == {"followTarget": {"userErrors": []}}
    follows = '{ user(handle: "ben") { following { nodes { ... on Tag { slug } } } } }'
    assert {"slug": "neo4j"} in (await api.data(follows))["user"]["following"]["nodes"]


async def test_a_call_that_is_sent_again_after_the_merge_changes_nothing(api: Api, graph: Graph, dora: str) -> None:
    say = """mutation ($id: ID!) { addComment(input: {parentId: $id, body: "<p>Once</p>", idempotencyKey: "k"}) {
      comment { id } userErrors { code } } }"""
    first = (await api.data(say, id=sample.GRAPHS, as_=dora))["addComment"]
    await merge(api, dora, sample.BEN)
    assert (await api.data(say, id=sample.GRAPHS, as_=dora))["addComment"] == first
    assert len(await rows(graph, "MATCH (c:Comment) WHERE c.body CONTAINS 'Once' RETURN c")) == 1


async def test_a_chain_leads_to_its_end(api: Api, graph: Graph, dora: str) -> None:
    erin = await survivor(graph)
    await merge(api, dora, erin)
    assert await refused(api, erin, sample.ADA) == ["CONFLICT"], "one after the other"
    await finish(graph)
    await merge(api, erin, sample.ADA)
    await finish(graph)
    seen = await api.data(NAMES, id=dora, handle="erin")
    assert (seen["byId"]["id"], seen["user"]["id"]) == (sample.ADA, sample.ADA)
    assert (await api.data("{ viewer { user { handle } } }", as_=dora))["viewer"]["user"]["handle"] == "ada"
    assert await refused(api, sample.ADA, dora) == ["NOT_FOUND"], "no circle"


async def test_what_isnt_right_is_refused_and_changes_nothing(api: Api, graph: Graph, dora: str) -> None:
    count = "MATCH (n) WHERE NOT n:RateBucket RETURN count(n) AS nodes, sum(size(keys(n))) AS properties"
    before = await rows(graph, count)
    assert await refused(api, dora, dora) == ["INVALID_INPUT"]
    assert await refused(api, dora, sample.BEN, reason="  ") == ["INVALID_INPUT"]
    assert await refused(api, dora, sample.GRAPHS) == ["INVALID_INPUT"]
    assert await refused(api, dora, sample.user("x")) == ["NOT_FOUND"]
    assert await refused(api, dora, sample.BEN, as_=sample.BEN) == ["NOT_ALLOWED"], "it is their own affair"
    assert await refused(api, dora, sample.BEN, as_=sample.ADA, role=Role.MODERATOR) == ["NOT_ALLOWED"]
    assert await refused(api, dora, sample.BEN, as_=dora, role=Role.MEMBER) == ["NOT_ALLOWED"]
    assert await rows(graph, count) == before


async def test_whoever_is_to_be_erased_isnt_merged(api: Api, graph: Graph, dora: str) -> None:
    await api.data(ERASE, mode="ANONYMISE", handle="dora", as_=dora)
    assert await refused(api, dora, sample.BEN) == ["CONFLICT"]
    assert await refused(api, sample.BEN, dora) == ["CONFLICT"]
    await run_jobs(graph)
    assert await refused(api, dora, sample.BEN) == ["NOT_FOUND"]


async def test_sent_again_under_its_key_it_is_one_merge(api: Api, graph: Graph, dora: str) -> None:
    first = await merge(api, dora, sample.BEN, key="k1", as_=sample.ADA)
    again = await merge(api, dora, sample.BEN, key="k1", as_=sample.ADA)
    assert again == first and first["userErrors"] == []
    assert await refused(api, dora, sample.CLEO, key="k1", as_=sample.ADA) == ["CONFLICT"]
    assert len(await rows(graph, "MATCH (m:Merged) RETURN m")) == 1


async def test_it_is_audited_with_how_it_was(api: Api, graph: Graph, dora: str) -> None:
    done = (await merge(api, dora, sample.BEN, as_=sample.ADA))["merge"]
    log = "{ auditLog { nodes { action actor targetId before after } } }"
    (entry,) = (await api.data(log, role=Role.OPERATOR))["auditLog"]["nodes"]
    assert (entry["action"], entry["actor"], entry["targetId"]) == ("users.merged", f"user:{sample.ADA}", done["id"])
    assert dora in entry["before"] and '"consents":[["ANALYTICS","MAIL"]' in entry["before"]
    assert entry["after"] == f'{{"consents":["ANALYTICS"],"points":0,"userId":"{sample.BEN}"}}'


async def test_consent_is_what_both_gave(api: Api, graph: Graph, dora: str) -> None:
    await merge(api, dora, sample.BEN)
    mine = "{ viewer { consents { purpose granted source } } }"
    told = {each["purpose"]: each for each in (await api.data(mine, as_=dora))["viewer"]["consents"]}
    assert told["PERSONALISATION"] == {"purpose": "PERSONALISATION", "granted": False, "source": "MERGE"}
    assert told["MAIL"]["granted"] is False
    (ben,) = await rows(graph, "MATCH (u:User {id: $id}) RETURN u.consents AS c, u.joined_at AS at", id=sample.BEN)
    assert ben["c"] == ["ANALYTICS"] and ben["at"] == sample.NOW - timedelta(days=900)


@pytest.mark.parametrize("banned", ["former", "survivor"])
async def test_the_stricter_sanction_holds(api: Api, graph: Graph, dora: str, banned: str) -> None:
    erin = await survivor(graph)
    await rows(graph, TAKE_OVER, id=erin, content=sample.ASKED)
    now, id = datetime.now(UTC), ActionId(new_id(IdPrefix.MODERATION_ACTION))
    who = UserId(dora if banned == "former" else erin)
    await refresh_points.run(graph, sample.NOW)
    (before,) = await rows(graph, "MATCH (u:User {id: $id}) RETURN u.points AS points", id=erin)
    await graph.write(sanction.impose, who, SanctionKind.BAN, now + timedelta(days=3), now, id)
    await graph.write(sanction.impose, UserId(erin), SanctionKind.MUTE, now + timedelta(days=1), now, id)
    await graph.write(sanction.impose, UserId(dora), SanctionKind.MUTE, None, now, id)
    await merge(api, dora, erin)
    assert (await api.data("{ viewer { sanction { kind } } }", as_=erin))["viewer"]["sanction"]["kind"] == "BAN"
    await finish(graph)
    held = "MATCH (s:Sanction {user_id: $id}) RETURN s.kind AS kind, s.until AS until ORDER BY kind"
    assert await rows(graph, held, id=erin) == [
        {"kind": "BAN", "until": now + timedelta(days=3)},
        {"kind": "MUTE", "until": None},
    ]
    points = "MATCH (u:User {id: $id}) RETURN u.points AS points, u.points_barred AS barred"
    assert await rows(graph, points, id=erin) == [{"points": 0, "barred": True}]
    assert await graph.write(sanction.lift, UserId(erin), SanctionKind.BAN, now + timedelta(minutes=2))
    assert await rows(graph, points, id=erin) == [{"points": before["points"], "barred": None}]
    assert before["points"] > 0


async def test_events_under_either_name_reach_the_survivor_once(api: Api, graph: Graph, dora: str) -> None:
    def sent(id: str, **by: str) -> dict[str, str]:
        at = "2026-06-01T12:00:00Z"
        return {"source": "web", "eventId": id, "type": "LIKE", "contentId": sample.GRAPHS, "occurredAt": at} | by

    async def outcomes(*events: dict[str, str]) -> list[str]:
        answer = await api.data(RECORD, events=list(events), role=Role.OPERATOR)
        return [result["outcome"] for result in answer["recordEvents"]["results"]]

    first, second = sent("1", userId=dora), sent("2", userExternalId="x-dora")
    assert await outcomes(first, second) == ["ACCEPTED"] * 2
    await merge(api, dora, sample.BEN)
    assert await outcomes(first, second, sent("3", userId=dora)) == ["DUPLICATE", "DUPLICATE", "ACCEPTED"]
    await finish(graph)
    assert await outcomes(first, second, sent("3", userId=dora)) == ["DUPLICATE"] * 3
    assert await outcomes(sent("4", userExternalId="x-dora"), sent("1", userId=sample.CLEO)) == ["ACCEPTED", "CONFLICT"]
    likes = "MATCH (:User {id: $id})-[done:INTERACTED]->(:Content {id: $content}) RETURN done.like_count AS likes"
    assert await rows(graph, likes, id=sample.BEN, content=sample.GRAPHS) == [{"likes": 4}]


async def test_the_survivors_export_has_both(api: Api, graph: Graph, dora: str) -> None:
    await merge(api, dora, sample.BEN)
    await finish(graph)
    ask = 'mutation { requestDataExport(input: {sections: ["account", "audit_entries"]}) { request { id } } }'
    await api.data(ask, as_=sample.BEN)
    await export_persons.run(graph, datetime.now(UTC))
    link = (await api.data("{ viewer { dataRequests { downloadUrl } } }", as_=dora))["viewer"]["dataRequests"][0]
    document = (await api.http.get(link["downloadUrl"])).json()
    assert {row.get("handle") for row in document["account"]} == {"ben", "dora"}


@pytest.mark.parametrize("asked_by", ["former id", "survivor's id", "token of the former"])
async def test_an_erasure_under_either_name_erases_both(api: Api, graph: Graph, dora: str, asked_by: str) -> None:
    id = await survivor(graph)
    await merge(api, dora, id)
    how = {
        "former id": {"user": dora, "handle": "dora", "role": Role.OPERATOR},
        "survivor's id": {"user": id, "handle": "erin", "role": Role.OPERATOR},
        "token of the former": {"as_": dora, "handle": "erin"},
    }[asked_by]
    asked = (await api.data(ERASE, mode="ANONYMISE", **how))["requestErasure"]
    assert asked["userErrors"] == []
    await erase_persons.run(graph, datetime.now(UTC))
    assert await rows(graph, "MATCH (r:DataRequest {state: 'RUNNING'}) RETURN r") == [], "the merge comes first"
    await finish(graph)
    await run_jobs(graph)
    found = "MATCH (n) WHERE n.handle IN ['dora', 'erin'] OR n.user_id IN $ids OR n.id IN $ids OR n:Merged RETURN n"
    assert await rows(graph, found, ids=[dora, id]) == []
    log = (await api.data("{ auditLog { nodes { before after } } }", role=Role.OPERATOR))["auditLog"]["nodes"]
    assert dora not in str(log) and id not in str(log)
    for who in (dora, id):
        again = (await api.data(ERASE, mode="ANONYMISE", handle="x", as_=who))["requestErasure"]
        assert again["request"]["id"] == asked["request"]["id"] and again["request"]["state"] == "DONE"
    stones = await rows(graph, "MATCH (s:Tombstone) RETURN s.thing AS thing, count(s) AS n ORDER BY thing")
    assert {row["thing"]: row["n"] for row in stones} == {"HANDLE": 2, "USER_EXTERNAL_ID": 2, "USER_ID": 2}


async def survivor(graph: Graph) -> str:
    """Somebody new whom a process hasn't seen erased."""
    id = new_id(IdPrefix.USER)
    make = (
        "CREATE (:User {id: $id, handle: 'erin', external_id: 'x-erin', display_name: 'E', joined_at: $at, points: 0})"
    )
    await rows(graph, make, id=id, at=sample.NOW)
    return id
