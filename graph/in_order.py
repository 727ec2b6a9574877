"""Rows of a list whose order one query knows by their ids, and another reads whole."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeVar

from graph.database import Transaction

V = TypeVar("V")


async def in_order(
    tx: Transaction, by_ids: Callable[[Transaction, Sequence[str]], Awaitable[Mapping[str, V]]], ids: Sequence[str]
) -> list[V]:
    """What `by_ids` finds, in the order of the ids and without what is gone; nothing is asked when there are none."""
    found = await by_ids(tx, ids) if ids else {}
    return [found[id] for id in ids if id in found]
