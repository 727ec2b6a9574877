"""The merging of two accounts, a small batch a transaction: each may be repeated, and counts what it did as it does it.

First one account is made to lead to the other: one transaction takes the label `User` from its node, so that nothing
finds it from then on, while every name it had means the survivor. What is left hangs on that node and moves by batches.
Whoever acts as the survivor meanwhile locks them, as every batch does.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime

from domain.audit import AuditEntry
from domain.consent import ConsentPurpose
from domain.errors import NotFound
from domain.ids import UserId
from domain.merge import AccountMerge, MergeId, Standing
from domain.outbox import OutboxEvent
from domain.record import Moment, Record
from graph import audit, badge_award, consent, outbox, points_backfill
from graph import event as events
from graph.activity import refresh
from graph.badge_store import alone
from graph.content import LAST_ID, IdsParams
from graph.database import Transaction
from graph.queries import NoParams, NoRow, Params, Query

LIMIT = 500


class PairParams(Params):
    from_id: UserId
    into_id: UserId


class BeginParams(PairParams):
    id: MergeId
    reason: str
    now: datetime


class MovedParams(PairParams):
    now: datetime


class ConsentsParams(MovedParams):
    withheld: Sequence[ConsentPurpose]


class BatchParams(PairParams):
    limit: int


class NamesParams(Params):
    names: Sequence[str]


class FindParams(Params):
    handle: str | None
    external_id: str | None


class SinceParams(Params):
    since: datetime


class CountParams(Params):
    id: MergeId
    counts: Mapping[str, int]


class LatestParams(Params):
    before_id: str = LAST_ID
    limit: int


class DoneParams(Params):
    id: MergeId
    now: datetime


class Begun(Record):
    identities: int


class Lead(Record):
    """To whom a merged account leads, and what it was known by itself."""

    name: str
    user_id: UserId
    handle: str
    into_id: UserId


class Into(Record):
    into_id: UserId


class Since(Record):
    user_id: UserId
    into_id: UserId
    at: Moment


class Id(Record):
    id: str


class Open(Record):
    """A merge that isn't finished."""

    id: MergeId
    from_id: UserId
    into_id: UserId
    first_entry: int
    """So many entries the survivor's ledger had: from there on those of the other are numbered."""
    last_entry: int
    barred: bool
    started_at: Moment

    @property
    def pair(self) -> dict[str, UserId]:
        """Both accounts, as parameters."""
        return {"from_id": self.from_id, "into_id": self.into_id}


class Counts(Record):
    counts: Mapping[str, int]


STANDING = Query("merge/standing", PairParams, Standing)
BEGIN = Query("merge/begin", BeginParams, Begun)
SANCTIONS = Query("merge/sanctions", MovedParams, NoRow)
CONSENTS = Query("merge/consents", ConsentsParams, NoRow)
LEADS = Query("merge/leads", NamesParams, Lead)
FIND = Query("merge/find", FindParams, Into)
SINCE = Query("merge/since", SinceParams, Since)
CALLS = Query("merge/calls", BatchParams, Counts)
OPEN = Query("merge/open", NoParams, Open)
COUNT = Query("merge/count", CountParams, NoRow)
BY_IDS = Query("merge/by_ids", IdsParams, AccountMerge)
LATEST = Query("merge/latest", LatestParams, Id)
FINISH = Query("merge/finish", DoneParams, Id)

Step = Callable[[Transaction, Open, datetime], Awaitable[Mapping[str, int]]]
"""One batch of a step; what it moved, by kind. Nothing when there is nothing left."""


async def begin(
    tx: Transaction, params: BeginParams, entry: Callable[[Standing], AuditEntry], told: OutboxEvent
) -> None:
    """Let one account lead to the other, and what must hold at once hold: sanctions, consents, identities.

    Raises:
        NotFound: one of them isn't there.
        Conflict: one of them is being erased or merged.
    """
    pair = {"from_id": params.from_id, "into_id": params.into_id}
    await events.lock(tx, [params.from_id, params.into_id], [])
    standing = await STANDING.one_or_none(tx, PairParams(**pair))
    if standing is None:
        raise NotFound("There is no such account: it was erased or merged, or never was.", ("input",))
    standing.check()
    await BEGIN.one(tx, params)
    await SANCTIONS.run(tx, MovedParams(**pair, now=params.now))
    await CONSENTS.run(tx, ConsentsParams(**pair, now=params.now, withheld=standing.withheld))
    await CALLS.one(tx, BatchParams(**pair, limit=LIMIT))
    await consent.FORGET_PROFILE.run(tx, consent.UserParams(user_id=params.into_id))
    await audit.append(tx, entry(standing))
    await outbox.append(tx, [told])


async def batch(tx: Transaction, step: Step, merge: Open, now: datetime) -> bool:
    """Do one batch of a step and count it; whether there was anything to do."""
    counts = {kind: number for kind, number in (await step(tx, merge, now)).items() if number}
    if counts:
        await COUNT.run(tx, CountParams(id=merge.id, counts=counts))
    return bool(counts)


async def finish(tx: Transaction, merge: Open, now: datetime) -> bool:
    """End a merge, and compute what is kept of the survivor of what is theirs now; False when that was done before."""
    await alone(tx, now)
    await events.lock(tx, [merge.into_id], [])
    if await FINISH.one_or_none(tx, DoneParams(id=merge.id, now=now)) is None:
        return False
    await points_backfill.settle(tx, [merge.into_id], now)
    await points_backfill.settle(tx, [merge.into_id], now, grants=False)
    await badge_award.settle(tx, [merge.into_id], now, tell=False)
    await refresh(tx, [merge.into_id], now)
    return True


async def leads(tx: Transaction, names: Sequence[str]) -> dict[str, Lead]:
    """To whom merged accounts lead, by their ids and external ids, as far as these are among `names`."""
    return {row.name: row for row in await LEADS.all(tx, NamesParams(names=names))}


async def since(tx: Transaction, moment: datetime) -> list[Since]:
    """The accounts that lead to another since that moment or later."""
    return await SINCE.all(tx, SinceParams(since=moment))


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, AccountMerge]:
    """Merges by id."""
    return {row.id: row for row in await BY_IDS.all(tx, IdsParams(ids=ids))}
