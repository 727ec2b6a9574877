"""What moves when two accounts become one, step by step: each a batch that is done until there is nothing left."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.ids import ContentId, UserId
from domain.interaction import InteractionType
from domain.merge import OF_OTHERS, ObservedAct, retraction, self_dealing
from domain.record import Record
from graph import earnings, grant
from graph import event as events
from graph import merge as graph
from graph.content import IdsParams
from graph.database import Transaction
from graph.merge import BatchParams, Counts, Open, PairParams, Step
from graph.merge_badges import move_badges
from graph.merge_points import move_entries, move_sums, revise_givers, revise_own
from graph.queries import NoRow, Params, Query
from graph.subscription_end import move_subscriptions

Row = dict[str, Any]
DAYS = 20
"""So many of a member's days a batch takes, with their events."""

KINDS = [kind.counter for kind in InteractionType]


class OwnParams(IdsParams):
    into_id: UserId


class EventsParams(BatchParams):
    days: int


class DaysParams(PairParams):
    days: int
    now: datetime


class ActsParams(Params):
    event_ids: list[str]


class RowsParams(Params):
    rows: list[Row]


class RetractParams(RowsParams):
    kinds: list[str]
    now: datetime


class Moved(Record):
    ids: tuple[ContentId, ...]


class TakenBack(Record):
    taken_back: int


class MovedEvents(Record):
    events: int
    named: tuple[str, ...]


class MovedDays(Record):
    days: int


CONTENTS = Query("merge/contents", BatchParams, Moved)
OWN_ACTS = Query("merge/own_acts", OwnParams, TakenBack)
EVENTS = Query("merge/events", EventsParams, MovedEvents)
MOVE_DAYS = Query("merge/days", DaysParams, MovedDays)
ACTS = Query("merge/acts", ActsParams, ObservedAct)
RETRACT = Query("merge/retract", RetractParams, NoRow)
RENAME_ACTS = Query("merge/rename_acts", RowsParams, NoRow)


def _named(name: str) -> Step:
    """A step that is one query."""
    return _step(Query(f"merge/{name}", BatchParams, Counts))


def _step(query: Query[BatchParams, Counts]) -> Step:
    async def step(tx: Transaction, merge: Open, _: datetime) -> Mapping[str, int]:
        return (await query.one(tx, BatchParams(**merge.pair, limit=graph.LIMIT))).counts

    return step


GRANTS = Query("merge/grants", BatchParams, Counts)


async def _grants(tx: Transaction, merge: Open, now: datetime) -> Mapping[str, int]:
    """What they hold, and so until when they see no ads."""
    counts = (await GRANTS.one(tx, BatchParams(**merge.pair, limit=graph.LIMIT))).counts
    if counts["grants"]:
        await grant.refresh_ad_free(tx, [merge.into_id], now)
    return counts


async def _contents(tx: Transaction, merge: Open, now: datetime) -> Mapping[str, int]:
    """What was written, and what the survivor did on it that nobody does on what is their own."""
    ids = (await CONTENTS.one(tx, BatchParams(**merge.pair, limit=graph.LIMIT))).ids
    if not ids:
        return {}
    taken = (await OWN_ACTS.one(tx, OwnParams(into_id=merge.into_id, ids=ids))).taken_back
    found = await _acts(tx, [f"{kind.counter}:{merge.into_id}:{id}" for id in ids for kind in OF_OTHERS])
    await _retract(tx, [retraction(act, merge.into_id, merge.into_id) for act in found.values()], now)
    return {"contents": len(ids), "own_acts": taken}


async def _events(tx: Transaction, merge: Open, now: datetime) -> Mapping[str, int]:
    """Events of some days, and the days once none of theirs is left; of what one person does once one act stays."""
    await events.lock(tx, [merge.into_id], [])
    params = EventsParams(**merge.pair, days=DAYS, limit=graph.LIMIT)
    moved = await EVENTS.one(tx, params)
    retracted = await _collapse(tx, merge, moved.named, now)
    days = 0
    if moved.events < graph.LIMIT:
        days = (await MOVE_DAYS.one(tx, DaysParams(**merge.pair, days=DAYS, now=now))).days
    return {"events": moved.events, "days": days, "acts_retracted": retracted}


async def _collapse(tx: Transaction, merge: Open, named: Sequence[str], now: datetime) -> int:
    renamed = {id: id.replace(merge.from_id, merge.into_id) for id in named}
    own = f"follow:{merge.into_id}:{merge.from_id}"
    found = await _acts(tx, [*renamed, *renamed.values(), own])
    retracted = [retraction(found[own], merge.into_id, merge.into_id)] if own in found else []
    kept = []
    for id, same_id in renamed.items():
        same = found.get(same_id)
        if self_dealing(found[id], merge.from_id, merge.into_id):
            retracted.append(retraction(found[id], merge.from_id, merge.into_id))
        elif same is not None:
            retracted.append(retraction(found[id], merge.from_id, merge.into_id, same))
        else:
            kept.append({"event_id": id, "same_id": same_id})
    await _retract(tx, retracted, now)
    if kept:
        await RENAME_ACTS.run(tx, RowsParams(rows=kept))
    return len(retracted)


async def _earnings(tx: Transaction, merge: Open, _: datetime) -> Mapping[str, int]:
    """What was earned, behind what the survivor earned, and what was paid out of it."""
    return await earnings.rename(tx, [merge.from_id], merge.into_id)


async def _acts(tx: Transaction, ids: list[str]) -> dict[str, ObservedAct]:
    return {act.event_id: act for act in await ACTS.all(tx, ActsParams(event_ids=ids))}


async def _retract(tx: Transaction, rows: list[Row], now: datetime) -> None:
    if rows:
        await RETRACT.run(tx, RetractParams(rows=rows, kinds=KINDS, now=now))


STEPS: tuple[Step, ...] = (
    _contents,
    _grants,
    *map(
        _named, ("votes", "close_votes", "reactions", "bookmarks", "follows", "followers", "preferences", "distances")
    ),
    *map(_named, ("blocked_follows", "mentions", "interactions")),
    _events,
    *map(_named, ("profile", "neighbours", "notification_actors", "notifications", "own_notifications", "settings")),
    *map(_named, ("personal", "kept", "ad_decisions", "catalogue", "makers", "cases", "moderation")),
    *map(_named, ("orders", "services")),
    _earnings,
    *map(_named, ("consumption", "quiz_attempts", "certificates", "seats")),
    _step(graph.CALLS),
    move_subscriptions,
    move_entries,
    move_sums,
    revise_own,
    revise_givers,
    move_badges,
)
"""Every step, in order: what others see first; what is counted before what is computed of it."""
