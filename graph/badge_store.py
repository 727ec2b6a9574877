"""Where awards of badges are kept: who may work on them, what members hold, and the one way in which it is written.

Those who work awards out wait for each other, by a lock of their own: nobody who votes or publishes waits for them.
Members are locked only while something of theirs is written.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.badge_award import BadgeAward
from domain.ids import BadgeId, UserId
from domain.record import Moment, Record
from graph.badge import Awarded
from graph.content import IdsParams
from graph.database import Transaction
from graph.lock import LOCK, LockParams
from graph.queries import NoRow, Params, Query

Held = Mapping[tuple[BadgeId, str], BadgeAward]
"""The awards of one member, by badge and scope, whether they stand or not."""


class Member(Record):
    user_id: UserId
    joined_at: Moment
    barred: bool


class StoreParams(Params):
    rows: list[dict[str, Any]]


MEMBERS = Query("badge/members", IdsParams, Member)
HELD = Query("badge/held", IdsParams, Awarded)
STORE = Query("badge/store", StoreParams, NoRow)


async def alone(tx: Transaction, now: datetime) -> None:
    """Be the only one who works on awards, until the transaction ends."""
    await LOCK.run(tx, LockParams(name="badges", at=now))


async def members(tx: Transaction, ids: Iterable[str]) -> list[Member]:
    """Those of these members who are there, in the order of their ids."""
    return sorted(await MEMBERS.all(tx, IdsParams(ids=list(ids))), key=lambda member: member.user_id)


async def held(tx: Transaction, ids: Sequence[str]) -> Mapping[UserId, Held]:
    """All awards of members."""
    found = defaultdict[UserId, dict[tuple[BadgeId, str], BadgeAward]](dict)
    for row in await HELD.all(tx, IdsParams(ids=ids)):
        found[row.award.user_id][row.award.badge_id, row.award.scope] = row.award
    return found


async def store(tx: Transaction, changes: Sequence[tuple[Held, Sequence[BadgeAward]]]) -> None:
    """Write what is another now of what members held, of each at least something, in the order of their ids."""
    rows = [_row(before, after) for before, after in changes]
    if rows:
        await STORE.run(tx, StoreParams(rows=rows))


def _row(before: Held, after: Sequence[BadgeAward]) -> dict[str, Any]:
    """One member's awards that changed, and the badges they have with these."""
    awards = {**before, **{(award.badge_id, award.scope): award for award in after}}.values()
    return {
        "user_id": after[0].user_id,
        "awards": [_kept(award) for award in after],
        "badge_ids": sorted({award.badge_id for award in awards if award.stands}),
    }


def _kept(award: BadgeAward) -> dict[str, Any]:
    """An award as it is kept: `standing` orders those that stand."""
    standing = award.place if award.stands else None
    return award.model_dump() | {"id": award.id, "place": award.place, "standing": standing}
