"""Notifications from what is published to who follows it: once each, for the closest reason, read by nobody else."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.access import Role
from domain.ids import UserId
from domain.notification import NotificationKind, concerning
from domain.outbox import EventType, outbox_event
from graph import notification, outbox
from graph.database import Graph, Transaction
from jobs import notify, prune
from tests import sample
from tests.api.conftest import Api
from tests.api.subscribing import TRANSPORTS, Transport, settled, soon, token
from tests.api.test_publish import publish
from tests.profiling import hits

OWN = """query ($first: Int, $after: String) { viewer { unreadNotifications
  notifications(first: $first, after: $after) {
  nodes { id kind readAt actor { handle } actors { handle } actorCount count content { id title } about { id } }
  pageInfo { endCursor hasNextPage } } } }"""
MARK = """mutation ($ids: [ID!], $upTo: ID) { markNotificationsRead(input: {ids: $ids, upTo: $upTo}) {
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


async def mark(api: Api, user: str | None, ids: list[str] | None, up_to: str | None = None) -> dict[str, Any]:
    answer: dict[str, Any] = (await api.data(MARK, as_=user, ids=ids, upTo=up_to))["markNotificationsRead"]
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


async def concern(graph: Graph, kind: NotificationKind, user: str, actor: str | None, *ids: str | None) -> None:
    """Let an actor's act concern a user, as a reply or a follow does, and have it told."""
    told = outbox_event(EventType.MEMBER_CONCERNED, datetime.now(UTC), {})
    concerned = concerning(told, kind, UserId(user), UserId(actor) if actor else None, *ids)  # type: ignore[arg-type]
    await graph.write(outbox.append, [concerned])
    await notified(graph)


async def replied(graph: Graph, actor: str, comment: str, to: str = sample.ASKED) -> None:
    await concern(graph, NotificationKind.REPLIED, sample.BEN, actor, comment, to)


async def test_what_several_do_is_one_notification_until_it_is_read(api: Api, graph: Graph) -> None:
    for actor, comment in ((sample.ADA, "cnt_1"), (sample.CLEO, "cnt_2"), (sample.ADA, sample.REMARK)):
        await replied(graph, actor, comment)
    await replied(graph, sample.CLEO, "cnt_4", to=sample.PAID)
    found = await own(api, sample.BEN)
    assert found["unread"] == 2
    other, one = found["nodes"]
    assert (other["actorCount"], other["about"]["id"], other["content"]) == (1, sample.PAID, None)
    assert (one["actorCount"], one["count"], one["about"]["id"]) == (2, 3, sample.ASKED)
    assert [actor["handle"] for actor in one["actors"]] == ["ada", "cleo"]
    assert one["actor"]["handle"] == "ada" and one["content"]["id"] == sample.REMARK
    assert (await mark(api, sample.BEN, [one["id"]]))["unread"] == 1
    await replied(graph, sample.CLEO, "cnt_5")
    first = (await own(api, sample.BEN))["nodes"][0]
    assert (first["actorCount"], first["readAt"]) == (1, None) and first["id"] != one["id"]


async def test_an_event_counts_once_however_often_it_is_gone_through(api: Api, graph: Graph) -> None:
    await replied(graph, sample.ADA, "cnt_1")
    (event, *_) = await graph.read(outbox.after, 0)
    told = outbox_event(EventType.NOTIFICATIONS_CREATED, datetime.now(UTC), {})
    assert [await graph.write(notification.concern, event, told) for _ in range(2)] == [0, 0]
    await mark(api, sample.BEN, None)
    assert await graph.write(notification.concern, event, told) == 0
    (one,) = (await own(api, sample.BEN))["nodes"]
    assert one["count"] == 1


async def test_a_badge_has_no_actor_and_nobody_hears_of_themselves(api: Api, graph: Graph) -> None:
    await concern(graph, NotificationKind.NEW_FOLLOWER, sample.BEN, sample.BEN)
    await concern(graph, NotificationKind.BADGE_AWARDED, sample.BEN, None, None, sample.PYTHON)
    (one,) = (await own(api, sample.BEN))["nodes"]
    assert (one["actor"], one["actors"], one["actorCount"], one["about"]["id"]) == (None, [], 0, sample.PYTHON)


MANY = """
UNWIND range(1, $many) AS n
WITH 'x' + right('00000' + n, 6) AS place
CREATE (:Notification {id: $user + place, user_id: $user, kind: 'REPLIED', group: place, actor_ids: [], actor_count: 0,
                       count: 1, place: place, unread: place, at: $at})
"""


async def test_a_page_costs_the_same_however_many_there_are(api: Api, graph: Graph) -> None:
    async def make(tx: Transaction, user: str, many: int) -> None:
        await (await tx.run(MANY, {"user": user, "many": many, "at": sample.NOW})).consume()

    pages = []
    for user, many in ((sample.ADA, 100), (sample.BEN, 5_000)):
        await graph.write(make, user, many)
        params = notification.LatestParams(user_id=UserId(user), limit=21)
        pages.append(await hits(graph, notification.LATEST, params))
    unread = await hits(graph, notification.UNREAD, notification.UnreadParams(user_id=UserId(sample.BEN)))
    assert pages[0] == pages[1] < 500 and unread < 2_000
    assert (await own(api, sample.BEN, first=1))["unread"] == 1_000


async def test_marking_up_to_one_leaves_the_later_ones(api: Api, graph: Graph) -> None:
    for _ in range(3):
        await publish(api)
    await notified(graph)
    ids = [row["id"] for row in (await own(api, sample.BEN))["nodes"]]
    assert (await mark(api, sample.ADA, None, up_to=ids[0]))["unread"] == 0
    assert (await mark(api, sample.BEN, None, up_to=ids[1]))["unread"] == 1
    assert (await mark(api, sample.BEN, ids, up_to=ids[1]))["userErrors"][0]["__typename"] == "InvalidInputError"
    assert (await mark(api, sample.BEN, None, up_to="ntf_x"))["userErrors"][0]["__typename"] == "InvalidInputError"


SET = """mutation ($input: SetNotificationPreferencesInput!) { setNotificationPreferences(input: $input) {
  settings { timeZone quietFrom quietTo mailHours preferences { kind channel on } } userErrors { path } } }"""


async def change(api: Api, user: str, **input: Any) -> dict[str, Any]:
    answer: dict[str, Any] = (await api.data(SET, as_=user, input=input))["setNotificationPreferences"]
    return answer


async def test_members_hear_of_what_they_want(api: Api, graph: Graph) -> None:
    off = {"kind": "REPLIED", "channel": "IN_APP", "on": False}
    await change(api, sample.BEN, preferences=[off], timeZone="Asia/Shanghai")
    kept = (await change(api, sample.BEN, quietHours={"from": "22:00", "to": "07:30"}))["settings"]
    assert (kept["timeZone"], kept["quietFrom"], kept["quietTo"]) == ("Asia/Shanghai", "22:00", "07:30")
    assert [one for one in kept["preferences"] if not one["on"]] == [off]
    await replied(graph, sample.ADA, "cnt_1")
    await publish(api)
    await notified(graph)
    assert [row["kind"] for row in (await own(api, sample.BEN))["nodes"]] == ["FOLLOWED_AUTHOR"]
    await change(api, sample.BEN, preferences=[off | {"on": True}])
    await replied(graph, sample.ADA, "cnt_2")
    assert (await own(api, sample.BEN))["unread"] == 2


@pytest.mark.parametrize(
    ("input", "path"),
    [
        ({"timeZone": "../UTC"}, ["input", "timeZone"]),
        ({"timeZone": "Mars/Olympus"}, ["input", "timeZone"]),
        ({"quietHours": {"from": "24:00", "to": "07:00"}}, ["input", "quietHours", "from"]),
        ({"quietHours": {"from": "22:00", "to": "7am"}}, ["input", "quietHours", "to"]),
        ({"mailHours": 0}, ["input", "mailHours"]),
        ({"mailHours": 337}, ["input", "mailHours"]),
    ],
)
async def test_bad_settings_are_refused_and_change_nothing(api: Api, input: dict[str, Any], path: list[str]) -> None:
    assert (await change(api, sample.BEN, **input))["userErrors"] == [{"path": path}]
    assert (await change(api, sample.BEN))["settings"]["timeZone"] == "UTC"


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
