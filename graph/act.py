"""Acts of members upon contents: found and locked before, counted afterwards, all in the transaction of the act."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.access import Viewer
from domain.act import Target, ViewerActs
from domain.errors import NotFound
from domain.event import Event, EventOutcome
from domain.ids import ContentId, UserId
from domain.interaction import InteractionType
from domain.points import ACTS, Fact
from graph import event as events
from graph import points
from graph.content import AudienceParams
from graph.database import Transaction
from graph.publish import SOURCE
from graph.queries import NoRow, Params, Query


class TargetParams(AudienceParams):
    content_id: str


class HoldParams(Params):
    content_id: str
    changes: Mapping[str, int]


class OfViewerParams(Params):
    user_id: UserId
    ids: Sequence[str]


TARGET = Query("act/target", TargetParams, Target)
HOLD = Query("act/hold", HoldParams, NoRow)
OF_VIEWER = Query("act/of_viewer", OfViewerParams, ViewerActs)


async def target(tx: Transaction, viewer: Viewer, content_id: str, now: datetime) -> Target:
    """The content the viewer is about to act on; both are locked from here on, so that what is found stays so.

    Raises:
        NotFound: there is none, or the viewer can't find it: hidden, withdrawn, not for them, or not published yet.
    """
    await events.lock(tx, [viewer.require_user()], [content_id])
    params = TargetParams(content_id=content_id, audience=viewer.audience, now=now)
    found = await TARGET.one_or_none(tx, params)
    if found is None:
        raise NotFound("There is no such content, or you can't find it any more.", ("input", "contentId"))
    return found


async def observe(tx: Transaction, type: InteractionType, user_id: UserId, content_id: ContentId, at: datetime) -> bool:
    """Record an act as an event, whose id makes repeats harmless; whether it is the first of its kind there."""
    act = Event(SOURCE, f"{type.counter}:{user_id}:{content_id}", type, user_id, content_id, at)
    (result,) = await events.record(tx, [act], at)
    return result.outcome is EventOutcome.ACCEPTED


async def count(
    tx: Transaction,
    user_id: UserId,
    content_id: ContentId,
    at: datetime,
    done: InteractionType | None,
    undone: InteractionType | None = None,
) -> None:
    """Count an act that holds from now on, and one that doesn't any more, on their content.

    An act is observed as an event once, however often its owner does and undoes it: what is learned from it doesn't
    grow by clicking. Observing adds to what holds already, so only what a repeat didn't add is added here. Points
    go with what holds: they are granted for what is done and taken back for what is undone.
    """
    changes: Counter[str] = Counter()
    if done is not None:
        changes[done.counter] += not await observe(tx, done, user_id, content_id, at)
    if undone is not None:
        changes[undone.counter] -= 1
    for kind, change in ((undone, points.undo), (done, points.grant)):
        if kind is not None and (earning := ACTS.get(kind.value)):
            await change(tx, Fact(earning, user_id, content_id, at), at)
    if any(changes.values()):
        await HOLD.run(tx, HoldParams(content_id=content_id, changes=changes))


async def of_viewer(tx: Transaction, ids: Sequence[str], user_id: UserId) -> dict[str, ViewerActs]:
    """What a member did to contents and hasn't taken back, by content id."""
    return {row.content_id: row for row in await OF_VIEWER.all(tx, OfViewerParams(user_id=user_id, ids=ids))}
