"""The cap on how many ads a member bears, in the graph."""

from domain.ad_load import NO_CAP, AdLoad
from domain.audit import AuditEntry
from graph import audit
from graph.database import Transaction
from graph.queries import NoParams, Params, Query


class SetParams(Params):
    per_day: int | None
    per_placement: int | None


CURRENT = Query("ad_load/current", NoParams, AdLoad)
SET = Query("ad_load/set", SetParams, AdLoad)


async def current(tx: Transaction) -> AdLoad:
    """The cap that holds."""
    return await CURRENT.one_or_none(tx, NoParams()) or NO_CAP


async def put(tx: Transaction, load: AdLoad, entry: AuditEntry) -> AdLoad:
    """Let a cap hold from now on."""
    before = await SET.one(tx, SetParams(**load.model_dump()))
    await audit.append_change(tx, entry, before, load)
    return load
