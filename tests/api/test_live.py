"""Live updates as clients meet them, on real ports: any worker's write, both transports, and only what one may see."""

import asyncio
import random
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.errors import NotAllowed
from domain.outbox import outbox_event
from graph import outbox
from graph.database import Graph
from tests import sample
from tests.api.conftest import Api
from tests.api.subscribing import TRANSPORTS, Transport, over_sse, over_websocket, settled, soon, token
from tests.api.test_publish import publish

PULSE = "subscription ($every: Int!) { communityPulse(every: $every) { users contents interactions } }"
PUBLISHED = """subscription ($area: String, $tags: [String!]) {
  contentPublished(area: $area, tags: $tags) { id body access { allowed } } }"""


@TRANSPORTS
async def test_the_pulse_comes_at_once_and_again(address: str, transport: Transport) -> None:
    async with transport(address, PULSE, {}, {"every": 1}) as answers:
        pulses = [(await soon(answers))["data"]["communityPulse"]["users"] for _ in range(2)]
    assert pulses == [3, 3]


@TRANSPORTS
async def test_what_one_worker_publishes_is_heard_on_another(api: Api, address: str, transport: Transport) -> None:
    async with transport(address, PUBLISHED, token(sample.BEN), {}) as answers:
        await settled()
        made = [(await publish(api, body=f"<p>{number}</p>"))["content"]["id"] for number in range(3)]
        for number, id in enumerate(made):
            heard = (await soon(answers))["data"]["contentPublished"]
            assert heard == {"id": id, "body": f"<p>{number}</p>", "access": {"allowed": True}}


@TRANSPORTS
async def test_only_what_was_asked_for_is_heard(api: Api, address: str, transport: Transport) -> None:
    asked = {"area": "help", "tags": ["python", "rust"]}
    async with transport(address, PUBLISHED, {}, asked) as answers:
        await settled()
        await publish(api, tags=["python"], area="blog")
        await publish(api, tags=["neo4j"], area="help")
        await publish(api, tags=[], area="help")
        await publish(api, tags=["rust"], area=None)
        made = (await publish(api, tags=["neo4j", "rust"], area="help"))["content"]["id"]
        assert (await soon(answers))["data"]["contentPublished"]["id"] == made


@TRANSPORTS
async def test_nobody_hears_of_what_they_may_not_find(api: Api, address: str, transport: Transport) -> None:
    async with (
        transport(address, PUBLISHED, {}, {}) as strangers,
        transport(address, PUBLISHED, token(sample.BEN), {}) as members,
    ):
        await settled()
        inner = (await publish(api, visibility="MEMBERS"))["content"]["id"]
        outer = (await publish(api))["content"]["id"]
        assert [(await soon(members))["data"]["contentPublished"]["id"] for _ in range(2)] == [inner, outer]
        assert (await soon(strangers))["data"]["contentPublished"]["id"] == outer


async def test_an_event_stream_lives_no_longer_than_its_token(address: str) -> None:
    """Over WebSocket the socket is closed, see test_ws.py."""
    short = token(sample.BEN, timedelta(seconds=1))
    async with over_sse(address, PUBLISHED, short, {}) as answers:
        (error,) = (await soon(answers))["errors"]
        assert (error["extensions"]["code"], "expired" in error["message"]) == ("UNAUTHENTICATED", True)
        with pytest.raises(StopAsyncIteration):
            await soon(answers)


@TRANSPORTS
async def test_who_stops_reading_is_let_go_and_hears_why(
    api: Api, graph: Graph, address: str, transport: Transport
) -> None:
    """What waits in sockets is read first; of 600 events of 200 KB no more than that and 100 are kept for it."""
    noise = random.Random(7).randbytes(99_000).hex()  # a socket compresses what repeats itself
    big = (await publish(api, body=f"<p>{noise}</p>", format="HTML"))["content"]["id"]
    told = {"contentId": big, "area": "blog", "tags": []}
    events = [outbox_event("content.published", datetime.now(UTC), told) for _ in range(600)]
    async with transport(address, PUBLISHED, token(sample.BEN), {}) as answers:
        await settled()
        await graph.write(outbox.append, events)
        await asyncio.sleep(8)
        heard, codes = 0, list[str]()
        while not codes:
            answer = await soon(answers)
            heard += "errors" not in answer
            codes = [error["extensions"]["code"] for error in answer.get("errors", [])]
    assert (codes, 0 < heard < 500) == (["LIMIT_REACHED"], True), heard


async def test_who_may_not_ask_any_more_hears_no_more(
    address: str, graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The token goes bad while the subscription lasts, as it does when a key is revoked."""

    def refuse(*_: object) -> None:
        raise NotAllowed("Revoked.")

    told = {"contentId": sample.GRAPHS, "area": "blog", "tags": []}
    async with over_sse(address, PUBLISHED, token(sample.BEN), {}) as answers:
        await settled()
        for code in (None, "NOT_ALLOWED"):
            await graph.write(outbox.append, [outbox_event("content.published", datetime.now(UTC), told)])
            answer = await soon(answers)
            assert [error["extensions"]["code"] for error in answer.get("errors", [])] == ([code] if code else [])
            monkeypatch.setattr("entrance.session_of", refuse)


@TRANSPORTS
@pytest.mark.parametrize(
    ("variables", "code"),
    [
        ({"tags": ["python", "no-such-tag"]}, "NOT_FOUND"),
        ({"area": "nowhere"}, "NOT_FOUND"),
        ({"tags": []}, "INVALID_INPUT"),
        ({"tags": ["python"] * 21}, "INVALID_INPUT"),
    ],
)
async def test_what_could_never_be_heard_is_refused(
    address: str, transport: Transport, variables: dict[str, Any], code: str
) -> None:
    async with transport(address, PUBLISHED, {}, variables) as answers:
        (error,) = (await soon(answers))["errors"]
        assert error["extensions"]["code"] == code


@pytest.mark.parametrize("every", [0, -1, 61])
async def test_an_interval_out_of_range_is_refused(address: str, every: int) -> None:
    async with over_websocket(address, PULSE, {}, {"every": every}) as answers:
        (error,) = (await soon(answers))["errors"]
        assert error["extensions"]["code"] == "INVALID_INPUT"
