"""Sanctions in the graph: imposed and lifted by moderators, read by every worker as they change."""

from datetime import datetime

from domain.ids import ActionId, UserId
from domain.record import Record
from domain.sanction import Sanction, SanctionKind
from graph import points
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class SanctionParams(Params):
    user_id: UserId
    kind: SanctionKind
    action_id: ActionId | None
    at: datetime


class ImposeParams(SanctionParams):
    until: datetime | None


class SinceParams(Params):
    since: datetime


class NowParams(Params):
    now: datetime


class Lifted(Record):
    user_id: UserId


IMPOSE = Query("sanction/impose", ImposeParams, NoRow)
LIFT = Query("sanction/lift", SanctionParams, Lifted)
ENDED = Query("sanction/ended", NowParams, Lifted)
CHANGED = Query("sanction/changed", SinceParams, Sanction)


async def impose(
    tx: Transaction, user_id: UserId, kind: SanctionKind, until: datetime | None, at: datetime, action_id: ActionId
) -> None:
    """Let a sanction hold until then; what a banned member earned goes with a ban."""
    params = ImposeParams(user_id=user_id, kind=kind, until=until, at=at, action_id=action_id)
    await IMPOSE.run(tx, params)
    if kind is SanctionKind.BAN:
        await points.ban(tx, user_id, at)


async def lift(
    tx: Transaction, user_id: UserId, kind: SanctionKind, at: datetime, action_id: ActionId | None = None
) -> bool:
    """End a sanction that holds, whatever imposed it, or only what that action imposed; False when there is none."""
    params = SanctionParams(user_id=user_id, kind=kind, action_id=action_id, at=at)
    if await LIFT.one_or_none(tx, params) is None:
        return False
    await settle(tx, at)
    return True


async def settle(tx: Transaction, now: datetime) -> int:
    """Give back what was earned to those whose ban has ended, at most a few of them; how many."""
    ended = await ENDED.all(tx, NowParams(now=now))
    for row in ended:
        await points.unban(tx, row.user_id, now)
    return len(ended)


async def changed(tx: Transaction, since: datetime) -> list[Sanction]:
    """The sanctions that were imposed or lifted at `since` or later."""
    return await CHANGED.all(tx, SinceParams(since=since))
