"""Doing what a moderator decided, and undoing it when an appeal is accepted: each in one transaction, whole or not."""

from dataclasses import dataclass
from datetime import datetime

from domain.audit import AuditEntry
from domain.content import Visibility
from domain.errors import Conflict, NotFound
from domain.ids import ActionId, ContentId, UserId
from domain.moderation import ActionKind, Answered, AppealState, Held, NewAction
from domain.outbox import OutboxEvent
from domain.record import Record
from domain.sanction import SanctionKind
from domain.takedown import BY_MODERATOR
from graph import audit, duplicate, landing, moderation, sanction, search, takedown
from graph.appeal import ANSWER, AnswerParams
from graph.database import Transaction
from graph.queries import Params, Query


class MoveParams(Params):
    id: str
    area_id: str


class Moved(Record):
    area_id: str


MOVE = Query("moderation/move", MoveParams, Moved)
SANCTION_OF = {
    ActionKind.MUTE: SanctionKind.MUTE,
    ActionKind.UNMUTE: SanctionKind.MUTE,
    ActionKind.BAN: SanctionKind.BAN,
    ActionKind.UNBAN: SanctionKind.BAN,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a moderator decided, with all that is written of it, made before the transaction, which may run twice."""

    action: NewAction
    moderator_id: UserId
    entry: AuditEntry
    telling: moderation.Telling
    withdrawn: OutboxEvent
    restored: OutboxEvent
    area_id: str | None = None
    """Where a content is moved to."""


async def carry_out(tx: Transaction, judgement: Judgement) -> None:
    """Do what was decided, and end the open case of the target.

    Raises:
        NotFound: there is no such content, member or area.
        NotAllowed: it is the moderator's own affair.
        Conflict: another moderator has claimed it, or it stands so already.
        InvalidInput: it can't be done to such a thing.
    """
    given = judgement.action
    held = await moderation.HOLD.one_or_none(tx, moderation.TargetParams(target_id=given.target_id))
    if held is None:
        raise NotFound("There is no such content or member.", ("input", "targetId"))
    held.check(given.kind, judgement.moderator_id, given.at)
    concerned = {"case_id": held.case_id, "user_id": held.user_id}
    moved = {"from_area_id": held.area_id} if given.kind is ActionKind.MOVE else {}
    action = given.model_copy(update=concerned | moved)
    await _do(tx, judgement, action, held)
    if held.case_id is not None:
        params = moderation.DecideParams(id=held.case_id, upheld=action.kind.against, at=action.at)
        await moderation.DECIDE.run(tx, params)
    await moderation.record(tx, action, judgement.entry, judgement.telling)


async def _do(tx: Transaction, judgement: Judgement, action: NewAction, held: Held) -> None:
    match action.kind:
        case ActionKind.HIDE:
            await _take(tx, judgement, held, Visibility.HIDDEN)
        case ActionKind.REMOVE:
            await _take(tx, judgement, held, Visibility.REMOVED)
        case ActionKind.RESTORE:
            if await takedown.put_back(tx, action.target_id, BY_MODERATOR, judgement.restored) is None:
                raise Conflict("No moderator has taken this down.", ("input", "targetId"))
        case ActionKind.DISMISS if held.is_content:
            await takedown.put_back(tx, action.target_id, (Visibility.HIDDEN,), judgement.restored)
        case ActionKind.MUTE | ActionKind.BAN if held.user_id is not None:
            kind = SANCTION_OF[action.kind]
            await sanction.impose(tx, held.user_id, kind, action.until, action.at, action.id)
        case ActionKind.UNMUTE | ActionKind.UNBAN if held.user_id is not None:
            if not await sanction.lift(tx, held.user_id, SANCTION_OF[action.kind], action.at):
                raise Conflict("They are under no such sanction.", ("input", "targetId"))
        case ActionKind.MOVE:
            await _move(tx, action.target_id, judgement.area_id, held.area_id)
        case ActionKind.MERGE_DUPLICATE:
            await _merge(tx, judgement)


async def _take(tx: Transaction, judgement: Judgement, held: Held, to: Visibility) -> None:
    """What reports or checks have hidden is down already: there the decision is what is added."""
    action = judgement.action
    taken = await takedown.take(tx, action.target_id, to, action.at, judgement.withdrawn)
    if taken is None and held.case_id is None:
        raise Conflict("This is down already.", ("input", "targetId"))


async def _move(tx: Transaction, content_id: str, to: str | None, stands: str | None) -> None:
    if to is None or to == stands:
        raise Conflict("Name another area than the one it stands in.", ("input", "area"))
    if await MOVE.one_or_none(tx, MoveParams(id=content_id, area_id=to)) is None:
        raise NotFound("There is no such area.", ("input", "area"))
    await _follow(tx, content_id)


async def _follow(tx: Transaction, content_id: str) -> None:
    """Have lists and the search find a content where it was moved."""
    await landing.mark_unanswered(tx, [ContentId(content_id)])
    await search.index(tx, [content_id])


async def _merge(tx: Transaction, judgement: Judgement) -> None:
    action = judgement.action
    await duplicate.merge(tx, action.target_id, action.original_id or "", action.at)
    await takedown.take(tx, action.target_id, Visibility.HIDDEN, action.at, judgement.withdrawn)


async def answer(
    tx: Transaction, params: AnswerParams, entry: AuditEntry, telling: moderation.Telling, restored: OutboxEvent
) -> bool:
    """Answer an open appeal, and take back what was done if it is accepted; False when there is none."""
    done = await ANSWER.one_or_none(tx, params)
    if done is None:
        return False
    if params.state is AppealState.ACCEPTED:
        await _undo(tx, params.id, done, params.at, restored)
    await audit.append(tx, entry)
    await moderation.tell_answer(tx, telling, done.user_id, params.id)
    return True


async def _undo(tx: Transaction, id: ActionId, done: Answered, now: datetime, restored: OutboxEvent) -> None:
    """Take back what an action did, what changed since then stays as it is."""
    if done.case_id is not None:
        await moderation.OVERTURN.run(tx, moderation.OverturnParams(id=done.case_id))
    match done.kind:
        case ActionKind.HIDE | ActionKind.REMOVE:
            await takedown.put_back(tx, done.target_id, BY_MODERATOR, restored)
        case ActionKind.MUTE | ActionKind.BAN:
            await sanction.lift(tx, done.user_id, SANCTION_OF[done.kind], now, id)
        case ActionKind.MOVE if done.from_area_id is not None:
            await MOVE.one_or_none(tx, MoveParams(id=done.target_id, area_id=done.from_area_id))
            await _follow(tx, done.target_id)
        case ActionKind.MERGE_DUPLICATE if done.original_id is not None:
            await duplicate.part(tx, done.target_id, done.original_id)
            await takedown.put_back(tx, done.target_id, BY_MODERATOR, restored)
