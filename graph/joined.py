"""The graph as seen from inside an open transaction, for work that has to commit together with something else."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Concatenate, ParamSpec, TypeVar

from graph.database import Graph, Transaction

T = TypeVar("T")
A = ParamSpec("A")


class Joined(Graph):
    """Reads and writes are statements of one open transaction, one after another; its owner commits and repeats it."""

    def __init__(self, graph: Graph, tx: Transaction) -> None:
        super().__init__(graph._driver, graph._database)
        self._tx, self._turn = tx, asyncio.Lock()

    async def read(self, work: Callable[Concatenate[Transaction, A], Awaitable[T]], *args: A.args, **kw: A.kwargs) -> T:
        """Run `work` in the transaction."""
        async with self._turn:
            return await work(self._tx, *args, **kw)

    async def write(
        self, work: Callable[Concatenate[Transaction, A], Awaitable[T]], *args: A.args, **kw: A.kwargs
    ) -> T:
        """Run `work` in the transaction."""
        return await self.read(work, *args, **kw)

    async def write_alone(
        self, work: Callable[Concatenate[Transaction, A], Awaitable[T]], *args: A.args, **kw: A.kwargs
    ) -> T:
        """Run `work` in the transaction."""
        return await self.read(work, *args, **kw)
