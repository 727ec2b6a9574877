"""Deliveries from the outbox to the receiver: signed, in order, none missing, and nobody kept waiting by another."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

import httpx
import pytest

from domain.access import Role
from domain.outbox import EventType, outbox_event
from graph import outbox
from graph.database import Graph
from jobs import prune
from jobs.deliver import DeliveryWorker
from jobs.deliveries import Deliveries
from tests import sample
from tests.api.conftest import Api
from tests.api.receiver import CREATE, Receiver, create, event, only, run_due, send_test, worker
from tests.api.test_api_key import REVOKE, change
from tests.api.test_api_key import create as create_key
from tests.sample import NOW

RESUME = "mutation ($id: ID!) { resumeWebhook(input: {id: $id}) { webhook { state } } }"
REDELIVER = """mutation ($id: ID!, $event: ID!) { redeliverWebhookEvent(input: {id: $id, eventId: $event}) {
  delivery { attempts } userErrors { __typename path } } }"""


async def test_events_arrive_in_order_though_a_third_of_the_attempts_fail(api: Api, graph: Graph) -> None:
    chance = random.Random(7)
    events = [event(number) for number in range(150)]
    async with Receiver(lambda: 500 if chance.random() < 0.3 else 200) as receiver, httpx.AsyncClient() as http:
        await create(api, receiver.url)
        await graph.write(outbox.append, events)
        workers = [worker(graph, http) for _ in range(3)]
        async with asyncio.timeout(90):
            while len(receiver.accepted) < len(events):
                await asyncio.gather(*(run_due(each) for each in workers))
    assert receiver.ids == [event.id for event in events]


async def test_a_failing_webhook_is_paused_and_goes_on_where_it_stopped(api: Api, graph: Graph) -> None:
    statuses = [200, 500, 302, 500]
    async with Receiver(lambda: statuses.pop(0) if statuses else 200) as receiver, httpx.AsyncClient() as http:
        made = await create(api, receiver.url)
        sent = [await send_test(api, made) for _ in range(3)]
        for _ in range(5):
            await run_due(worker(graph, http, attempts=3))
        paused = await only(api)
        assert (paused["state"], paused["failures"], len(receiver.accepted)) == ("PAUSED", 3, 1)
        assert sent[1] in paused["reason"]
        assert [row["status"] for row in paused["deliveries"]] == ["FAILED", "SUCCEEDED"]
        await api.data(RESUME, role=Role.OPERATOR, id=made["webhook"]["id"])
        assert await run_due(worker(graph, http)) == 2
    assert receiver.ids == sent


async def test_only_what_is_wanted_is_sent_and_a_test_to_one_alone(api: Api, graph: Graph) -> None:
    async with Receiver() as every, Receiver() as some, httpx.AsyncClient() as http:
        await create(api, every.url)
        choosy = await create(api, some.url, "content.published")
        activated = event(1)
        await graph.write(outbox.append, [activated])
        tested = await send_test(api, choosy)
        assert await run_due(worker(graph, http)) == 2
    assert (every.ids, some.ids) == ([activated.id], [tested])


@pytest.mark.parametrize(("scopes", "hears"), [((), False), (("members:read",), True)])
async def test_of_members_hears_who_may_read_them(api: Api, graph: Graph, scopes: tuple[str, ...], hears: bool) -> None:
    made = await create_key(api, "webhooks:manage", *scopes)
    moved = outbox_event(EventType.SEGMENT_CHANGED, NOW, {"userId": sample.ADA, "segment": "HIGH_VALUE"})
    async with Receiver() as receiver, httpx.AsyncClient() as http:
        for types in ([], ["segment.changed"]):
            body = {"query": CREATE, "variables": {"url": receiver.url, "types": types}}
            answer = await api.http.post("/graphql", json=body, headers={"Authorization": f"Bearer {made['secret']}"})
            errors = [error["__typename"] for error in answer.json()["data"]["createWebhook"]["userErrors"]]
            assert errors == (["NotAllowedError"] if types and not hears else [])
        await graph.write(outbox.append, [moved])
        assert await run_due(worker(graph, http)) == (2 if hears else 0)
        await change(api, REVOKE, made["apiKey"]["id"])
        await graph.write(outbox.append, [outbox_event(EventType.SEGMENT_CHANGED, NOW, {"userId": sample.BEN})])
        assert await run_due(worker(graph, http)) == 0, "a key that was revoked hears of nobody"


async def redeliver(api: Api, webhook: str, event: str) -> str | None:
    """Ask for an event again; the kind of refusal, if it was one."""
    answer = (await api.data(REDELIVER, role=Role.OPERATOR, id=webhook, event=event))["redeliverWebhookEvent"]
    return str(answer["userErrors"][0]["__typename"]) if answer["userErrors"] else None


async def test_one_event_is_sent_again_beside_the_order_of_the_others(api: Api, graph: Graph) -> None:
    events = [event(number) for number in range(3)]
    async with Receiver() as receiver, httpx.AsyncClient() as http:
        id = (await create(api, receiver.url))["webhook"]["id"]
        await graph.write(outbox.append, events)
        await run_due(worker(graph, http))
        assert await redeliver(api, id, events[1].id) is None
        assert await run_due(worker(graph, http)) == 1
        assert await run_due(worker(graph, http)) == 0
        again = await only(api)
        assert [row["attempts"] for row in again["deliveries"]] == [1, 2, 1]
        assert (again["cursor"], again["state"]) == (3, "ACTIVE")
    assert receiver.ids == [events[0].id, events[1].id, events[2].id, events[1].id]


async def test_a_redelivery_that_fails_is_told_and_pauses_nothing(api: Api, graph: Graph) -> None:
    statuses = [200, 500]
    async with Receiver(lambda: statuses.pop(0) if statuses else 200) as receiver, httpx.AsyncClient() as http:
        made = await create(api, receiver.url)
        sent = await send_test(api, made)
        await run_due(worker(graph, http))
        await redeliver(api, made["webhook"]["id"], sent)
        assert await run_due(worker(graph, http, attempts=1)) == 0
        told = await only(api)
    assert (told["state"], told["failures"], told["deliveries"][0]["status"]) == ("ACTIVE", 0, "FAILED")


async def test_what_can_not_be_sent_again_is_refused(api: Api, graph: Graph) -> None:
    disable = "mutation ($id: ID!) { disableWebhook(input: {id: $id}) { webhook { state } } }"
    async with Receiver() as receiver, httpx.AsyncClient() as http:
        id = (await create(api, receiver.url))["webhook"]["id"]
        sent, waiting = event(1), event(2)
        await graph.write(outbox.append, [sent])
        await run_due(worker(graph, http))
        await graph.write(outbox.append, [waiting])
        assert await redeliver(api, id, waiting.id) == "NotFoundError", "it is still to come"
        assert await redeliver(api, id, event(3).id) == "NotFoundError"
        assert await redeliver(api, id, "evt_x") == "InvalidInputError"
        assert await redeliver(api, event(3).id.replace("evt", "whk"), sent.id) == "NotFoundError"
        await api.data(disable, role=Role.OPERATOR, id=id)
        assert await redeliver(api, id, sent.id) == "ConflictError"


@asynccontextmanager
async def delivering(worker: DeliveryWorker) -> AsyncIterator[None]:
    task = asyncio.create_task(Deliveries(worker, tick=0.05).run_forever())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_a_slow_webhook_delays_no_other(api: Api, graph: Graph) -> None:
    async with Receiver() as receiver, httpx.AsyncClient() as http:
        await create(api, receiver.url.replace("/hook", "/slow"))
        await create(api, receiver.url)
        async with delivering(worker(graph, http)), asyncio.timeout(8):  # an attempt may take 10 seconds
            for number in range(3):
                await graph.write(outbox.append, [event(number)])
                while len(receiver.accepted) <= number:  # noqa: ASYNC110
                    await asyncio.sleep(0.02)
    assert receiver.attempts == 4


async def test_what_is_older_than_thirty_days_is_deleted(api: Api, graph: Graph) -> None:
    ages = [31, 30.1, 29, 1]
    events = [event(number, NOW - timedelta(days=age)) for number, age in enumerate(ages)]
    async with Receiver() as receiver, httpx.AsyncClient() as http:
        await create(api, receiver.url)
        await graph.write(outbox.append, events)
        first = worker(graph, http)
        first.clock = lambda: NOW - timedelta(days=30.1)
        await run_due(first)
        report = await prune.JOB.run(graph, NOW, lambda done, total: None)
        assert {name: count for name, count in report.counts.items() if count} == {"events": 2, "deliveries": 4}
        assert await graph.read(outbox.before, NOW - timedelta(days=365)) == 2
        assert (await only(api))["deliveries"] == []
        assert (await prune.JOB.run(graph, NOW, lambda done, total: None)).counts["events"] == 0
