"""Mutes and bans: they hold for all a member does, on every worker, live too, and end by themselves."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from unittest.mock import ANY

import httpx
import pytest

from domain.access import Role
from graph.database import Graph
from jobs import end_bans
from resolvers import sanctions
from tests import sample
from tests.api.conftest import Api
from tests.api.subscribing import TRANSPORTS, Transport, settled, soon, token
from tests.api.test_erasure import erase, run_jobs
from tests.api.test_moderation import ANOTHER, APPEAL, DECIDE, MINE, mine, moderate
from tests.graph.privacy import everything, rows

PUBLISH = """mutation { publishContent(input: {kind: ARTICLE, title: "x", body: "x"}) {
  content { id } userErrors { __typename message } } }"""
VOTE = f"""mutation {{ castVote(input: {{contentId: "{sample.GRAPHS}", value: UP}}) {{
  userErrors {{ __typename message }} }} }}"""
DECLARE = 'mutation { declareInterests(input: {tags: ["rust"]}) { userErrors { __typename message } } }'
OWN = """mutation { a: setConsent(input: {purpose: MAIL, granted: true, version: "1"}) { userErrors { message } }
  b: requestDataExport(input: {}) { userErrors { message } } }"""
READ = f'{{ content(id: "{sample.SECRET}") {{ body }} viewer {{ dataRequests {{ state }} }} }}'


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers look at every request, as they do every few seconds otherwise."""
    monkeypatch.setattr(sanctions, "FRESH_SECONDS", 0.0)


@pytest.fixture
def dan(graph: Graph) -> Iterator[str]:
    """Somebody new a test: a process remembers whom it has seen sanctioned."""
    number = next(_numbers)
    yield f"usr_01jz0000000000000000000d{number:02}"


_numbers = iter(range(100))


async def join(graph: Graph, id: str) -> None:
    """Let there be such a member."""
    await rows(
        graph, "CREATE (:User {id: $id, handle: 'dan', display_name: 'Dan', joined_at: $at})", id=id, at=sample.NOW
    )


async def told(api: Api, document: str, as_: str, **more: Any) -> str | None:
    """What a member hears who tries something; None when it was done."""
    (answer,) = (await api.data(document, as_=as_, **more)).values()
    (error,) = answer["userErrors"] or [None]
    assert error is None or error["__typename"] == "NotAllowedError"
    return error["message"] if error else None


async def test_who_is_muted_reads_but_does_not_write(api: Api, graph: Graph, dan: str) -> None:
    await join(graph, dan)
    assert await told(api, PUBLISH, dan) is None
    action = (await moderate(api, "MUTE", targetId=dan, days=3))["action"]
    for document in (PUBLISH, VOTE):
        message = await told(api, document, dan)
        assert message and "muted until" in message and action["until"][:16] in message
    assert await told(api, DECLARE, dan) is None
    assert (await api.data(READ, as_=dan))["content"]["body"]
    held = (await api.data(MINE, as_=dan))["viewer"]["sanction"]
    assert held == {"kind": "MUTE", "until": action["until"]}
    await moderate(api, "UNMUTE", targetId=dan)
    assert await told(api, PUBLISH, dan) is None


async def test_who_is_banned_keeps_what_is_theirs_by_law(api: Api, graph: Graph, dan: str, address: str) -> None:
    await join(graph, dan)
    await moderate(api, "BAN", targetId=dan, days=3)
    for document in (PUBLISH, VOTE, DECLARE):
        assert "banned until" in (await told(api, document, dan) or "")
    async with httpx.AsyncClient(headers=token(dan)) as http:
        answer = (await http.post(f"http://{address}/graphql", json={"query": PUBLISH})).json()
    assert answer["data"]["publishContent"]["userErrors"], "on another worker as well"
    own = await api.data(OWN, as_=dan)
    assert own["a"]["userErrors"] == own["b"]["userErrors"] == []
    assert (await api.data(READ, as_=dan))["viewer"]["dataRequests"]
    assert (await api.data(PUBLISH, as_=dan, role=Role.OPERATOR))["publishContent"]["content"], "operators aren't"
    await rows(graph, "MATCH (s:Sanction) SET s.until = datetime() - duration('PT1S'), s.changed_at = datetime()")
    assert await told(api, PUBLISH, dan) is None, "it ends by itself"


async def test_who_is_banned_can_be_erased(api: Api, graph: Graph, dan: str) -> None:
    await join(graph, dan)
    await moderate(api, "BAN", targetId=dan)
    id = (await erase(api, "dan", as_=dan))["request"]["id"]
    await run_jobs(graph)
    assert (await erase(api, "dan", as_=dan))["request"] | {"counts": []} == {
        **{"id": id, "kind": "ERASURE", "mode": "ANONYMISE", "state": "DONE", "counts": []},
        "finishedAt": ANY,
    }
    assert [line for line in await everything(graph) if dan in line] == []


@TRANSPORTS
async def test_a_ban_ends_what_is_listened_to(
    api: Api, graph: Graph, dan: str, address: str, transport: Transport
) -> None:
    await join(graph, dan)
    async with transport(address, "subscription { contentPublished { id } }", token(dan), {}) as answers:
        await settled()
        await moderate(api, "BAN", targetId=dan)
        await api.data(PUBLISH, as_=sample.ADA)
        answer = await soon(answers)
    (error,) = answer if isinstance(answer, list) else answer["errors"]
    assert error["extensions"]["code"] == "NOT_ALLOWED" and "banned until a moderator lifts it" in error["message"]


async def test_a_ban_takes_points_and_gives_them_back(api: Api, graph: Graph, dan: str) -> None:
    await join(graph, dan)
    await api.data(PUBLISH, as_=dan)
    count = f'{{ user(id: "{dan}") {{ points }} }}'
    earned = (await api.data(count))["user"]["points"]
    assert earned > 0
    await moderate(api, "BAN", targetId=dan, days=1)
    assert (await api.data(count))["user"]["points"] == 0
    await rows(graph, "MATCH (s:Sanction) SET s.until = datetime() - duration('PT1S')")
    for _ in range(2):
        await end_bans.run(graph, datetime.now(UTC))
        assert (await api.data(count))["user"]["points"] == earned


async def test_who_is_banned_may_appeal_and_come_back(api: Api, graph: Graph, dan: str) -> None:
    await join(graph, dan)
    await moderate(api, "BAN", targetId=dan)
    (action,) = await mine(api, dan)
    assert (await api.data(APPEAL.format(action["id"]), as_=dan))["appeal"]["userErrors"] == []
    await api.data(DECIDE, **ANOTHER, id=action["id"], accepted=True)
    assert await told(api, PUBLISH, dan) is None
