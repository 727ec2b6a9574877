"""A process that is killed: its graph does what it is asked, up to a moment, and then nobody is told of it."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from graph.database import Graph, Transaction

T = TypeVar("T")


class Killed(BaseException):
    """The process is gone: nothing that would catch an error catches this."""


class _CutError(Exception):
    """Have a transaction rolled back."""


async def cut(graph: Graph, work: Callable[..., Awaitable[Any]], *args: Any, **kw: Any) -> None:
    """Run work in a transaction that is never committed."""

    async def unfinished(tx: Transaction) -> None:
        await work(tx, *args, **kw)
        raise _CutError

    try:
        await graph.write(unfinished)
    except _CutError:
        return


class MortalGraph:
    """The graph of a process that is killed at one of its transactions: before that is committed, or after."""

    def __init__(self, graph: Graph, transactions: int, after: bool) -> None:
        self._graph, self._left, self._after = graph, transactions, after
        self.read = graph.read

    async def write(self, work: Callable[..., Awaitable[T]], *args: Any, **kw: Any) -> T:
        self._left -= 1
        if self._left == 0:
            if self._after:
                await self._graph.write(work, *args, **kw)
            else:
                await cut(self._graph, work, *args, **kw)
            raise Killed
        return await self._graph.write(work, *args, **kw)
