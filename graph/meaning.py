"""Meanings of contents in the graph: which are still to be made, and the vectors themselves."""

from collections.abc import Sequence
from datetime import UTC, datetime

from domain.content import STANDALONE_KINDS, ContentKind, Visibility
from domain.errors import Conflict
from domain.ids import ContentId
from domain.meaning import MARKUP, Said, said
from domain.record import Record
from graph.content import EARLIEST, AudienceParams
from graph.database import Transaction
from graph.queries import NoParams, Params, Query
from graph.vector_index import searched

MOST = 1_000
"""Contents that are compared one by one where a search is narrowed to no more."""
LATEST = datetime(9999, 12, 31, tzinfo=UTC)


class NotReady(Conflict):
    """The index of meanings is still being built."""


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


class RankParams(AudienceParams):
    """`least` is the smallest cosine that counts."""

    vector: Sequence[float]
    least: float
    limit: int


class NearestParams(RankParams):
    """`marked` are sets of keys of the search's entries: contents have one of each set, and none of `without`."""

    depth: int
    kinds: Sequence[ContentKind] = STANDALONE_KINDS
    marked: Sequence[Sequence[str]] = ()
    without: Sequence[str] = ()
    since: datetime = EARLIEST
    until: datetime = LATEST


class AmongParams(RankParams):
    query: str
    most: int


class OfContentParams(AudienceParams):
    id: ContentId


class Meaning(Record):
    vector: tuple[float, ...]


class Near(Record):
    """A content and the cosine of its vector and the one that was asked for."""

    id: ContentId
    value: float


DUE = Query("meaning/due", DueParams, Due)
WAITING = Query("meaning/waiting", NoParams, Waiting)
STORE = Query("meaning/store", StoreParams, Stored)
NEAREST = Query("meaning/nearest", NearestParams, Near)
AMONG = Query("meaning/among", AmongParams, Near)
OF_CONTENT = Query("meaning/of_content", OfContentParams, Meaning)


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


async def nearest(tx: Transaction, params: NearestParams, narrowed: str | None = None) -> list[Near]:
    """Contents by their cosine to a vector, the nearest first.

    What the query `narrowed` finds in the index of the search is all compared, if it isn't too much.

    Raises:
        NotReady: the index is still being built.
    """
    if narrowed is not None:
        shared = params.model_dump(include=set(RankParams.model_fields))
        if few := await AMONG.all(tx, AmongParams(query=narrowed, most=MOST, **shared)):
            return few
    with searched(NotReady("The index of meanings is still being built: search by words meanwhile.")):
        return await NEAREST.all(tx, params)
