"""Moderation in the graph: cases, and what was done, written down with its audit entry and told to the world."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.access import Viewer
from domain.audit import AuditEntry
from domain.content import Content, Visibility
from domain.ids import ActionId, CaseId, UserId
from domain.moderation import ActionKind, CaseState, Held, ModerationAction, ModerationCase, NewAction
from domain.norm import Norm
from domain.notification import NotificationKind, concerning
from domain.outbox import OutboxEvent
from domain.record import Record
from graph import audit, outbox
from graph.content import BY_IDS, LAST_ID, ByIdsParams, IdsParams
from graph.database import Transaction
from graph.queries import NoRow, Params, Query

HIGHEST = 1e18
"""Above every rank: where a first page begins."""


class RecordParams(Params):
    id: ActionId
    case_id: CaseId | None
    kind: ActionKind
    target_id: str
    user_id: UserId | None
    norm: Norm
    reason: str
    actor_id: UserId | None
    at: datetime
    until: datetime | None
    from_area_id: str | None
    original_id: str | None


class OfUserParams(Params):
    user_id: UserId
    before_id: str = LAST_ID
    limit: int


class QueueParams(Params):
    state: CaseState
    before_rank: float = HIGHEST
    before_id: str = LAST_ID
    limit: int


class QueueOfAreaParams(QueueParams):
    area_id: str


class Queued(ModerationCase):
    """A case with its place in the queue."""

    rank: float


class ReleaseParams(Params):
    id: CaseId
    user_id: UserId


class ClaimParams(ReleaseParams):
    until: datetime
    now: datetime


class TargetParams(Params):
    target_id: str


class DecideParams(Params):
    id: CaseId
    upheld: bool
    at: datetime


class OverturnParams(Params):
    id: CaseId


class OfCase(Record):
    case_id: CaseId
    action_ids: tuple[ActionId, ...]


RECORD = Query("moderation/record", RecordParams, NoRow)
OF_USER = Query("moderation/of_user", OfUserParams, ModerationAction)
ACTIONS = Query("moderation/actions", IdsParams, ModerationAction)
OF_CASES = Query("moderation/of_cases", IdsParams, OfCase)
QUEUE = Query("moderation/queue", QueueParams, Queued)
QUEUE_OF_AREA = Query("moderation/queue_of_area", QueueOfAreaParams, Queued)
CLAIM = Query("moderation/claim", ClaimParams, ModerationCase)
RELEASE = Query("moderation/release", ReleaseParams, ModerationCase)
HOLD = Query("moderation/hold", TargetParams, Held)
DECIDE = Query("moderation/decide", DecideParams, NoRow)
OVERTURN = Query("moderation/overturn", OverturnParams, NoRow)


@dataclass(frozen=True, slots=True)
class Telling:
    """Two empty events, to be filled with what was done: for the world, and for the member it concerns."""

    acted: OutboxEvent
    concerned: OutboxEvent


async def record(tx: Transaction, action: NewAction, entry: AuditEntry, telling: Telling) -> None:
    """Write down what was done, and tell of it."""
    await RECORD.run(tx, RecordParams.model_validate(dict(action)))
    await audit.append(tx, entry)
    told = telling.acted.model_copy(update={"payload": action.told()})
    if action.user_id is None:
        await outbox.append(tx, [told])
    else:
        await outbox.append(
            tx, [told, _concerning(telling.concerned, NotificationKind.MODERATED, action.user_id, action.id)]
        )


async def tell_answer(tx: Transaction, telling: Telling, user_id: UserId, id: ActionId) -> None:
    """Tell that an appeal was decided; `telling.acted` is filled already."""
    concerned = _concerning(telling.concerned, NotificationKind.APPEAL_DECIDED, user_id, id)
    await outbox.append(tx, [telling.acted, concerned])


def _concerning(event: OutboxEvent, kind: NotificationKind, user_id: UserId, id: ActionId) -> OutboxEvent:
    """The member hears of it without hearing which moderator it was."""
    return concerning(event, kind, user_id, None, about_id=id)


async def actions(tx: Transaction, ids: Sequence[str]) -> dict[str, ModerationAction]:
    """Actions by id, whomever they concern: ask before showing one."""
    return {row.id: row for row in await ACTIONS.all(tx, IdsParams(ids=ids))}


async def of_cases(tx: Transaction, ids: Sequence[str]) -> dict[str, list[ModerationAction]]:
    """What was done in some cases, the latest first, by case."""
    rows = await OF_CASES.all(tx, IdsParams(ids=ids))
    found = await actions(tx, [id for row in rows for id in row.action_ids])
    return {row.case_id: [found[id] for id in row.action_ids] for row in rows}


async def contents(tx: Transaction, ids: Sequence[str], _: Viewer, now: datetime) -> dict[str, Content]:
    """Contents by id, readers or none, for who may judge them, or wrote them: ask before showing one."""
    return {row.id: row for row in await BY_IDS.all(tx, ByIdsParams(ids=ids, audience=tuple(Visibility), now=now))}
