"""What members set of their notifications: one node a member, found by their id and joined to nothing."""

from collections.abc import Sequence

from domain.ids import UserId
from domain.notification_settings import NotificationSettings
from domain.record import Record
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import Params, Query

MOST_WATCHERS = 100
"""So many are told of one dispute."""


class SetParams(Params):
    user_id: UserId
    off: list[str]
    time_zone: str
    quiet_from: str | None
    quiet_to: str | None
    mail_hours: int
    watches_disputes: bool


class WatchersParams(Params):
    limit: int = MOST_WATCHERS


class Id(Record):
    user_id: UserId


OF_USERS = Query("notification/settings", IdsParams, NotificationSettings)
SET = Query("notification/set", SetParams, Id)
WATCHERS = Query("notification/watchers", WatchersParams, Id)


async def of_users(tx: Transaction, ids: Sequence[str]) -> dict[str, NotificationSettings]:
    """What users set, by user id; the defaults for who set nothing."""
    defaults = {id: NotificationSettings(user_id=UserId(id)) for id in ids}
    return defaults | {row.user_id: row for row in await OF_USERS.all(tx, IdsParams(ids=ids))}


async def keep(tx: Transaction, settings: NotificationSettings) -> bool:
    """Keep a member's settings; False when the member is gone."""
    params = SetParams.model_validate(dict(settings) | {"off": sorted(settings.off)})
    return await SET.one_or_none(tx, params) is not None


async def watchers(tx: Transaction) -> list[UserId]:
    """Who wants to be told of disputed services; they were allowed to see them when they said so."""
    return [row.user_id for row in await WATCHERS.all(tx, WatchersParams())]
