"""Notifications in the graph: made for followers of what a new content is of, listed and marked by their members."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.ids import IdPrefix, UserId, new_id
from domain.notification import ACTORS_SHOWN, MAX_FOLLOWERS, MOST_UNREAD, Notification, NotificationKind, group_of
from domain.outbox import OutboxEvent, SequencedEvent
from domain.record import Record
from graph import block, outbox
from graph.content import LAST_ID, IdsParams
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class RecipientsParams(Params):
    content_id: str
    limit: int = MAX_FOLLOWERS


class Recipient(Record):
    user_id: str
    kind: NotificationKind


class CreateParams(Params):
    content_id: str
    actor_id: str
    at: datetime
    rows: list[dict[str, Any]]


class GatherParams(Params):
    id: str
    place: str
    user_id: UserId
    kind: NotificationKind
    actor_id: UserId | None
    content_id: str | None
    about_id: str | None
    group: str
    at: datetime
    most: int = ACTORS_SHOWN


class PassParams(Params):
    seq: int
    at: datetime


class Passed(Record):
    first: bool


class Made(Record):
    id: str
    user_id: str


class LatestParams(Params):
    user_id: UserId
    before: str = LAST_ID
    limit: int


class UnreadParams(Params):
    user_id: UserId
    limit: int = MOST_UNREAD


class Total(Record):
    total: int


class MarkParams(Params):
    """`ids` and `up_to` are None for all."""

    user_id: UserId
    ids: Sequence[str] | None
    up_to: str | None
    at: datetime


class PruneParams(Params):
    before: datetime
    limit: int


class Pruned(Record):
    pruned: int


RECIPIENTS = Query("notification/recipients", RecipientsParams, Recipient)
CREATE = Query("notification/create", CreateParams, Made)
GATHER = Query("notification/gather", GatherParams, Made)
PASS = Query("notification/pass", PassParams, Passed)
BY_IDS = Query("notification/by_ids", IdsParams, Notification)
LATEST = Query("notification/latest", LatestParams, Notification)
UNREAD = Query("notification/unread", UnreadParams, Total)
MARK_READ = Query("notification/mark_read", MarkParams, NoRow)
PRUNE = Query("notification/prune", PruneParams, Pruned)


async def recipients(tx: Transaction, content_id: str) -> list[dict[str, Any]]:
    """Who is to hear of a content, each with an id for the notification; for `create`, in batches."""
    rows = await RECIPIENTS.all(tx, RecipientsParams(content_id=content_id))
    return [_row(row, content_id, new_id(IdPrefix.NOTIFICATION)) for row in rows]


def _row(recipient: Recipient, content_id: str, id: str) -> dict[str, Any]:
    group = group_of(recipient.kind, None, content_id)
    return {**dict(recipient), "id": id, "place": _place(id), "group": group}


def _place(id: str) -> str:
    """Where it stands in its member's list: by the moment of its last change."""
    return id.partition("_")[2]


async def create(tx: Transaction, published: SequencedEvent, rows: list[dict[str, Any]], event: OutboxEvent) -> int:
    """Notify those who aren't yet of what was published, and tell of it by `event`; how many. Again it does nothing."""
    told = published.payload
    params = CreateParams(content_id=told["contentId"], actor_id=told["authorId"], at=published.occurred_at, rows=rows)
    return await _tell(tx, await CREATE.all(tx, params), event)


async def concern(tx: Transaction, concerned: SequencedEvent, event: OutboxEvent) -> int:
    """Notify the one member whom an act concerns, and tell of it by `event`; how many. An event counts once."""
    told = concerned.payload
    if not await passed(tx, concerned.seq, concerned.occurred_at) or told["actorId"] == told["userId"]:
        return 0
    avoided = (await block.avoided(tx, [told["userId"]])).get(told["userId"])
    if avoided is not None and told["actorId"] in avoided.authors:
        return 0
    params = GatherParams(
        id=concerned.id.replace(IdPrefix.OUTBOX_EVENT, IdPrefix.NOTIFICATION),
        place=_place(concerned.id),
        user_id=told["userId"],
        kind=NotificationKind(told["kind"]),
        actor_id=told["actorId"],
        content_id=told["contentId"],
        about_id=told["aboutId"],
        group=group_of(NotificationKind(told["kind"]), told["aboutId"], told["contentId"]),
        at=concerned.occurred_at,
    )
    return await _tell(tx, await GATHER.all(tx, params), event)


async def passed(tx: Transaction, seq: int, at: datetime) -> bool:
    """Note that all up to this event was made into notifications; False when it was before."""
    return (await PASS.one(tx, PassParams(seq=seq, at=at))).first


async def _tell(tx: Transaction, made: Sequence[Made], event: OutboxEvent) -> int:
    if made:
        ids = {row.user_id: row.id for row in made}
        await outbox.append(tx, [event.model_copy(update={"payload": {"notifications": ids}})])
    return len(made)


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, Notification]:
    """Notifications by id, whosever they are: ask whose before showing one."""
    return {row.id: row for row in await BY_IDS.all(tx, IdsParams(ids=ids))}


async def prune(tx: Transaction, made_before: datetime, limit: int) -> int:
    """Delete at most `limit` notifications that are older; how many."""
    return (await PRUNE.one(tx, PruneParams(before=made_before, limit=limit))).pruned
