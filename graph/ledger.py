"""The ledger of money in the graph: entries told once each, their postings, and the balances they come to."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from secrets import randbits
from typing import Any

from domain.errors import Conflict
from domain.ledger import Books, Entry, LedgerEntryKind, Moved, Posted, check, check_covered, earnings
from domain.money import Money
from domain.record import Record
from domain.sales_day import counted, earned
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import NoParams, NoRow, Params, Query

Row = dict[str, Any]
LAST = 2**62


class ClaimParams(Params):
    id: str
    key: str
    kind: LedgerEntryKind
    at: datetime
    memo: str | None
    about: str | None
    fingerprint: str
    claim: int


class LockParams(Params):
    accounts: list[Row]


class AppendParams(Params):
    rows: list[Row]


class AccountsParams(Params):
    accounts: Sequence[str]


class StatementParams(Params):
    """Postings of an account behind the one of that number, the latest first."""

    account: str
    currency: str
    before: int = LAST
    limit: int


class Claimed(Record):
    fingerprint: str
    fresh: bool


class Balance(Record):
    """What an account holds of one currency, and after how many postings."""

    account: str
    currency: str
    balance_minor: int
    postings: int


class CountParams(Params):
    rows: list[Row]


class RenameParams(Params):
    source: str
    target: str


class Renamed(Record):
    postings: int


CLAIM = Query("ledger/claim", ClaimParams, Claimed)
LOCK = Query("ledger/lock", LockParams, Balance)
APPEND = Query("ledger/append", AppendParams, NoRow)
COUNT = Query("ledger/count", CountParams, NoRow)
COUNT_EARNED = Query("ledger/count_earned", CountParams, NoRow)
STATEMENT = Query("ledger/statement", StatementParams, Posted)
BALANCES = Query("ledger/balances", AccountsParams, Balance)
RENAME = Query("ledger/rename", RenameParams, Renamed)
OF_ORDERS = Query("ledger/of_orders", IdsParams, Moved)
RECONCILE = Query("ledger/reconcile", NoParams, Books)


async def post(tx: Transaction, entry: Entry) -> bool:
    """Move the money of an entry, once however often it is told; False when it was told before.

    Raises:
        Conflict: an entry of this key moved something else.
        PaymentRequired: an account that can't owe hasn't as much. Nothing was moved, if the transaction ends here.
    """
    check(entry)
    params = ClaimParams(
        id=entry.id,
        key=entry.key,
        kind=entry.kind,
        at=entry.at,
        memo=entry.memo,
        about=entry.about,
        fingerprint=entry.fingerprint,
        claim=randbits(63),
    )
    known = await CLAIM.one(tx, params)
    if known.fingerprint != entry.fingerprint:
        raise Conflict("This movement of money was entered before with another amount.")
    if not known.fresh:
        return False
    await APPEND.run(tx, AppendParams(rows=await _rows(tx, entry)))
    await _count(tx, entry)
    return True


async def _count(tx: Transaction, entry: Entry) -> None:
    """Add an entry of selling to the days it is of, behind the locks of its accounts."""
    if rows := [row.model_dump(mode="json") for row in counted(entry)]:
        await COUNT.run(tx, CountParams(rows=rows))
    if days := [row.model_dump(mode="json") for row in earned(entry)]:
        await COUNT_EARNED.run(tx, CountParams(rows=days))


async def _rows(tx: Transaction, entry: Entry) -> list[Row]:
    """The postings as they are kept. Accounts are locked in one order: entries that share some queue up."""
    postings = sorted(entry.postings, key=lambda posting: (posting.account, posting.currency))
    accounts = [{"account": posting.account, "currency": posting.currency} for posting in postings]
    held = {(row.account, row.currency): row for row in await LOCK.all(tx, LockParams(accounts=accounts))}
    rows = []
    for posting in postings:
        before = held[posting.account, posting.currency]
        check_covered(posting, before.balance_minor)
        rows.append(
            {
                "entry_id": entry.id,
                "account": posting.account,
                "currency": posting.currency,
                "number": before.postings + 1,
                "amount_minor": posting.amount_minor,
                "balance_minor": before.balance_minor + posting.amount_minor,
            }
        )
    return rows


async def of_orders(tx: Transaction, ids: Sequence[str]) -> dict[str, list[Moved]]:
    """The postings about orders and their refunds, the first first; nothing for those that moved no money."""
    return await OF_ORDERS.grouped(tx, IdsParams(ids=ids), lambda row: row.order_id)


async def balances(tx: Transaction, accounts: Sequence[str]) -> dict[str, list[Money]]:
    """What accounts hold, an amount a currency; of those that never held anything an empty list."""
    found: dict[str, list[Money]] = defaultdict(list)
    for row in await BALANCES.all(tx, AccountsParams(accounts=accounts)):
        found[row.account].append(Money(amount_minor=row.balance_minor, currency=row.currency))
    return found


async def rename_earnings(tx: Transaction, user_id: str, name: str) -> int:
    """Let what a user earned be called otherwise, behind what was called so before; how many postings that were."""
    params = RenameParams(source=earnings(user_id), target=earnings(name))
    return (await RENAME.one(tx, params)).postings
