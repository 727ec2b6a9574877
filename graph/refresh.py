"""What every refresh asks first: the newest act known, and who and what changed since the last one."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from domain.ids import ContentId, UserId
from domain.record import Moment, Record
from graph import activity
from graph.database import Graph, Transaction
from graph.queries import Params, Query

MILLISECOND = timedelta(milliseconds=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class AsOfParams(Params):
    as_of: datetime


class ChangesParams(Params):
    """Known since one moment, or come to pass since another and before `as_of`."""

    since: datetime
    happened_from: datetime
    as_of: datetime
    limit: int


class PageParams(Params):
    after_id: str
    limit: int


class Latest(Record):
    latest: Moment


class ChangedUser(Record):
    id: UserId


class ChangedContent(Record):
    id: ContentId


LATEST = Query("refresh/latest", AsOfParams, Latest)
TOUCHED_USERS = Query("refresh/touched_users", ChangesParams, ChangedUser)
TOUCHED_CONTENTS = Query("refresh/touched_contents", ChangesParams, ChangedContent)
CONTENTS = Query("refresh/contents", PageParams, ChangedContent)


@dataclass(frozen=True, slots=True)
class Instant:
    """What one run knows of time: only acts before `as_of`, the newest of which happened at `latest`."""

    as_of: datetime
    latest: datetime

    @property
    def latest_ms(self) -> int:
        """`latest` in milliseconds since 1970."""
        return (self.latest - EPOCH) // MILLISECOND


@dataclass(frozen=True, slots=True)
class Changes:
    """Users and contents of which a run has to look again."""

    users: list[UserId]
    contents: list[ContentId]


async def instant(tx: Transaction, as_of: datetime) -> Instant:
    """The instant of a run at `as_of`. Where nothing happened yet, it is itself the latest."""
    row = await LATEST.one_or_none(tx, AsOfParams(as_of=as_of))
    return Instant(as_of, row.latest if row else as_of)


async def changes(tx: Transaction, params: ChangesParams) -> Changes:
    """Who and what changed; at most `limit` of each."""
    users = await TOUCHED_USERS.all(tx, params)
    contents = await TOUCHED_CONTENTS.all(tx, params)
    return Changes([row.id for row in users], [row.id for row in contents])


async def every_user(graph: Graph, size: int) -> AsyncIterator[list[UserId]]:
    """All users, so many at a time."""
    after = ""
    while ids := await graph.read(activity.everyone, after, size):
        yield ids
        after = ids[-1]


async def every_content(graph: Graph, size: int) -> AsyncIterator[list[ContentId]]:
    """All contents, so many at a time."""
    after = ""
    while rows := await graph.read(CONTENTS.all, PageParams(after_id=after, limit=size)):
        yield [row.id for row in rows]
        after = rows[-1].id
