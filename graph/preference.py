"""What members ask for themselves: an edge to each tag, author or area they want more or less of."""

from collections.abc import Sequence
from datetime import datetime

from domain.errors import LimitReached, NotFound
from domain.ids import ContentId, UserId
from domain.preference import MOST, Barred, Preference
from domain.record import Record
from graph import consent
from graph.content import AudienceParams, IdsParams
from graph.database import Transaction
from graph.queries import Params, Query


class SetParams(Params):
    user_id: UserId
    target_id: str
    weight: float
    at: datetime
    most: int = MOST


class Done(Record):
    target_id: str
    full: bool


class ResetParams(Params):
    user_id: UserId
    said: bool
    at: datetime


class Reset(Record):
    user_id: UserId


class BarredParams(AudienceParams):
    user_id: UserId
    content_id: ContentId


SET = Query("preference/set", SetParams, Done)
OF_USERS = Query("preference/of_users", IdsParams, Preference)
RESET = Query("preference/reset", ResetParams, Reset)
BARRED = Query("preference/barred", BarredParams, Barred)


async def prefer(tx: Transaction, user_id: UserId, target_id: str, weight: float, now: datetime) -> None:
    """Let a member want more or less of something; 0 forgets it. The same again changes nothing.

    Raises:
        NotFound: there is no such tag, user or area, or the member is gone.
        LimitReached: they have as many wishes as one can.
    """
    done = await SET.one_or_none(tx, SetParams(user_id=user_id, target_id=target_id, weight=weight, at=now))
    if done is None:
        raise NotFound("There is no tag, member or area of this id.", ("input", "targetId"))
    if done.full:
        raise LimitReached(f"One can have {MOST} wishes; forget one by a weight of 0.", ("input", "targetId"))


async def of_users(tx: Transaction, ids: Sequence[str]) -> dict[str, list[Preference]]:
    """What users want more or less of, by user id; who asked for nothing is left out."""
    found: dict[str, list[Preference]] = {}
    for row in await OF_USERS.all(tx, IdsParams(ids=ids)):
        found.setdefault(row.user_id, []).append(row)
    return found


async def reset(tx: Transaction, user_id: UserId, said: bool, now: datetime) -> bool:
    """Forget what was learned of a member up to now, and with `said` what they asked for; False when they are gone."""
    if await RESET.one_or_none(tx, ResetParams(user_id=user_id, said=said, at=now)) is None:
        return False
    await consent.FORGET_PROFILE.run(tx, consent.UserParams(user_id=user_id))
    return True
