"""Places in areas that are paid for: taken under a lock of the area, so that there are never more than it has."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.access import Viewer
from domain.errors import Conflict
from domain.featured import FeaturedPlace, check_free
from domain.record import Moment, Record
from domain.service import ServiceKind, ServiceRequest
from graph.content import ByIdsParams
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class AreaParams(Params):
    area_id: str


class TakenParams(AreaParams):
    kind: ServiceKind
    at: datetime


class PutParams(AreaParams):
    request_id: str
    content_id: str
    kind: ServiceKind
    starts_at: datetime
    ends_at: datetime


class EndParams(Params):
    request_id: str
    at: datetime


class OwnParams(Params):
    content_id: str
    user_id: str
    now: datetime


class Id(Record):
    id: str


class Taken(Record):
    ends_at: Moment


LOCK = Query("featured/lock", AreaParams, Id)
TAKEN = Query("featured/taken", TakenParams, Taken)
PUT = Query("featured/put", PutParams, NoRow)
END = Query("featured/end", EndParams, NoRow)
OWN = Query("featured/own", OwnParams, Id)
OF_AREAS = Query("featured/of_areas", ByIdsParams, FeaturedPlace)


async def take(tx: Transaction, request: ServiceRequest, at: datetime) -> None:
    """Show what a request is of, from now on for as long as it says.

    Raises:
        Conflict: the content is gone, isn't the buyer's, or can't be found by everybody; or the area is gone.
        LimitReached: all places of that kind are taken there.
    """
    assert request.content_id is not None and request.area_id is not None and request.place_days is not None
    if await LOCK.one_or_none(tx, AreaParams(area_id=request.area_id)) is None:
        raise Conflict("The area is gone.", ("input", "id"))
    if not await is_own(tx, request.content_id, request.buyer_id, at):
        raise Conflict("The content isn't there for everybody to find: ask the buyer.", ("input", "id"))
    rows = await TAKEN.all(tx, TakenParams(area_id=request.area_id, kind=request.kind, at=at))
    check_free(request.kind, [row.ends_at for row in rows])
    params = PutParams(
        request_id=request.id,
        content_id=request.content_id,
        area_id=request.area_id,
        kind=request.kind,
        starts_at=at,
        ends_at=at + timedelta(days=request.place_days),
    )
    await PUT.run(tx, params)


async def end(tx: Transaction, request_id: str, at: datetime) -> None:
    """Show it no longer; nothing where that is so."""
    await END.run(tx, EndParams(request_id=request_id, at=at))


async def is_own(tx: Transaction, content_id: str, user_id: str, at: datetime) -> bool:
    """Whether that member wrote a content that stands by itself and everybody may find."""
    params = OwnParams(content_id=content_id, user_id=user_id, now=at)
    return await OWN.one_or_none(tx, params) is not None


async def of_areas(
    tx: Transaction, ids: Sequence[str], viewer: Viewer, now: datetime
) -> dict[str, list[FeaturedPlace]]:
    """What is shown in areas by what was paid for it, of what the viewer may find; nothing for areas without."""
    params = ByIdsParams(ids=ids, audience=viewer.audience, now=now)
    return await OF_AREAS.grouped(tx, params, lambda place: place.area_id)
