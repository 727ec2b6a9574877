"""The erasure of a person, a small batch a transaction: each may be repeated, and counts what it did as it does it.

First they are cut off: one transaction takes the label, the name and every property from their node, so that nothing
finds them from then on, and notes by their hashes what must not come back. What is left hangs on that node. A batch
touches at most `LIMIT` relationships, as deletions around one node by several writers would wait for each other.
"""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import datetime, timedelta

from domain.data_request import ErasureMode
from domain.erasure import Erased, ErasedThing, hash_of, names_of
from domain.event import MAX_LATE
from domain.ids import UserId
from domain.outbox import OutboxEvent
from domain.record import Record
from graph import data_request, earnings, grant, outbox
from graph.data_request import Id, Open
from graph.database import Transaction
from graph.queries import NoRow, Params, Query
from graph.service_end import end_erased as end_services
from graph.subscription_end import end_erased

LIMIT = 500


class BeginParams(Params):
    id: str
    user_id: UserId
    now: datetime


class BuryParams(Params):
    rows: list[dict[str, str]]
    erasure_id: str
    mode: ErasureMode
    at: datetime


class BatchParams(Params):
    user_id: UserId
    limit: int


class RenameParams(BatchParams):
    erasure_id: str


class LateParams(RenameParams):
    since: datetime


class ArchiveParams(BatchParams):
    at: datetime


class CallsParams(Params):
    principal: str
    limit: int


class Counts(Record):
    counts: Mapping[str, int]


class Stripped(Record):
    stripped: int


class Deleted(Record):
    external_ids: list[str]
    deleted: int


BEGIN = Query("erasure/begin", BeginParams, Erased)
BURY = Query("erasure/bury", BuryParams, NoRow)
OF_PERSON = [
    Query(f"erasure/{name}", BatchParams, Counts)
    for name in (
        "interactions",
        "follows",
        "acts",
        "notification_actors",
        "notifications",
        "drafts",
        "series",
        "consumption",
        "quiz_attempts",
        "certificates",
        "seats",
        "notification_settings",
        "ad_decisions",
        "profile",
        "personal",
        "exports",
        "neighbours",
        "badges",
        "applications",
        "coupons",
    )
]
RENAMED = [
    Query(f"erasure/{name}", RenameParams, Counts)
    for name in (
        "events",
        "followed",
        "consents",
        "points",
        "audit",
        "outbox",
        "makers",
        "moderation",
        "revisions",
        "orders",
        "subscriptions",
        "services",
    )
]
LATE_EVENTS = Query("erasure/late_events", LateParams, Counts)
PRODUCTS = Query("erasure/products", ArchiveParams, Counts)
CALLS = Query("erasure/calls", CallsParams, Counts)
AUTHORSHIP = Query("erasure/authorship", BatchParams, Counts)
STRIP_CONTENTS = Query("erasure/strip_contents", BatchParams, Stripped)
DELETE_CONTENTS = Query("erasure/delete_contents", BatchParams, Deleted)
BLANK_CONTENTS = Query("erasure/blank_contents", BatchParams, Counts)
FINISH = Query("erasure/finish", BeginParams, Id)

Step = Callable[[Transaction, Open], Awaitable[Mapping[str, int]]]
"""One batch of a step; what it erased, by kind. Nothing when there is nothing left."""


async def begin(tx: Transaction, request: Open, now: datetime) -> Open | None:
    """Cut the person off, and note what must not come back; the request as it is then. None while another account is
    still being merged into theirs."""
    erased = await BEGIN.one_or_none(tx, BeginParams(id=request.id, user_id=request.user_id, now=now))
    if erased is None:
        return None
    await bury(tx, request, names_of(request.user_id, erased), now)
    merged = tuple(UserId(former.user_id) for former in erased.merged)
    return request.model_copy(update={"started_at": now, "merged_ids": merged})


async def bury(tx: Transaction, request: Open, things: Iterable[tuple[ErasedThing, str]], now: datetime) -> None:
    """Note hashes of what must not come back."""
    rows = [{"thing": thing.value, "hash": hash} for thing, hash in things]
    mode = request.mode or ErasureMode.ANONYMISE
    await BURY.run(tx, BuryParams(rows=rows, erasure_id=request.id, mode=mode, at=now))


async def batch(tx: Transaction, step: Step, request: Open) -> bool:
    """Do one batch of a step and count it; whether there was anything to do."""
    counts = await step(tx, request)
    await data_request.count(tx, request.id, counts)
    return any(counts.values())


async def finish(tx: Transaction, request: Open, event: OutboxEvent, now: datetime) -> bool:
    """Make the request a receipt that names nobody, and tell of it; False when that was done before."""
    params = BeginParams(id=request.id, user_id=request.user_id, now=now)
    if await FINISH.one_or_none(tx, params) is None:
        return False
    await outbox.append(tx, [event])
    return True


def steps(mode: ErasureMode) -> list[Step]:
    """Every step of an erasure, in order: what others see of the person first."""
    contents = _delete_contents if mode is ErasureMode.DELETE_CONTENT else _anonymise_contents
    renamed = [_rename(query) for query in RENAMED]
    return [
        contents,
        _grants,
        end_erased,
        end_services,
        *(_of_person(query) for query in OF_PERSON),
        *renamed,
        _rename_earnings,
        _archive_products,
        _cut_late_events,
        _forget_calls,
    ]


def _of_person(query: Query[BatchParams, Counts]) -> Step:
    async def step(tx: Transaction, request: Open) -> Mapping[str, int]:
        return (await query.one(tx, BatchParams(user_id=request.user_id, limit=LIMIT))).counts

    return step


def _rename(query: Query[RenameParams, Counts]) -> Step:
    async def step(tx: Transaction, request: Open) -> Mapping[str, int]:
        counts: Counter[str] = Counter()
        for user_id in (request.user_id, *request.merged_ids):
            params = RenameParams(user_id=user_id, erasure_id=request.id, limit=LIMIT)
            counts.update((await query.one(tx, params)).counts)
        return counts

    return step


async def _rename_earnings(tx: Transaction, request: Open) -> Mapping[str, int]:
    """What was earned is in the community's books: it stays, under the erasure."""
    ids = (request.user_id, *request.merged_ids)
    counts = await earnings.rename(tx, ids, request.id, forget=True)
    return {f"{name}_pseudonymised": number for name, number in counts.items()}


async def _anonymise_contents(tx: Transaction, request: Open) -> Mapping[str, int]:
    return (await AUTHORSHIP.one(tx, BatchParams(user_id=request.user_id, limit=LIMIT))).counts


async def _delete_contents(tx: Transaction, request: Open) -> Mapping[str, int]:
    """Delete what nobody else's stands below, as often as that leaves more of the kind; blank the rest."""
    params = BatchParams(user_id=request.user_id, limit=LIMIT)
    stripped = (await STRIP_CONTENTS.one(tx, params)).stripped
    if stripped == LIMIT:
        return {"content_links": stripped}
    gone = await DELETE_CONTENTS.one(tx, params)
    if stripped or gone.deleted:
        buried = [(ErasedThing.CONTENT_EXTERNAL_ID, hash_of(id)) for id in gone.external_ids]
        await bury(tx, request, buried, _started(request))
        return {"content_links": stripped, "contents_deleted": gone.deleted}
    return (await BLANK_CONTENTS.one(tx, params)).counts


async def _grants(tx: Transaction, request: Open) -> Mapping[str, int]:
    return {"grants": await grant.erase(tx, request.user_id, request.id, _started(request), LIMIT)}


async def _cut_late_events(tx: Transaction, request: Open) -> Mapping[str, int]:
    since = _started(request) - MAX_LATE - timedelta(days=1)
    params = LateParams(user_id=request.user_id, erasure_id=request.id, since=since, limit=LIMIT)
    return (await LATE_EVENTS.one(tx, params)).counts


async def _archive_products(tx: Transaction, request: Open) -> Mapping[str, int]:
    params = ArchiveParams(user_id=request.user_id, at=_started(request), limit=LIMIT)
    return (await PRODUCTS.one(tx, params)).counts


async def _forget_calls(tx: Transaction, request: Open) -> Mapping[str, int]:
    return (await CALLS.one(tx, CallsParams(principal=f"user:{request.user_id}", limit=LIMIT))).counts


def _started(request: Open) -> datetime:
    if request.started_at is None:
        raise ValueError(f"{request.id} has not begun")
    return request.started_at
