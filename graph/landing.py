"""Landing lists as they are read: editions, what of them a viewer may find, and questions nobody answered."""

from collections.abc import Sequence
from datetime import datetime

from domain.content import ContentKind
from domain.ids import AreaId, ContentId
from domain.landing import Edition
from domain.record import Record
from graph.content import LAST_ID, AudienceParams, Listed
from graph.database import Transaction
from graph.queries import NoRow, Params, Query

ANY_AREA = ""


class EditionParams(Params):
    list: str
    at: datetime
    exactly: bool


class PickParams(AudienceParams):
    ids: Sequence[ContentId]
    kinds: tuple[ContentKind, ...]
    tags: tuple[str, ...]
    area_id: AreaId | str = ANY_AREA


class Place(Record):
    place: int


class UnansweredParams(AudienceParams):
    tags: tuple[str, ...]
    before_at: datetime
    before_id: str = LAST_ID
    limit: int


class UnansweredInAreaParams(UnansweredParams):
    area_id: AreaId


class MarkParams(Params):
    ids: Sequence[ContentId]


EDITION = Query("landing/edition", EditionParams, Edition)
PICK = Query("landing/pick", PickParams, Place)
UNANSWERED = Query("landing/unanswered", UnansweredParams, Listed)
UNANSWERED_IN_AREA = Query("landing/unanswered_in_area", UnansweredInAreaParams, Listed)
MARK_UNANSWERED = Query("landing/mark_unanswered", MarkParams, NoRow)


async def mark_unanswered(tx: Transaction, ids: Sequence[ContentId]) -> None:
    """Bring the list of unanswered questions up to date after something became of these questions or answers."""
    await MARK_UNANSWERED.run(tx, MarkParams(ids=ids))
