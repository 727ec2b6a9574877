"""The balance of feeds in the graph."""

from collections.abc import Sequence

from domain.audit import AuditEntry
from domain.feed_balance import USUAL, FeedBalance
from graph import audit
from graph.database import Transaction
from graph.queries import NoParams, Params, Query


class SetParams(Params):
    locked_percent: int
    before: int = USUAL.locked_percent


CURRENT = Query("feed_balance/current", NoParams, FeedBalance)
SET = Query("feed_balance/set", SetParams, FeedBalance)


async def current(tx: Transaction) -> FeedBalance:
    """The balance that holds."""
    return await CURRENT.one_or_none(tx, NoParams()) or USUAL


async def named(tx: Transaction, names: Sequence[str]) -> dict[str, FeedBalance]:
    """The balances of these names; there is one for all feeds."""
    return dict.fromkeys(names, await current(tx))


async def put(tx: Transaction, balance: FeedBalance, entry: AuditEntry) -> FeedBalance:
    """Let a balance hold from now on."""
    before = await SET.one(tx, SetParams(locked_percent=balance.locked_percent))
    await audit.append_change(tx, entry, before, balance)
    return balance
