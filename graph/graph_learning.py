"""What is learned from the graph as a whole: when that was done last, or why it wasn't."""

from collections.abc import Sequence
from datetime import datetime

from domain.graph_learning import Learned, LearnedGraph
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class LastParams(Params):
    names: Sequence[Learned]


class BegunParams(Params):
    name: Learned
    as_of: datetime


class DoneParams(BegunParams):
    acts: int


class RefusedParams(Params):
    name: Learned
    message: str


LAST = Query("graph_learning/last", LastParams, LearnedGraph)
BEGUN = Query("graph_learning/begun", BegunParams, NoRow)
DONE = Query("graph_learning/done", DoneParams, NoRow)
REFUSED = Query("graph_learning/refused", RefusedParams, NoRow)


async def last(tx: Transaction, name: Learned) -> LearnedGraph | None:
    """The last run of that kind; None when there was none."""
    return await LAST.one_or_none(tx, LastParams(names=[name]))


async def runs(tx: Transaction) -> list[LearnedGraph]:
    """The last run of every kind there was one of."""
    return await LAST.all(tx, LastParams(names=list(Learned)))
