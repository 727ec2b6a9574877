"""Idempotency keys over the API: one effect and one answer, whatever is repeated, in parallel or cut off."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from domain.access import Role
from domain.idempotency import Call
from graph import idempotency
from graph.database import Graph, Server, Transaction
from graph.scoring import ensure_default_models
from jobs.forget import forget
from jobs.job import silent
from server.tokens import issue
from tests import sample
from tests.api.conftest import SECRET, Api
from tests.api.workers import Worker, worker

CREATE = """mutation ($key: String, $url: String!) { createWebhook(input: {url: $url, idempotencyKey: $key}) {
  secret webhook { id url createdAt } userErrors { __typename code message path } } }"""
DELETE = """mutation ($key: String, $id: ID!) { deleteWebhook(input: {id: $id, idempotencyKey: $key}) {
  deletedId userErrors { __typename code message path } } }"""
PROPOSE = """mutation ($key: String!, $weight: Float!) { proposeScoringModel(
  input: {kind: ACTIVITY, idempotencyKey: $key, weights: [{feature: "view", weight: $weight}]}) {
  scoringModel { id version } userErrors { __typename message path } } }"""
RECORD = """mutation ($events: [EventInput!]!) { recordEvents(input: {events: $events, idempotencyKey: "batch"}) {
  accepted duplicates results { eventId outcome reason } userErrors { message } } }"""
URL = "https://partner.example/hook"


async def create(api: Api, key: str | None, url: str = URL, **viewer: Any) -> dict[str, Any]:
    answer: dict[str, Any] = (await api.data(CREATE, key=key, url=url, **({"role": Role.OPERATOR} | viewer)))[
        "createWebhook"
    ]
    return answer


async def count(graph: Graph, label: str) -> int:
    async def counted(tx: Transaction) -> int:
        record = await (await tx.run(f"MATCH (n:{label}) RETURN count(n) AS n")).single(strict=True)
        return int(record["n"])

    return await graph.read(counted)


async def test_a_call_sent_again_changes_nothing_and_has_the_same_answer(api: Api, graph: Graph) -> None:
    first = await create(api, "k")
    assert first["secret"].startswith("whsec_") and first["userErrors"] == []
    assert await create(api, "k") == first
    assert await count(graph, "WebhookEndpoint") == 1
    assert await create(api, "other") != first
    assert await create(api, None) != await create(api, None)
    assert await count(graph, "WebhookEndpoint") == 4


async def test_a_replay_may_ask_for_other_fields_of_the_answer(api: Api) -> None:
    first = await create(api, "k")
    shorter = CREATE.replace(
        "secret webhook { id url createdAt } userErrors { __typename code message path }", "webhook { id state }"
    )
    again = (await api.data(shorter, key="k", url=URL, role=Role.OPERATOR))["createWebhook"]
    assert again == {"webhook": {"id": first["webhook"]["id"], "state": "ACTIVE"}}


async def test_another_input_under_the_key_is_a_conflict(api: Api, graph: Graph) -> None:
    await create(api, "k")
    (error,) = (await create(api, "k", url=f"{URL}/2"))["userErrors"]
    assert (error["__typename"], error["path"]) == ("ConflictError", ["input", "idempotencyKey"])
    assert "new key" in error["message"]
    assert await count(graph, "WebhookEndpoint") == 1


async def test_a_key_belongs_to_its_caller_and_its_mutation(api: Api, graph: Graph) -> None:
    first = await create(api, "k")
    other = await create(api, "k", as_=sample.ADA)
    assert other["webhook"]["id"] != first["webhook"]["id"]
    deleted = await api.data(DELETE, key="k", id=first["webhook"]["id"], role=Role.OPERATOR)
    assert deleted["deleteWebhook"] == {"deletedId": first["webhook"]["id"], "userErrors": []}
    assert await api.data(DELETE, key="k", id=first["webhook"]["id"], role=Role.OPERATOR) == deleted
    (gone,) = (await api.data(DELETE, key="l", id=first["webhook"]["id"], role=Role.OPERATOR))["deleteWebhook"][
        "userErrors"
    ]
    assert gone["__typename"] == "NotFoundError"


async def test_a_refusal_is_not_kept(api: Api, graph: Graph) -> None:
    (refused,) = (await create(api, "k", url="ftp://nowhere"))["userErrors"]
    assert refused["__typename"] == "InvalidInputError"
    assert await count(graph, "IdempotencyRecord") == 0
    assert (await create(api, "k"))["userErrors"] == []


@pytest.mark.parametrize(
    ("key", "viewer", "kind"),
    [
        ("k", {"role": None}, "NotAllowedError"),
        ("k", {"role": Role.MEMBER, "as_": sample.ADA}, "NotAllowedError"),
        ("", {}, "InvalidInputError"),
        ("k" * 201, {}, "InvalidInputError"),
    ],
)
async def test_who_may_not_and_what_is_no_key(api: Api, graph: Graph, key: str, viewer: Any, kind: str) -> None:
    (error,) = (await create(api, key, **viewer))["userErrors"]
    assert error["__typename"] == kind
    assert await count(graph, "WebhookEndpoint|IdempotencyRecord") == 0


async def test_a_batch_of_events_is_answered_as_it_was(api: Api) -> None:
    now = datetime.now(UTC)
    events = [
        {"source": "t", "eventId": "1", "type": "VIEW", "userId": sample.ADA, "contentId": sample.ASKED},
        {"source": "t", "eventId": "2", "type": "VIEW", "userId": "nobody", "contentId": sample.ASKED},
    ]
    rows = [event | {"occurredAt": now.isoformat()} for event in events]
    first = (await api.data(RECORD, events=rows, role=Role.OPERATOR))["recordEvents"]
    assert (first["accepted"], [row["outcome"] for row in first["results"]]) == (1, ["ACCEPTED", "REJECTED"])
    assert (await api.data(RECORD, events=rows, role=Role.OPERATOR))["recordEvents"] == first
    ((error,),) = [(await api.data(RECORD, events=rows[:1], role=Role.OPERATOR))["recordEvents"]["userErrors"]]
    assert "another input" in error["message"]


async def test_no_secret_is_stored_as_it_is_shown(api: Api, graph: Graph) -> None:
    first = await create(api, "k")

    async def stored(tx: Transaction) -> str:
        result = await tx.run("MATCH (n:IdempotencyRecord) RETURN n.answer + n.fingerprint + n.principal AS text")
        return str((await result.single(strict=True))["text"])

    text = await graph.read(stored)
    assert first["secret"] not in text and first["webhook"]["id"] not in text


async def test_calls_are_kept_for_a_day_and_then_forgotten(graph: Graph) -> None:
    now = datetime.now(UTC)
    for hours in (1, 23.9, 24.1, 48):
        call = Call("user:u", "m", f"{hours}", "f")
        await graph.write(idempotency.claim, call, now - timedelta(hours=hours))
        await graph.write(idempotency.keep, call, "sealed")
    assert (await forget(graph, now, silent)).counts == {"calls": 2, "buckets": 0}
    assert await count(graph, "IdempotencyRecord") == 2


async def test_a_call_that_takes_long_is_told_to_those_who_wait(
    api: Api, graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resolvers.replays.PATIENCE_SECONDS", 0.3)
    call = Call("role:operator", "createWebhook", "k", "f")
    async with graph.transaction() as tx:  # another worker that has the key and isn't done
        await idempotency.claim(tx, call, datetime.now(UTC))
        for answer in await asyncio.gather(*(create(api, "k") for _ in range(3))):
            (error,) = answer["userErrors"]
            assert error["__typename"] == "ConflictError" and "still being carried out" in error["message"]
        await idempotency.keep(tx, call, "sealed")
    assert await count(graph, "WebhookEndpoint") == 0


@pytest.mark.slow
async def test_200_at_once_on_two_workers_have_one_effect_and_one_answer(
    graph: Graph, server: Server, tmp_path: Path
) -> None:
    await ensure_default_models(graph)
    async with worker(server, tmp_path / "1") as one, worker(server, tmp_path / "2") as two:
        answers = await asyncio.gather(*(propose([one, two][n % 2], "k", 1.0) for n in range(200)))
        payloads = [answer.json()["data"]["proposeScoringModel"] for answer in answers]
        payload = payloads[0]
        assert payloads == [payload] * 200
        assert payload["scoringModel"]["version"] == 2 and payload["userErrors"] == []
        assert await count(graph, "AuditEntry") == 1
        mixed = await asyncio.gather(*(propose([one, two][n % 2], "mixed", 1.0 + n // 2 % 2) for n in range(40)))
        refused = [answer for answer in mixed if answer.json()["data"]["proposeScoringModel"]["userErrors"]]
        assert len(refused) == 20 and await count(graph, "AuditEntry") == 2


async def propose(to: Worker, key: str, weight: float) -> httpx.Response:
    token = issue(SECRET, None, Role.OPERATOR, datetime.now(UTC))
    body = {"query": PROPOSE, "variables": {"key": key, "weight": weight}}
    return await to.http.post("/graphql", json=body, headers={"Authorization": f"Bearer {token}"})


@pytest.mark.slow
async def test_a_worker_killed_in_the_middle_leaves_both_the_effect_and_its_record_or_neither(
    graph: Graph, server: Server, tmp_path: Path
) -> None:
    await ensure_default_models(graph)
    async with worker(server, tmp_path / "1") as one:
        sent = [asyncio.create_task(propose(one, f"k{n}", 1.0)) for n in range(60)]
        while await count(graph, "IdempotencyRecord") < 5:  # noqa: ASYNC110  (the database has no event for it)
            await asyncio.sleep(0.002)
        await one.kill()
        await asyncio.gather(*sent, return_exceptions=True)
    done = await count(graph, "IdempotencyRecord")
    assert 5 <= done < 60, "killed in the middle"
    assert await count(graph, "AuditEntry") == done == await count(graph, "ScoringModel {kind: 'ACTIVITY'}") - 1
    async with worker(server, tmp_path / "2") as two:
        answers = await asyncio.gather(*(propose(two, f"k{n}", 1.0) for n in range(60)))
    assert all(answer.json()["data"]["proposeScoringModel"]["userErrors"] == [] for answer in answers)
    assert await count(graph, "AuditEntry") == 60
