"""Notifications in the graph: made for followers of what a new content is of, listed and marked by their members."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.ids import IdPrefix, UserId, new_id
from domain.notification import MAX_FOLLOWERS, Notification
from domain.outbox import OutboxEvent, SequencedEvent
from domain.record import Record
from graph import outbox
from graph.content import LAST_ID, IdsParams
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class RecipientsParams(Params):
    content_id: str
    limit: int = MAX_FOLLOWERS


class Recipient(Record):
    user_id: str
    kind: str


class CreateOfMemberParams(Params):
    actor_id: str
    at: datetime
    rows: list[dict[str, Any]]


class CreateParams(CreateOfMemberParams):
    content_id: str


class Made(Record):
    id: str
    user_id: str


class LatestParams(Params):
    user_id: UserId
    before_id: str = LAST_ID
    limit: int


class UserParams(Params):
    user_id: UserId


class Total(Record):
    total: int


class MarkParams(Params):
    """`ids` is None for all."""

    user_id: UserId
    ids: Sequence[str] | None
    at: datetime


class PruneParams(Params):
    before: datetime
    limit: int


class Pruned(Record):
    pruned: int


RECIPIENTS = Query("notification/recipients", RecipientsParams, Recipient)
CREATE_OF_MEMBER = Query("notification/create_of_member", CreateOfMemberParams, Made)
CREATE = Query("notification/create", CreateParams, Made)
BY_IDS = Query("notification/by_ids", IdsParams, Notification)
LATEST = Query("notification/latest", LatestParams, Notification)
UNREAD = Query("notification/unread", UserParams, Total)
MARK_READ = Query("notification/mark_read", MarkParams, NoRow)
PRUNE = Query("notification/prune", PruneParams, Pruned)


async def recipients(tx: Transaction, content_id: str) -> list[dict[str, Any]]:
    """Who is to hear of a content, each with an id for the notification; for `create`, in batches."""
    rows = await RECIPIENTS.all(tx, RecipientsParams(content_id=content_id))
    return [{**dict(row), "id": new_id(IdPrefix.NOTIFICATION)} for row in rows]


async def create(tx: Transaction, published: SequencedEvent, rows: list[dict[str, Any]], event: OutboxEvent) -> int:
    """Notify those who aren't yet of what was published, and tell of it by `event`; how many. Again it does nothing."""
    told = published.payload
    params = CreateParams(content_id=told["contentId"], actor_id=told["authorId"], at=published.occurred_at, rows=rows)
    return await _tell(tx, await CREATE.all(tx, params), event)


async def concern(tx: Transaction, concerned: SequencedEvent, event: OutboxEvent) -> int:
    """Notify the one member whom an act concerns, if they aren't yet, and tell of it by `event`; how many."""
    told = concerned.payload
    row = {"id": concerned.id.replace(IdPrefix.OUTBOX_EVENT, IdPrefix.NOTIFICATION), "kind": told["kind"]}
    params = CreateOfMemberParams(
        actor_id=told["actorId"], at=concerned.occurred_at, rows=[row | {"user_id": told["userId"]}]
    )
    if told["contentId"] is None:
        return await _tell(tx, await CREATE_OF_MEMBER.all(tx, params), event)
    of_content = CreateParams(**dict(params), content_id=told["contentId"])
    return await _tell(tx, await CREATE.all(tx, of_content), event)


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
