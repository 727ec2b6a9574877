"""Closing in the graph: what members say on it, and what comes of that, while the question is locked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.access import Viewer
from domain.audit import AuditEntry
from domain.closing import (
    CloseReason,
    CloseRule,
    Closing,
    ClosingAct,
    ClosingTarget,
    Original,
    Vote,
    Wish,
    verdict,
)
from domain.errors import NotFound
from domain.ids import ContentId, UserId
from domain.notification import NotificationKind, concerning
from domain.outbox import OutboxEvent
from domain.record import Record
from domain.rights import Right, require
from graph import audit, landing, outbox, standing
from graph import event as events
from graph.act import TargetParams
from graph.content import LAST_ID, AudienceParams, IdsParams, Listed
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class OriginalParams(TargetParams):
    question_id: ContentId


class HoldParams(Params):
    at: datetime


class ReopenParams(Params):
    question_id: ContentId
    number: int
    user_ids: Sequence[UserId]
    at: datetime


class CloseParams(ReopenParams):
    reason: CloseReason
    original_id: ContentId | None


class VoteParams(Params):
    user_id: UserId
    question_id: ContentId
    number: int
    act: ClosingAct
    reason: CloseReason | None = None
    original_id: ContentId | None = None
    note: str | None = None
    at: datetime


class VotesParams(Params):
    question_id: ContentId
    number: int
    act: ClosingAct
    since: datetime


class DuplicatesParams(AudienceParams):
    content_id: ContentId
    before_at: datetime
    before_id: str = LAST_ID
    limit: int


class Voter(Record):
    user_id: UserId


class Closings(Record):
    question_id: ContentId
    closings: tuple[Closing, ...]


TARGET = Query("closing/target", TargetParams, ClosingTarget)
HOLD_ORIGINALS = Query("closing/hold_originals", HoldParams, NoRow)
ORIGINAL = Query("closing/original", OriginalParams, Original)
VOTE = Query("closing/vote", VoteParams, Voter)
VOTES = Query("closing/votes", VotesParams, Vote)
CLOSE = Query("closing/close", CloseParams, NoRow)
REOPEN = Query("closing/reopen", ReopenParams, NoRow)
OF_QUESTIONS = Query("closing/of_questions", IdsParams, Closings)
DUPLICATES = Query("closing/duplicates", DuplicatesParams, Listed)


@dataclass(frozen=True, slots=True)
class Telling:
    """What is written when a question is closed or opened, made before the transaction, which may run twice."""

    entry: AuditEntry
    """For the audit log, when a moderator does it."""
    world: OutboxEvent
    asker: OutboxEvent
    """Two empty events, to be filled with what was done."""


async def close(tx: Transaction, viewer: Viewer, wish: Wish, rule: CloseRule, telling: Telling, now: datetime) -> int:
    """Close a question at once, or vote for that; how many votes it takes still.

    Raises:
        NotFound: the viewer can't find the question, or what it repeats.
        InvalidInput: one of them is no question.
        Conflict: it is closed already, or would lead to itself.
        NotAllowed: they have no vote.
    """
    user_id = viewer.require_user()
    target = await _held(tx, viewer, wish.question_id, now)
    at_once = await _at_once(tx, viewer, target, ClosingAct.CLOSE, now)
    original_id = await _final(tx, viewer, wish, now) if wish.original_id else None
    vote = VoteParams(
        user_id=user_id,
        question_id=target.id,
        number=target.voted_on,
        act=ClosingAct.CLOSE,
        reason=wish.reason,
        original_id=original_id,
        note=wish.note,
        at=now,
    )
    votes = await _votes(tx, vote, rule)
    if not at_once and len(votes) < rule.votes:
        return rule.votes - len(votes)
    deciding = [one for one in votes if one.user_id == user_id] if at_once else votes
    reason, leads_to = verdict(deciding)
    done = CloseParams(
        question_id=target.id,
        number=target.voted_on,
        user_ids=[one.user_id for one in deciding],
        reason=reason,
        original_id=leads_to,
        at=now,
    )
    await CLOSE.run(tx, done)
    told = {"questionId": target.id, "reason": reason, "duplicateOf": leads_to}
    await _tell(tx, target, user_id, telling, NotificationKind.CLOSED, told, audited=at_once)
    return 0


async def reopen(
    tx: Transaction, viewer: Viewer, question_id: ContentId, rule: CloseRule, telling: Telling, now: datetime
) -> int:
    """Open a closed question again at once, or vote for that; how many votes it takes still.

    Raises:
        NotFound: the viewer can't find the question.
        InvalidInput: it is no question.
        Conflict: it isn't closed.
        NotAllowed: they have no vote.
    """
    user_id = viewer.require_user()
    target = await _held(tx, viewer, question_id, now)
    at_once = await _at_once(tx, viewer, target, ClosingAct.REOPEN, now)
    number = target.voted_on
    vote = VoteParams(user_id=user_id, question_id=target.id, number=number, act=ClosingAct.REOPEN, at=now)
    votes = await _votes(tx, vote, rule)
    if not at_once and len(votes) < rule.votes:
        return rule.votes - len(votes)
    deciding = [user_id] if at_once else [one.user_id for one in votes]
    await REOPEN.run(tx, ReopenParams(question_id=target.id, number=number, user_ids=deciding, at=now))
    told = {"questionId": target.id}
    await _tell(tx, target, user_id, telling, NotificationKind.REOPENED, told, audited=at_once)
    return 0


async def _held(tx: Transaction, viewer: Viewer, question_id: ContentId, now: datetime) -> ClosingTarget:
    user_id = viewer.require_user()
    await events.lock(tx, [user_id], [question_id])
    params = TargetParams(content_id=question_id, audience=viewer.audience, now=now)
    target = await TARGET.one_or_none(tx, params)
    if target is None:
        raise NotFound("There is no such question, or you can't find it any more.", ("input", "questionId"))
    return target


async def _at_once(tx: Transaction, viewer: Viewer, target: ClosingTarget, act: ClosingAct, now: datetime) -> bool:
    """Whether the viewer's word is enough; who has a vote alone needs the right to it, where the question stands."""
    if target.at_once(viewer, act):
        return True
    held = (await standing.ground(tx, viewer, target.id)).here(viewer)
    require(Right.CLOSE, held, now, ("input", "questionId"))
    return False


async def _final(tx: Transaction, viewer: Viewer, wish: Wish, now: datetime) -> ContentId:
    await HOLD_ORIGINALS.run(tx, HoldParams(at=now))
    params = OriginalParams(
        content_id=wish.original_id or "", question_id=wish.question_id, audience=viewer.audience, now=now
    )
    original = await ORIGINAL.one_or_none(tx, params)
    if original is None:
        raise NotFound("There is no such question that you can find.", ("input", "duplicateOf"))
    original.check()
    return original.final_id


async def _votes(tx: Transaction, vote: VoteParams, rule: CloseRule) -> list[Vote]:
    """What counts with this vote cast."""
    if await VOTE.one_or_none(tx, vote) is None:
        raise NotFound("Your account is gone.")
    since = vote.at - rule.counts_for
    params = VotesParams(question_id=vote.question_id, number=vote.number, act=vote.act, since=since)
    return await VOTES.all(tx, params)


async def _tell(
    tx: Transaction,
    target: ClosingTarget,
    user_id: UserId,
    telling: Telling,
    kind: NotificationKind,
    told: Mapping[str, str | None],
    *,
    audited: bool,
) -> None:
    await landing.mark_unanswered(tx, [target.id])
    if audited and target.asker_id != user_id:
        await audit.append(tx, telling.entry.model_copy(update={"after": dict(told)}))
    heard = [telling.world.model_copy(update={"payload": dict(told)})]
    if target.asker_id not in (None, user_id):
        heard.append(concerning(telling.asker, kind, target.asker_id, None, about_id=target.id))
    await outbox.append(tx, heard)


async def of_questions(tx: Transaction, ids: Sequence[str]) -> dict[str, tuple[Closing, ...]]:
    """The closings of questions by their ids, the latest first; nothing for those that were never closed."""
    return {row.question_id: row.closings for row in await OF_QUESTIONS.all(tx, IdsParams(ids=ids))}
