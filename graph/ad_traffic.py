"""What is kept of visits to ads for a while only: who views and clicks how often, and acts that didn't count."""

from datetime import datetime

from domain.record import Record
from graph.database import Transaction
from graph.queries import Params, Query


class PruneParams(Params):
    before: datetime
    limit: int


class Pruned(Record):
    pruned: int


FORGET_CLIENTS = Query("ad_traffic/forget_clients", PruneParams, Pruned)
PRUNE_INVALID = Query("ad_traffic/prune_invalid", PruneParams, Pruned)


async def forget_clients(tx: Transaction, before: datetime, limit: int) -> int:
    """Forget at most `limit` clients that did nothing since then; how many."""
    return (await FORGET_CLIENTS.one(tx, PruneParams(before=before, limit=limit))).pruned


async def prune_invalid(tx: Transaction, before: datetime, limit: int) -> int:
    """Delete at most `limit` acts that didn't count and are older; how many."""
    return (await PRUNE_INVALID.one(tx, PruneParams(before=before, limit=limit))).pruned
