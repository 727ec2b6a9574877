"""Series in the graph: one edge a content, numbered in order; whoever changes one holds a lock on its author."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from domain.access import Viewer
from domain.errors import Conflict, NotFound
from domain.ids import ContentId, UserId
from domain.record import Record
from domain.series import MAX_SERIES, Place, Series, SeriesId
from graph.content import LAST_ID, AudienceParams, ByIdsParams
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class KnownParams(ByIdsParams):
    user_id: UserId | None


class SlugParams(Params):
    slug: str


class OfUserParams(AudienceParams):
    author_id: UserId
    user_id: UserId | None
    before_id: str = LAST_ID
    limit: int


class ContentsParams(AudienceParams):
    series_id: SeriesId
    after: int = 0
    limit: int


class OwnParams(Params):
    id: SeriesId
    user_id: UserId


class CreateParams(OwnParams):
    most: int = MAX_SERIES
    slug: str
    title: str
    description: str | None
    at: datetime


class ArrangeParams(Params):
    id: SeriesId
    ids: Sequence[ContentId]
    properties: dict[str, Any]
    at: datetime


class Id(Record):
    id: SeriesId


class Contents(Record):
    ids: tuple[ContentId, ...]


class Numbered(Record):
    id: ContentId
    place: int


class Fitting(Record):
    content_id: ContentId
    series_id: SeriesId | None


BY_IDS = Query("series/by_ids", KnownParams, Series)
BY_SLUG = Query("series/by_slug", SlugParams, Id)
OF_USER = Query("series/of_user", OfUserParams, Series)
CONTENTS = Query("series/contents", ContentsParams, Numbered)
PLACES = Query("series/places", ByIdsParams, Place)
CREATE = Query("series/create", CreateParams, Id)
OPEN = Query("series/open", OwnParams, Contents)
FITTING = Query("series/fitting", KnownParams, Fitting)
ARRANGE = Query("series/arrange", ArrangeParams, NoRow)
DELETE = Query("series/delete", OwnParams, Id)

Order = Callable[[Sequence[ContentId], Sequence[ContentId]], Sequence[ContentId]]
"""The contents that a series is to have, by those it has, and those of them that its author may find."""


async def by_ids(tx: Transaction, ids: Sequence[str], viewer: Viewer, now: datetime) -> dict[str, Series]:
    """The series among `ids` that the viewer may find, by id."""
    params = KnownParams(ids=ids, user_id=viewer.user_id, audience=viewer.audience, now=now)
    return {row.id: row for row in await BY_IDS.all(tx, params)}


async def places(tx: Transaction, ids: Sequence[str], viewer: Viewer, now: datetime) -> dict[str, Place]:
    """Where contents stand in their series, by their ids."""
    rows = await PLACES.all(tx, ByIdsParams(ids=ids, audience=viewer.audience, now=now))
    return {row.content_id: row for row in rows}


async def create(tx: Transaction, new: CreateParams, viewer: Viewer, ids: Sequence[ContentId]) -> bool:
    """Begin a series of these contents; False when the viewer has as many as they may, or is gone.

    Raises:
        NotFound: one isn't theirs to put into a series.
        Conflict: one is part of a series already.
    """
    if await CREATE.one_or_none(tx, new) is None:
        return False
    await _check(tx, viewer, ids, new.at)
    await ARRANGE.run(tx, ArrangeParams(id=new.id, ids=ids, properties={}, at=new.at))
    return True


async def change(
    tx: Transaction, viewer: Viewer, id: SeriesId, order: Order, properties: dict[str, Any], now: datetime
) -> bool:
    """Change what a series of the viewer's says, and what it has in which order; False when they have none of that id.

    Raises:
        NotFound: what is new in it isn't theirs to put into a series.
        Conflict: that is part of a series already.
    """
    user_id = viewer.require_user()
    present = await OPEN.one_or_none(tx, OwnParams(id=id, user_id=user_id))
    if present is None:
        return False
    known = {row.content_id for row in await _fitting(tx, viewer, present.ids, now)}
    ids = order(present.ids, [each for each in present.ids if each in known])
    await _check(tx, viewer, [each for each in ids if each not in present.ids], now)
    await ARRANGE.run(tx, ArrangeParams(id=id, ids=ids, properties=properties, at=now))
    return True


async def _check(tx: Transaction, viewer: Viewer, ids: Sequence[ContentId], now: datetime) -> None:
    fitting = {row.content_id: row.series_id for row in await _fitting(tx, viewer, ids, now)}
    for id in ids:
        if id not in fitting:
            raise NotFound(f"{id} is no content of yours that stands by itself and can be read.", ("input",))
        if fitting[id] is not None:
            raise Conflict(f"{id} is part of {fitting[id]} already: take it out there first.", ("input",))


async def _fitting(tx: Transaction, viewer: Viewer, ids: Sequence[ContentId], now: datetime) -> Sequence[Fitting]:
    params = KnownParams(ids=ids, user_id=viewer.require_user(), audience=viewer.audience, now=now)
    return await FITTING.all(tx, params)
