"""Drafts in the graph: kept by their authors, and published once, by them or when their time has come."""

from datetime import datetime
from typing import Any

from domain.draft import MAX_DRAFTS, DueDraft, SavedDraft
from domain.ids import UserId
from domain.notification import NotificationKind, concerning
from domain.outbox import OutboxEvent
from domain.publish import Publication
from graph import outbox
from graph import publish as contents
from graph.content import LAST_ID
from graph.database import Transaction
from graph.publish import Id
from graph.queries import Params, Query


class OwnParams(Params):
    id: str
    user_id: UserId


class ChangeParams(OwnParams):
    properties: dict[str, Any]


class CreateParams(ChangeParams):
    most: int = MAX_DRAFTS


class OfUserParams(Params):
    user_id: UserId
    before_id: str = LAST_ID
    limit: int


class DueParams(Params):
    now: datetime
    limit: int


class TakeParams(OwnParams):
    version: int


class RefuseParams(TakeParams):
    problem: str


CREATE = Query("draft/create", CreateParams, Id)
CHANGE = Query("draft/change", ChangeParams, Id)
OF_USER = Query("draft/of_user", OfUserParams, SavedDraft)
BY_ID = Query("draft/by_id", OwnParams, SavedDraft)
DUE = Query("draft/due", DueParams, DueDraft)
TAKE = Query("draft/take", TakeParams, Id)
DELETE = Query("draft/delete", OwnParams, Id)
REFUSE = Query("draft/refuse", RefuseParams, Id)


async def publish(draft: SavedDraft, tx: Transaction, new: Publication, told: OutboxEvent) -> bool:
    """Make content of a draft, which is gone then; False when it isn't there any more as it was read, or its author.

    Whoever takes it first publishes it: another one finds nothing to take.
    """
    taken = await TAKE.one_or_none(tx, TakeParams(id=draft.id, user_id=draft.user_id, version=draft.version))
    if taken is None:
        return False
    return await contents.publish(tx, new, told)


async def refuse(tx: Transaction, draft: SavedDraft, problem: str, told: OutboxEvent) -> bool:
    """Have a draft wait for its author, who is told; False when it isn't there any more as it was read."""
    params = RefuseParams(id=draft.id, user_id=draft.user_id, version=draft.version, problem=problem)
    if await REFUSE.one_or_none(tx, params) is None:
        return False
    await outbox.append(tx, [concerning(told, NotificationKind.DRAFT_REFUSED, draft.user_id, None, about_id=draft.id)])
    return True
