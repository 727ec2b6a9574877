"""How far each part of an import has come, so that one that broke off goes on there."""

from collections.abc import Sequence
from datetime import datetime

from domain.record import Record
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class NameParams(Params):
    name: str


class AdvanceParams(Params):
    name: str
    position: str
    now: datetime


class FinishParams(Params):
    names: list[str]


class Position(Record):
    position: str


class PrefixParams(Params):
    prefix: str


class Parts(Record):
    parts: int


BEGUN = Query("import/begun", PrefixParams, Parts)
POSITION = Query("import/position", NameParams, Position)
ADVANCE = Query("import/advance", AdvanceParams, NoRow)
FINISH = Query("import/finish", FinishParams, NoRow)


async def position(tx: Transaction, name: str) -> str | None:
    """What was last noted of that part, or None."""
    row = await POSITION.one_or_none(tx, NameParams(name=name))
    return row.position if row else None


async def advance(tx: Transaction, name: str, position: str, now: datetime) -> None:
    """Note how far that part has come."""
    await ADVANCE.run(tx, AdvanceParams(name=name, position=position, now=now))


async def finish(tx: Transaction, names: Sequence[str]) -> None:
    """Forget these parts: the import is complete."""
    await FINISH.run(tx, FinishParams(names=list(names)))


async def broke_off(tx: Transaction, prefix: str) -> bool:
    """Whether an import whose notes start with `prefix` was begun and not finished."""
    return (await BEGUN.one(tx, PrefixParams(prefix=prefix))).parts > 0
