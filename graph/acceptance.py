"""Acceptance in the graph: at most one edge a question, changed while the question is locked."""

from datetime import datetime

from domain.acceptance import AcceptanceTarget
from domain.access import Viewer
from domain.errors import NotAllowed, NotFound
from domain.ids import ContentId
from domain.interaction import InteractionType
from domain.notification import NotificationKind, concerning
from domain.outbox import OutboxEvent
from domain.points import Act, Fact
from domain.record import Record
from graph import act, outbox, points
from graph import event as events
from graph.act import TargetParams
from graph.database import Transaction
from graph.queries import Params, Query


class AcceptParams(Params):
    question_id: ContentId
    answer_id: ContentId
    accepted: bool
    at: datetime


class Before(Record):
    was: ContentId | None


TARGET = Query("acceptance/target", TargetParams, AcceptanceTarget)
ACCEPT = Query("acceptance/accept", AcceptParams, Before)


async def accept(
    tx: Transaction, viewer: Viewer, answer_id: ContentId, accepted: bool, told: OutboxEvent, now: datetime
) -> ContentId:
    """Let the viewer accept an answer to their question in the place of any other, or take that back.

    Gives the question.

    Raises:
        NotFound: they can't find the answer.
        NotAllowed: somebody else asked.
    """
    user_id = viewer.require_user()
    params = TargetParams(content_id=answer_id, audience=viewer.audience, now=now)
    target = await TARGET.one_or_none(tx, params)
    if target is None:
        raise NotFound("There is no such answer, or you can't find it any more.", ("input", "answerId"))
    if target.asker_id != user_id:
        raise NotAllowed("Who asked accepts: this is an answer to somebody else's question.", ("input", "answerId"))
    await events.lock(tx, [user_id], [answer_id, target.question_id])
    change = AcceptParams(question_id=target.question_id, answer_id=answer_id, accepted=accepted, at=now)
    before = await ACCEPT.one(tx, change)
    if before.was is not None and accepted is not (before.was == answer_id):
        await points.undo(tx, Fact(Act.ACCEPT, user_id, before.was, now), now)
    if accepted and before.was != answer_id:
        await points.grant(tx, Fact(Act.ACCEPT, user_id, answer_id, now), now)
        first = await act.observe(tx, InteractionType.ACCEPT, user_id, answer_id, now)
        if first and target.author_id not in (None, user_id):
            concern = concerning(told, NotificationKind.ACCEPTED, target.author_id, user_id, answer_id)
            await outbox.append(tx, [concern])
    return target.question_id
