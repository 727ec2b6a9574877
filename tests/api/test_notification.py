"""Notifications from what is published to who follows it: once each, for the closest reason, read by nobody else."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.access import Role
from domain.outbox import outbox_event
from graph import notification, outbox
from graph.database import Graph
from jobs import notify, prune
from tests import sample
from tests.api.conftest import Api
from tests.api.subscribing import TRANSPORTS, Transport, settled, soon, token
from tests.api.test_publish import publish

OWN = """query ($first: Int, $after: String) { viewer { unreadNotifications
  notifications(first: $first, after: $after) {
  nodes { id kind readAt actor { handle } content { id title } } pageInfo { endCursor hasNextPage } } } }"""
MARK = """mutation ($ids: [ID!]) { markNotificationsRead(input: {ids: $ids}) {
  unread userErrors { __typename path } } }"""
RECEIVED = "subscription { notificationReceived { kind content { id } } }"


async def notified(graph: Graph) -> int:
    """Let the process whose turn it is make what is due; how many members heard."""
    return await notify.run_due(graph, datetime.now(UTC))


async def own(api: Api, user: str, **page: Any) -> dict[str, Any]:
    viewer: dict[str, Any] = (await api.data(OWN, as_=user, **page))["viewer"]
    return {"unread": viewer["unreadNotifications"], **viewer["notifications"]}


async def test_followers_hear_once_for_the_closest_reason(api: Api, graph: Graph) -> None:
    """Ben follows Ada and the tag python; nobody follows neo4j, and nobody hears of what they wrote themselves."""
    close = (await publish(api, sample.ADA, tags=["python"]))["content"]["id"]
    far = (await publish(api, sample.CLEO, tags=["python", "neo4j"], visibility="MEMBERS"))["content"]["id"]
    await publish(api, sample.CLEO, tags=["neo4j"])
    await publish(api, sample.BEN, tags=["python"])
    assert await notified(graph) == 2
    found = await own(api, sample.BEN)
    assert [(row["kind"], row["content"]["id"], row["actor"]["handle"]) for row in found["nodes"]] == [
        ("FOLLOWED_TAG", far, "cleo"),
        ("FOLLOWED_AUTHOR", close, "ada"),
    ]
    assert found["unread"] == 2
    assert (await own(api, sample.ADA))["nodes"] == (await own(api, sample.CLEO))["nodes"] == []


async def test_doing_it_again_tells_nobody_twice(api: Api, graph: Graph) -> None:
    await publish(api)
    assert await notified(graph) == 1
    assert await notified(graph) == 0
    (event, *_) = await graph.read(outbox.after, 0)
    rows = await graph.read(notification.recipients, event.payload["contentId"])
    again = outbox_event("notifications.created", datetime.now(UTC), {})
    assert await graph.write(notification.create, event, rows, again) == 0
    assert (await own(api, sample.BEN))["unread"] == 1
    assert [event.type for event in await graph.read(outbox.after, 0)] == ["content.published", "notifications.created"]


async def test_pages_and_marks(api: Api, graph: Graph) -> None:
    for _ in range(3):
        await publish(api)
    await notified(graph)
    head = await own(api, sample.BEN, first=2)
    tail = await own(api, sample.BEN, first=2, after=head["pageInfo"]["endCursor"])
    ids = [row["id"] for row in head["nodes"] + tail["nodes"]]
    assert len(set(ids)) == 3 and not tail["pageInfo"]["hasNextPage"]
    assert await mark(api, sample.BEN, ids[:1]) == {"unread": 2, "userErrors": []}
    assert await mark(api, sample.ADA, ids) == {"unread": 0, "userErrors": []}
    assert [row["readAt"] is not None for row in (await own(api, sample.BEN))["nodes"]] == [True, False, False]
    assert await mark(api, sample.BEN, None) == {"unread": 0, "userErrors": []}


async def mark(api: Api, user: str | None, ids: list[str] | None) -> dict[str, Any]:
    answer: dict[str, Any] = (await api.data(MARK, as_=user, ids=ids))["markNotificationsRead"]
    return answer


@pytest.mark.parametrize(
    ("user", "ids", "problem"),
    [
        (None, None, "NotAllowedError"),
        (sample.BEN, [], "InvalidInputError"),
        (sample.BEN, ["ntf_x"], "InvalidInputError"),
        (sample.BEN, [sample.GRAPHS], "InvalidInputError"),
        (sample.BEN, ["ntf_01jz000000000000000000000z"] * 101, "InvalidInputError"),
    ],
)
async def test_bad_marks_are_refused(api: Api, user: str | None, ids: list[str] | None, problem: str) -> None:
    assert (await mark(api, user, ids))["userErrors"][0]["__typename"] == problem


async def test_a_notification_is_its_members_alone(api: Api, graph: Graph) -> None:
    await publish(api)
    await notified(graph)
    id = (await own(api, sample.BEN))["nodes"][0]["id"]
    node = "query ($id: ID!) { node(id: $id) { id ... on Notification { kind } } }"
    assert (await api.data(node, as_=sample.BEN, id=id))["node"] == {"id": id, "kind": "FOLLOWED_AUTHOR"}
    for viewer in ({"as_": sample.ADA}, {"role": Role.OPERATOR}, {}):
        assert (await api.data(node, id=id, **viewer))["node"] is None


async def test_old_ones_are_deleted(api: Api, graph: Graph) -> None:
    await publish(api)
    await notified(graph)
    for days, left in ((89, 1), (91, 0)):
        report = await prune.JOB.run(graph, datetime.now(UTC) + timedelta(days=days), lambda done, total: None)
        assert report.counts["notifications"] == 1 - left
        assert (await own(api, sample.BEN))["unread"] == left


@TRANSPORTS
async def test_it_is_heard_at_once_on_another_worker(
    api: Api, graph: Graph, address: str, transport: Transport
) -> None:
    async with transport(address, RECEIVED, token(sample.BEN), {}) as answers:
        await settled()
        await publish(api, sample.CLEO, tags=["neo4j"])
        made = (await publish(api))["content"]["id"]
        await notified(graph)
        heard = (await soon(answers))["data"]["notificationReceived"]
    assert heard == {"kind": "FOLLOWED_AUTHOR", "content": {"id": made}}


@TRANSPORTS
async def test_only_members_are_notified(address: str, transport: Transport) -> None:
    async with transport(address, RECEIVED, {}, {}) as answers:
        (error,) = (await soon(answers))["errors"]
        assert error["extensions"]["code"] == "NOT_ALLOWED"
