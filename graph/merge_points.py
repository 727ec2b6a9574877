"""Points of two accounts that become one: one ledger, and what one person wouldn't have earned taken back.

Entries move as they are, to numbers that were set aside for them. Then each ledger that the merge concerns is looked
through once, the survivor's and those of whom the two gave something: see `domain/point_merge.py`.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from domain.ids import ContentId, UserId
from domain.point_ledger import Ledger, PointEntry
from domain.point_merge import Account, Pair, one, revised
from domain.record import Record
from domain.vote import VoteValue
from graph import merge as graph
from graph import points, points_store
from graph.content import IdsParams
from graph.database import Transaction
from graph.merge import BatchParams, Counts, DoneParams, Id, Open, PairParams
from graph.points_store import ENTRIES
from graph.queries import Params, Query


class EntriesParams(BatchParams):
    first_entry: int


class FromParams(Params):
    from_id: UserId


class LedgerParams(PairParams):
    user_id: str


class HeldParams(IdsParams):
    user_id: UserId


class UserParams(Params):
    user_id: UserId


class LedgerRow(Record):
    user_id: str


class Renamed(Record):
    entries: int


class Held(Record):
    content_id: ContentId
    value: VoteValue


class Barred(Record):
    barred: bool


MOVE = Query("merge/entries", EntriesParams, Counts)
SUMS = Query("merge/point_days", BatchParams, Counts)
LEDGERS = Query("merge/ledgers", FromParams, LedgerRow)
RENAME = Query("merge/rename_givers", LedgerParams, Renamed)
REVISED = Query("merge/revised", DoneParams, Id)
HELD = Query("merge/votes_held", HeldParams, Held)
BARRED = Query("merge/barred", UserParams, Barred)


async def move_entries(tx: Transaction, merge: Open, _: datetime) -> Mapping[str, int]:
    """Move entries of the one ledger to the other."""
    params = EntriesParams(**merge.pair, first_entry=merge.first_entry, limit=graph.LIMIT)
    return (await MOVE.one(tx, params)).counts


async def move_sums(tx: Transaction, merge: Open, _: datetime) -> Mapping[str, int]:
    """Add up the sums by day and by leaderboard."""
    return (await SUMS.one(tx, BatchParams(**merge.pair, limit=graph.LIMIT))).counts


async def revise_own(tx: Transaction, merge: Open, now: datetime) -> Mapping[str, int]:
    """Let the survivor's ledger stand as one person's, once all of it is there; a ban holds for all of it."""
    if await REVISED.one_or_none(tx, DoneParams(id=merge.id, now=now)) is None:
        return {}

    def account(entry: PointEntry) -> UserId:
        return merge.from_id if merge.first_entry < entry.number <= merge.last_entry else merge.into_id

    counts = await _revise(tx, merge, merge.into_id, account, now)
    if (await BARRED.one(tx, UserParams(user_id=merge.into_id))).barred:
        await points.ban(tx, merge.into_id, now)
    elif merge.barred:
        await points.unban(tx, merge.into_id, now)
    return {"own_ledger": 1, **counts}


async def revise_givers(tx: Transaction, merge: Open, now: datetime) -> Mapping[str, int]:
    """Let one more ledger of somebody to whom the two gave something stand as if one person had given it."""
    found = await LEDGERS.one_or_none(tx, FromParams(from_id=merge.from_id))
    return {} if found is None else {"ledgers": 1, **await _revise(tx, merge, UserId(found.user_id), one, now)}


async def _revise(tx: Transaction, merge: Open, user_id: UserId, account: Account, now: datetime) -> Mapping[str, int]:
    opened = await points_store.locked(tx, {user_id})
    fresh: list[PointEntry] = []
    if user_id in opened.numbers:
        ledger = Ledger(user_id)
        for row in await ENTRIES.all(tx, IdsParams(ids=[user_id])):
            ledger.add(row.entry)
        pair = await _pair(tx, merge, ledger.entries)
        fresh = revised(ledger, pair, account, lambda: opened.next(user_id), now)
    await RENAME.one(tx, LedgerParams(**merge.pair, user_id=user_id))
    await points_store.append(tx, opened, fresh)
    return {"point_entries_revised": len(fresh)}


async def _pair(tx: Transaction, merge: Open, entries: Iterable[PointEntry]) -> Pair:
    """The two accounts, with what is known of the contents on which the two acted."""
    both = (merge.from_id, merge.into_id)
    ids = sorted({entry.content_id for entry in entries if entry.actor_id in both})
    subjects = await points_store.subjects(tx, ids) if ids else []
    held = await HELD.all(tx, HeldParams(ids=ids, user_id=merge.into_id)) if ids else []
    return Pair(
        merge.from_id,
        merge.into_id,
        own={subject.content_id for subject in subjects if subject.author_id == merge.into_id},
        votes={row.content_id: row.value for row in held},
    )
