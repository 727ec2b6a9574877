"""`closeQuestion` and `reopenQuestion`: who may at once, who by votes, what follows, and where duplicates lead."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.access import ANYBODY, Role
from domain.ids import ContentId
from domain.standing import LADDER
from graph import closing, outbox
from graph.database import Graph
from jobs import notify
from tests import sample
from tests.api.conftest import Api
from tests.api.test_audit import log
from tests.api.test_reply import ANSWER, COMMENT
from tests.api.test_vote import rows
from tests.profiling import hits

CLOSE = """mutation ($id: ID!, $reason: CloseReason! = UNCLEAR, $of: ID, $note: String) {
  closeQuestion(input: {questionId: $id, reason: $reason, duplicateOf: $of, note: $note}) {
    votesLeft question { id } userErrors { __typename path } } }"""
REOPEN = """mutation ($id: ID!) { reopenQuestion(input: {questionId: $id}) {
  votesLeft question { id } userErrors { __typename path } } }"""
STATE = """query ($id: ID!) { content(id: $id) { ... on Question {
  closed { reason note by { handle } duplicateOf { id } }
  closings { reason reopenedAt reopenedBy { handle } }
  duplicates { nodes { id } } } } }"""
UNANSWERED = """{ contents(orderBy: UNANSWERED) { nodes { id } }
  area(slug: "help") { contents(orderBy: UNANSWERED) { nodes { id } } } }"""
QUESTIONS = """
UNWIND $ids AS id
MATCH (ben:User {id: $ben}), (area:Area {id: $help})
CREATE (question:Content:Question:Standalone {id: id, slug: id, kind: 'QUESTION', title: 'Asked again',
  visibility: 'PUBLIC', published_at: $now})
CREATE (ben)-[:AUTHORED {user_id: $ben, at: $now}]->(question)-[:IN_AREA {area_id: $help, published_at: $now}]->(area)
"""
MODERATOR: dict[str, Any] = {"as_": sample.CLEO, "role": Role.MODERATOR}
AGAIN, THIRD = sample.content("q"), sample.content("r")
VOTERS = [sample.user(letter) for letter in "pqrst"]


async def change(api: Api, document: str, id: str = sample.ASKED, **more: Any) -> Any:
    """How many votes it takes still, or the type of the refusal."""
    (payload,) = (await api.data(document, id=id, **more)).values()
    return payload["userErrors"][0]["__typename"] if payload["userErrors"] else payload["votesLeft"]


async def state(api: Api, id: str = sample.ASKED) -> dict[str, Any]:
    """What the question says of its closing."""
    found: dict[str, Any] = (await api.data(STATE, id=id))["content"]
    return found


async def questions(graph: Graph, *ids: str) -> None:
    """More questions of Ben's."""
    await rows(graph, QUESTIONS, ids=ids, ben=sample.BEN, help=sample.HELP, now=sample.NOW)


async def voters(graph: Graph, points: int = LADDER.points[1]) -> None:
    """Members who have so many points; with these they are ESTABLISHED, and may vote on closing."""
    made = """UNWIND $ids AS id CREATE (:User {id: id, handle: right(id, 1), display_name: id, joined_at: $now})
    CREATE (:Standing {user_id: id, scope: 'all', points: $points})"""
    await rows(graph, made, ids=VOTERS, now=sample.NOW, points=points)


async def test_a_closed_question_takes_comments_and_no_answers(api: Api, graph: Graph) -> None:
    await rows(graph, "MATCH (:Question)<-[:ANSWERS]-(old) DETACH DELETE old")
    await rows(graph, "MATCH (q:Question) SET q:Unanswered, q.unanswered_in = $help", help=sample.HELP)
    assert await change(api, CLOSE, note=" Which  version? ", **MODERATOR) == 0
    closed = (await state(api))["closed"]
    assert closed == {"reason": "UNCLEAR", "note": "Which version?", "by": [{"handle": "cleo"}], "duplicateOf": None}
    found = await api.data(UNANSWERED)
    assert found["contents"]["nodes"] == found["area"]["contents"]["nodes"] == []
    refused = (await api.data(ANSWER, as_=sample.ADA, id=sample.ASKED, body="x"))["addAnswer"]
    assert refused["userErrors"] == [{"__typename": "ConflictError", "path": ["input", "questionId"]}]
    assert (await api.data(COMMENT, as_=sample.ADA, id=sample.ASKED, body="x"))["addComment"]["comment"]
    assert await change(api, REOPEN, **MODERATOR) == 0
    after = await state(api)
    assert after["closed"] is None
    assert [(one["reason"], one["reopenedBy"]) for one in after["closings"]] == [("UNCLEAR", [{"handle": "cleo"}])]
    assert (await api.data(UNANSWERED))["contents"]["nodes"] == [{"id": sample.ASKED}]
    assert (await api.data(ANSWER, as_=sample.ADA, id=sample.ASKED, body="x"))["addAnswer"]["answer"]


async def test_a_moderators_is_audited_and_told_to_who_asked_and_to_the_world(api: Api, graph: Graph) -> None:
    await change(api, CLOSE, **MODERATOR)
    await change(api, REOPEN, **MODERATOR)
    told = [(event.type, event.payload.get("reason")) for event in await graph.read(outbox.after, 0)]
    assert [one for one in told if one[0].startswith("question.")] == [
        ("question.closed", "UNCLEAR"),
        ("question.reopened", None),
    ]
    entries = (await log(api))["nodes"]
    assert [(entry["action"], entry["targetId"]) for entry in entries] == [
        ("question.reopened", sample.ASKED),
        ("question.closed", sample.ASKED),
    ]
    await notify.run_due(graph, datetime.now(UTC))
    mine = "{ viewer { notifications { nodes { kind actors { id } about { id } } } } }"
    heard = (await api.data(mine, as_=sample.BEN))["viewer"]["notifications"]["nodes"]
    assert heard == [{"kind": kind, "actors": [], "about": {"id": sample.ASKED}} for kind in ("REOPENED", "CLOSED")]


async def test_who_asked_closes_at_once_and_opens_what_they_closed(api: Api, graph: Graph) -> None:
    assert await change(api, CLOSE, as_=sample.BEN, reason="OTHER") == 0
    assert await change(api, REOPEN, as_=sample.BEN) == 0
    assert (await log(api))["nodes"] == [], "it is their own affair"
    await notify.run_due(graph, datetime.now(UTC))
    assert await rows(graph, "MATCH (n:Notification) RETURN n") == []
    assert await change(api, CLOSE, **MODERATOR) == 0
    assert await change(api, REOPEN, as_=sample.BEN) == "NotAllowedError", "a moderator closed it"


async def test_members_close_and_open_by_votes(api: Api, graph: Graph) -> None:
    await voters(graph)
    assert [await change(api, CLOSE, as_=VOTERS[0]) for _ in range(2)] == [2, 2], "one has one vote"
    assert await change(api, CLOSE, as_=VOTERS[1], reason="OPINION", note="Taste") == 1
    assert (await state(api))["closed"] is None
    assert await change(api, CLOSE, as_=VOTERS[2], reason="OPINION") == 0
    closed = (await state(api))["closed"]
    assert (closed["reason"], closed["note"], len(closed["by"])) == ("OPINION", "Taste", 3)
    assert (await log(api))["nodes"] == []
    assert [await change(api, REOPEN, as_=voter) for voter in VOTERS[:3]] == [2, 1, 0]
    assert (await state(api))["closed"] is None
    assert await change(api, CLOSE, as_=VOTERS[0]) == 2, "old votes were for the former closing"


async def test_votes_count_for_a_while(api: Api, graph: Graph) -> None:
    await voters(graph)
    await change(api, CLOSE, as_=VOTERS[0])
    old = datetime.now(UTC) - timedelta(days=14)
    await rows(graph, "MATCH ()-[said:JUDGED]->() SET said.at = $old", old=old)
    assert await change(api, CLOSE, as_=VOTERS[1]) == 2


async def test_it_is_closed_once_however_many_vote_at_once(api: Api, graph: Graph) -> None:
    await voters(graph)
    left = await asyncio.gather(*(change(api, CLOSE, as_=voter) for voter in VOTERS))
    assert sorted(map(str, left)) == ["0", "1", "2", "ConflictError", "ConflictError"]
    assert len((await state(api))["closings"]) == 1


async def test_duplicates_lead_to_the_original_in_the_end(api: Api, graph: Graph) -> None:
    await questions(graph, AGAIN, THIRD)
    assert await change(api, CLOSE, AGAIN, reason="DUPLICATE", of=sample.ASKED, **MODERATOR) == 0
    assert await change(api, CLOSE, sample.ASKED, reason="DUPLICATE", of=AGAIN, **MODERATOR) == "ConflictError"
    assert await change(api, CLOSE, sample.ASKED, reason="DUPLICATE", of=sample.ASKED, **MODERATOR) == "ConflictError"
    assert (await state(api))["duplicates"]["nodes"] == [{"id": AGAIN}]
    assert await change(api, CLOSE, sample.ASKED, reason="DUPLICATE", of=THIRD, **MODERATOR) == 0
    assert (await state(api, AGAIN))["closed"]["duplicateOf"] == {"id": THIRD}, "through the former original"
    assert await change(api, REOPEN, AGAIN, **MODERATOR) == 0
    assert (await state(api))["duplicates"]["nodes"] == []
    assert await change(api, CLOSE, AGAIN, reason="DUPLICATE", of=sample.ASKED, **MODERATOR) == 0
    assert [node["id"] for node in (await state(api, THIRD))["duplicates"]["nodes"]] == [AGAIN, sample.ASKED]
    await rows(graph, "MATCH (c:Content {id: $id}) SET c.visibility = 'HIDDEN'", id=THIRD)
    assert (await state(api, AGAIN))["closed"]["duplicateOf"] is None


async def test_two_at_once_make_no_circle(api: Api, graph: Graph) -> None:
    await questions(graph, AGAIN)
    pairs = ((sample.ASKED, AGAIN), (AGAIN, sample.ASKED))
    for _ in range(5):
        done = await asyncio.gather(
            *(change(api, CLOSE, one, reason="DUPLICATE", of=other, **MODERATOR) for one, other in pairs)
        )
        assert sorted(map(str, done)) == ["0", "ConflictError"]
        for one, _ in pairs:
            await change(api, REOPEN, one, **MODERATOR)


async def test_a_page_of_duplicates_costs_the_same_however_many_there_are(api: Api, graph: Graph) -> None:
    now = datetime.now(UTC)
    params = closing.DuplicatesParams(
        content_id=ContentId(sample.ASKED), audience=ANYBODY, now=now, before_at=now, limit=11
    )
    made = """
    UNWIND range($from, $to) AS n WITH n, 'cnt_' + right('0000' + n, 5) AS id
    CREATE (:Content:Question {id: id, slug: id, kind: 'QUESTION', visibility: 'PUBLIC', published_at: $now})
    CREATE (:Closing {question_id: id, number: 1, state: 'CLOSED', duplicate_of: $of,
             at: $now + duration({seconds: n})})
    """
    costs = []
    for start, end in ((1, 50), (51, 2_000)):
        await rows(graph, made, **{"from": start, "to": end, "of": sample.ASKED, "now": sample.NOW})
        costs.append(await hits(graph, closing.DUPLICATES, params))
    assert costs[1] <= costs[0] + 20 <= 300, costs


@pytest.mark.parametrize(
    ("document", "more", "problem"),
    [
        (CLOSE, {}, "NotAllowedError"),
        (CLOSE, {"as_": sample.ADA}, "NotAllowedError"),
        (CLOSE, {"as_": VOTERS[0]}, "NotAllowedError"),
        (CLOSE, {"id": sample.GRAPHS, **MODERATOR}, "InvalidInputError"),
        (CLOSE, {"id": sample.content("z"), **MODERATOR}, "NotFoundError"),
        (CLOSE, {"id": sample.NEO4J, **MODERATOR}, "InvalidInputError"),
        (CLOSE, {"reason": "DUPLICATE", **MODERATOR}, "InvalidInputError"),
        (CLOSE, {"of": sample.GRAPHS, **MODERATOR}, "InvalidInputError"),
        (CLOSE, {"reason": "DUPLICATE", "of": sample.GRAPHS, **MODERATOR}, "InvalidInputError"),
        (CLOSE, {"reason": "DUPLICATE", "of": sample.content("z"), **MODERATOR}, "NotFoundError"),
        (CLOSE, {"note": "x" * 501, **MODERATOR}, "InvalidInputError"),
        (REOPEN, MODERATOR, "ConflictError"),
        (REOPEN, {"as_": sample.BEN}, "ConflictError"),
    ],
)
async def test_what_cant_be_is_refused_and_changes_nothing(
    api: Api, graph: Graph, document: str, more: dict[str, Any], problem: str
) -> None:
    await voters(graph, LADDER.points[1] - 1)
    assert await change(api, document, **{"id": sample.ASKED, **more}) == problem
    assert await rows(graph, "MATCH (c:Closing) RETURN c") == []
    assert await graph.read(outbox.after, 0) == []
