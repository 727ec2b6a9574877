"""Dataloaders: what many fields of one answer ask for one by one is fetched in one statement."""

from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar

from strawberry.dataloader import DataLoader

from graph.database import Graph

MAX_BATCH = 500
V = TypeVar("V")
Batch = Callable[..., Awaitable[Mapping[str, V]]]
"""A function of a transaction and a list of ids (and further arguments shared by all) that gives values by id."""
Run = Callable[..., Awaitable[Mapping[str, Any]]]
"""Runs it: `Graph.read` or `Graph.write`."""


class Loaders:
    """The loaders of one operation, each made when it is first asked for and thrown away with the operation."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._made: dict[tuple[Hashable, ...], DataLoader[str, Any]] = {}

    async def load(self, batch: Batch[V], key: str, *shared: Hashable) -> V | None:
        """The value of `key` by `batch(tx, keys, *shared)`, together with all that is asked in the same tick."""
        return await self._of(self._graph.read, batch, key, shared)

    async def write(self, batch: Batch[V], key: str, *shared: Hashable) -> V | None:
        """The same of what writes: once for each key, and in one transaction for all of the same tick."""
        return await self._of(self._graph.write, batch, key, shared)

    async def _of(self, run: Run, batch: Batch[V], key: str, shared: tuple[Hashable, ...]) -> V | None:
        name = (batch, *shared)
        if name not in self._made:

            async def fetch(keys: list[str]) -> Sequence[V | None]:
                found = await run(batch, keys, *shared)
                return [found.get(key) for key in keys]

            self._made[name] = DataLoader(load_fn=fetch, max_batch_size=MAX_BATCH)
        value: V | None = await self._made[name].load(key)
        return value
