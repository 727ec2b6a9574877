"""Muting and blocking in the graph: an edge of each kind from who wants it to whom."""

from collections.abc import Sequence
from datetime import datetime

from domain.block import MOST, Avoided, Distance
from domain.errors import LimitReached, NotAllowed, NotFound
from domain.ids import UserId
from domain.record import Record
from graph import event as events
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class PairParams(Params):
    user_id: UserId
    target_id: UserId


class SetParams(PairParams):
    type: Distance
    on: bool
    at: datetime
    most: int = MOST


class HushParams(Params):
    user_id: UserId
    actor_id: UserId
    at: datetime


class Done(Record):
    target_id: UserId
    full: bool


class Blocked(Record):
    blocked: bool


SET = Query("block/set", SetParams, Done)
HUSH = Query("block/hush", HushParams, NoRow)
BLOCKS = Query("block/blocks", PairParams, Blocked)
AVOIDED = Query("block/avoided", IdsParams, Avoided)


async def keep_away(
    tx: Transaction, user_id: UserId, target_id: UserId, distance: Distance, on: bool, now: datetime
) -> None:
    """Let a member mute or block another, or not any more. The same again changes nothing.

    Raises:
        NotFound: one of them isn't there.
        LimitReached: they keep as many away as one can.
    """
    await events.lock(tx, [user_id, target_id], [])
    params = SetParams(user_id=user_id, target_id=target_id, type=distance, on=on, at=now)
    done = await SET.one_or_none(tx, params)
    if done is None:
        raise NotFound("There is no such member.", ("input", "userId"))
    if done.full:
        raise LimitReached(f"One can mute and block {MOST:,} members.", ("input", "userId"))
    if on:
        await HUSH.run(tx, HushParams(user_id=user_id, actor_id=target_id, at=now))


async def check(tx: Transaction, user_id: UserId | None, target_id: UserId) -> None:
    """Go on only when `user_id`, if there is such a member, doesn't block `target_id`, who wants to come near.

    Raises:
        NotAllowed: they do.
    """
    if user_id is None or user_id == target_id:
        return
    if (await BLOCKS.one(tx, PairParams(user_id=user_id, target_id=target_id))).blocked:
        raise NotAllowed("This member doesn't want to hear from you.", ("input",))


async def avoided(tx: Transaction, ids: Sequence[str]) -> dict[str, Avoided]:
    """Whom members mute and block, by their own ids."""
    return {row.user_id: row for row in await AVOIDED.all(tx, IdsParams(ids=ids))}
