"""Meanings of contents in the graph: which are still to be made, and the vectors themselves."""

from collections.abc import Sequence

from domain.content import Visibility
from domain.ids import ContentId
from domain.meaning import MARKUP, Said, said
from domain.record import Record
from graph.database import Transaction
from graph.queries import NoParams, Params, Query


class DueParams(Params):
    limit: int
    characters: int = MARKUP


class Due(Record):
    """A content whose meaning is to be made; `due` tells whether it still says that when the vector is there."""

    id: ContentId
    title: str | None
    body: str | None
    visibility: Visibility | str | None
    due: str

    @property
    def said(self) -> Said:
        """What its meaning is made of."""
        return said(self.title, self.body, self.visibility) or Said("")


class StoreParams(Params):
    rows: list[dict[str, object]]


class Waiting(Record):
    waiting: int


class Stored(Record):
    stored: int


DUE = Query("meaning/due", DueParams, Due)
WAITING = Query("meaning/waiting", NoParams, Waiting)
STORE = Query("meaning/store", StoreParams, Stored)


async def due(tx: Transaction, limit: int) -> list[Due]:
    """At most `limit` contents whose meaning is still to be made."""
    return await DUE.all(tx, DueParams(limit=limit))


async def waiting(tx: Transaction) -> int:
    """How many there are of them."""
    return (await WAITING.one(tx, NoParams())).waiting


async def store(tx: Transaction, made: Sequence[tuple[Due, list[float] | None]]) -> int:
    """Keep meanings of contents that still say what they did; how many."""
    rows = [{"id": row.id, "due": row.due, "vector": vector} for row, vector in made]
    return (await STORE.one(tx, StoreParams(rows=rows))).stored
