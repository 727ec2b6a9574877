"""Influence of who is new, between two whole runs: one step of PageRank from those whom the last one ranked."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.ids import UserId
from domain.influence import Handed, Spread, scale, stepped
from graph.database import Graph, Transaction
from graph.queries import NoParams, NoRow, Params, Query
from graph.refresh import ChangedUser, ChangesParams


class StepParams(Params):
    ids: Sequence[str]
    scale: float


class StoreParams(Params):
    rows: Sequence[Mapping[str, Any]]
    as_of: datetime


SPREAD = Query("influence/spread", NoParams, Spread)
NEWCOMERS = Query("influence/newcomers", ChangesParams, ChangedUser)
STEP = Query("influence/step", StepParams, Handed)
STORE = Query("influence/store_stepped", StoreParams, NoRow)


async def spread(tx: Transaction) -> Spread | None:
    """How influence is spread as the last whole run found it; None where it found none."""
    return await SPREAD.one_or_none(tx, NoParams())


async def newcomers(tx: Transaction, params: ChangesParams) -> list[UserId]:
    """Members whom no whole run has ranked and to whom something happened, at most so many."""
    return [row.id for row in await NEWCOMERS.all(tx, params)]


async def step(graph: Graph, ids: Sequence[UserId], known: Spread, whole: datetime, as_of: datetime) -> int:
    """Store the influence of newcomers, as of a moment, in what the whole run of another found; of how many."""
    found = await graph.read(STEP.all, StepParams(ids=ids, scale=scale(whole)))
    rows = [stepped(row, known, as_of).model_dump(exclude={"as_of"}) for row in found]
    await graph.write(STORE.run, StoreParams(rows=rows, as_of=as_of))
    return len(rows)
