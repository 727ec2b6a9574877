"""The samples by which reach is estimated: taken by a job, read for an estimate."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from domain.content import ContentKind
from domain.ids import AreaId, ContentId, TagId
from domain.record import Moment, Record
from domain.segment import ValueSegment
from graph.database import Transaction
from graph.queries import NoParams, NoRow, Params, Query


class WindowParams(Params):
    touched_since: datetime
    since: date
    until: date
    now: datetime


class MembersParams(Params):
    ids: Sequence[str]
    as_of: datetime


class ContentsParams(Params):
    rows: Sequence[Mapping[str, Any]]
    as_of: datetime


class NoteParams(Params):
    members: int
    as_of: datetime


class SampleParams(Params):
    as_of: datetime


class ReadersParams(SampleParams):
    interests: int
    saved_ids: Sequence[str] = ()
    """The saved segments that are looked for; of none nothing is read."""


class Active(Record):
    id: str


class Viewed(Record):
    id: str
    views: int


class Counted(Record):
    """Of how many members the sample is, and since when."""

    members: int
    as_of: Moment


class Reader(Record):
    """A member of the sample, without a name; what they didn't consent to isn't there."""

    segment: ValueSegment | None
    tag_ids: tuple[TagId, ...]
    consents: bool
    saved_ids: tuple[str, ...]


class ViewedPage(Record):
    """A content of the sample, and the views it stands for."""

    id: ContentId
    views: float
    kind: ContentKind
    language: str | None
    area_id: AreaId | None
    tag_ids: tuple[TagId, ...]
    said: str


ACTIVE = Query("reach/members", WindowParams, Active)
VIEWS = Query("reach/views", WindowParams, Viewed)
MARK_MEMBERS = Query("reach/mark_members", MembersParams, NoRow)
MARK_CONTENTS = Query("reach/mark_contents", ContentsParams, NoRow)
NOTE = Query("reach/note", NoteParams, NoRow)
COUNTED = Query("reach/counted", NoParams, Counted)
READERS = Query("reach/readers", ReadersParams, Reader)
PAGES = Query("reach/pages", SampleParams, ViewedPage)


async def mark_members(tx: Transaction, ids: Sequence[str], as_of: datetime) -> None:
    """Put members into the sample."""
    await MARK_MEMBERS.run(tx, MembersParams(ids=ids, as_of=as_of))


async def mark_contents(tx: Transaction, rows: Sequence[Mapping[str, Any]], as_of: datetime) -> None:
    """Put contents into the sample, as maps of `id` and `views`."""
    await MARK_CONTENTS.run(tx, ContentsParams(rows=rows, as_of=as_of))


async def note(tx: Transaction, members: int, as_of: datetime) -> None:
    """Make this run's the sample, of so many members."""
    await NOTE.run(tx, NoteParams(members=members, as_of=as_of))


async def counted(tx: Transaction) -> Counted | None:
    """Of what the sample is; None before the first."""
    return await COUNTED.one_or_none(tx, NoParams())
