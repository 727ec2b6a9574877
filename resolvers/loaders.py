"""Dataloaders: what many fields of one answer ask for one by one is fetched in one statement."""

from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar

from strawberry.dataloader import DataLoader

from graph.database import Graph

MAX_BATCH = 500
V = TypeVar("V")
Batch = Callable[..., Awaitable[Mapping[str, V]]]
"""A function of a transaction and a list of ids (and further arguments shared by all) that gives values by id."""


class Loaders:
    """The loaders of one operation, each made when it is first asked for and thrown away with the operation."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._made: dict[tuple[Hashable, ...], DataLoader[str, Any]] = {}

    async def load(self, batch: Batch[V], key: str, *shared: Hashable) -> V | None:
        """The value of `key` by `batch(tx, keys, *shared)`, together with all that is asked in the same tick."""
        name = (batch, *shared)
        if name not in self._made:
            self._made[name] = DataLoader(load_fn=self._fetch(batch, shared), max_batch_size=MAX_BATCH)
        value: V | None = await self._made[name].load(key)
        return value

    def _fetch(
        self, batch: Batch[V], shared: tuple[Hashable, ...]
    ) -> Callable[[list[str]], Awaitable[Sequence[V | None]]]:
        async def fetch(keys: list[str]) -> Sequence[V | None]:
            found = await self._graph.read(batch, keys, *shared)
            return [found.get(key) for key in keys]

        return fetch
