"""Following in the graph: one edge from a member to a user, tag, area or content."""

from datetime import datetime

from domain.access import Viewer
from domain.errors import InvalidInput, NotFound
from domain.event import Event, EventOutcome
from domain.ids import ContentId, IdPrefix, UserId, parse_id
from domain.interaction import InteractionType
from domain.notification import NotificationKind, concerning
from domain.outbox import OutboxEvent
from domain.record import Record
from graph import block, outbox
from graph import event as events
from graph.content import AudienceParams
from graph.database import Transaction
from graph.publish import SOURCE
from graph.queries import Query


class SetParams(AudienceParams):
    user_id: UserId
    target_id: str
    following: bool
    at: datetime


class Before(Record):
    target_id: str
    was: bool


SET = Query("follow/set", SetParams, Before)


async def follow(
    tx: Transaction, viewer: Viewer, target_id: str, following: bool, told: OutboxEvent, now: datetime
) -> None:
    """Let the viewer follow something or somebody, or not any more. Whom they follow for the first time is told.

    Raises:
        NotFound: they can't find it, or are gone.
        InvalidInput: it is themselves.
    """
    user_id = viewer.require_user()
    if target_id == user_id:
        raise InvalidInput("Nobody follows themselves.", ("input", "targetId"))
    if following and parse_id(target_id) is IdPrefix.USER:
        await block.check(tx, UserId(target_id), user_id)
    of_content = parse_id(target_id) is IdPrefix.CONTENT
    await events.lock(tx, [user_id], [target_id] if of_content else [])
    params = SetParams(
        user_id=user_id, target_id=target_id, following=following, at=now, audience=viewer.audience, now=now
    )
    before = await SET.one_or_none(tx, params)
    if before is None:
        raise NotFound("There is nothing you can find to follow under this id.", ("input", "targetId"))
    if not following or before.was:
        return
    content_id = ContentId(target_id) if of_content else None
    act = Event(SOURCE, f"follow:{user_id}:{target_id}", InteractionType.FOLLOW, user_id, content_id, now)
    (result,) = await events.record(tx, [act], now)
    if result.outcome is EventOutcome.ACCEPTED and parse_id(target_id) is IdPrefix.USER:
        concern = concerning(told, NotificationKind.NEW_FOLLOWER, UserId(target_id), user_id)
        await outbox.append(tx, [concern])
