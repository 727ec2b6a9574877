"""What members have to show for paid contents, in one statement for a whole list, and how locked ones begin."""

from collections.abc import Sequence
from datetime import datetime

from domain.entitlement import Claim
from domain.ids import ContentId, UserId
from domain.record import Record
from domain.teaser import READ
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import Query


class ClaimsParams(IdsParams):
    user_id: UserId
    now: datetime


class BeginningsParams(IdsParams):
    characters: int = READ


class Beginning(Record):
    content_id: ContentId
    body: str | None


CLAIMS = Query("access/claims", ClaimsParams, Claim)
BEGINNINGS = Query("access/beginnings", BeginningsParams, Beginning)


async def claims(tx: Transaction, ids: Sequence[str], user_id: UserId, now: datetime) -> dict[str, Claim]:
    """What a member has to show for contents, by their ids. About 50 db hits each, however many there are."""
    return {row.content_id: row for row in await CLAIMS.all(tx, ClaimsParams(ids=ids, user_id=user_id, now=now))}


async def beginnings(tx: Transaction, ids: Sequence[str]) -> dict[str, str | None]:
    """The beginnings of texts by content id, unchecked: what of them may be shown is cut in `domain.teaser`."""
    return {row.content_id: row.body for row in await BEGINNINGS.all(tx, BeginningsParams(ids=ids))}
