"""Earnings in the graph: how the accounts of members stand, and what becomes of them when one is another or gone."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from domain.ledger import earnings
from domain.payout import Earnings, PayoutRules
from domain.record import Record
from graph import ledger
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import Params, Query


class OfUsersParams(IdsParams):
    held_from: date


class PayableParams(Params):
    currency: str
    minimum: int
    held_from: date
    limit: int


class RenameParams(Params):
    from_id: str
    into_id: str
    forget: bool


class Payable(Record):
    user_id: str


class Counts(Record):
    counts: dict[str, int]


OF_USERS = Query("earnings/of_users", OfUsersParams, Earnings)
PAYABLE = Query("earnings/payable", PayableParams, Payable)
RENAME = Query("earnings/rename", RenameParams, Counts)


async def of_users(tx: Transaction, ids: Sequence[str], held_from: date) -> dict[str, list[Earnings]]:
    """How the earnings of members stand, currency by currency; nothing for who never earned."""
    found: dict[str, list[Earnings]] = defaultdict(list)
    for row in await OF_USERS.all(tx, OfUsersParams(ids=ids, held_from=held_from)):
        found[row.user_id].append(row)
    return found


async def payable(tx: Transaction, currency: str, rules: PayoutRules, held_from: date, limit: int) -> list[str]:
    """Members of whose earnings in a currency so much is available that it is paid out."""
    minimum = max(1, rules.minimum_minor)
    params = PayableParams(currency=currency, minimum=minimum, held_from=held_from, limit=limit)
    return [row.user_id for row in await PAYABLE.all(tx, params)]


async def lock(tx: Transaction, user_ids: Sequence[str], currency: str) -> None:
    """Lock what members earned in a currency, in one order, until the transaction ends."""
    accounts = [{"account": account, "currency": currency} for account in sorted(map(earnings, user_ids))]
    await ledger.LOCK.all(tx, ledger.LockParams(accounts=accounts))


async def rename(tx: Transaction, from_ids: Sequence[str], into_id: str, *, forget: bool = False) -> Mapping[str, int]:
    """Let what users earned and were paid out be of another id, in one transaction: nothing is paid out in between.

    `forget` lets go of what operators said to them.
    """
    counts: Counter[str] = Counter()
    for from_id in from_ids:
        counts["postings"] += await ledger.rename_earnings(tx, from_id, into_id)
        counts.update((await RENAME.one(tx, RenameParams(from_id=from_id, into_id=into_id, forget=forget))).counts)
    return counts
