"""What weights are learned from: acts of members, what can be recommended, who consents to it, and delivery of ads."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.content import ContentKind
from domain.ids import ContentId, UserId
from domain.record import Moment, Record
from domain.segment import ValueSegment
from graph.content import AudienceParams, IdsParams
from graph.queries import NoParams, Params, Query


class Span(Record):
    first_at: Moment
    last_at: Moment


class SpanParams(Params):
    since: datetime
    until: datetime


class Acts(Record):
    """Lists of one length, an entry an act: a log has a million, and lists are checked by compiled code."""

    user_ids: tuple[UserId, ...]
    content_ids: tuple[ContentId, ...]
    kinds: tuple[str, ...]
    at_ms: tuple[int, ...]
    exposure_ids: tuple[str, ...]
    """Empty where the act came with none."""


class ContentsParams(AudienceParams):
    after_id: str = ""
    limit: int


class Recommendable(Record):
    """A content as it is ranked."""

    id: ContentId
    kind: ContentKind
    published_at: Moment
    author_id: UserId | None
    tags: tuple[str, ...]


class Member(Record):
    id: UserId
    personalised: bool
    segment: ValueSegment | None


class DaysParams(Params):
    user_ids: Sequence[UserId]
    since: date
    counters: Sequence[str]


class Days(Record):
    """Lists of one length, an entry for each day on which a member did something."""

    user_ids: tuple[UserId, ...]
    days: tuple[int, ...]
    """Since 1970."""
    counts: tuple[tuple[int, ...], ...]


class AdCellsParams(Params):
    first: date
    last: date


class AdCells(Record):
    """Lists of one length, an entry for each cell of delivery."""

    ad_ids: tuple[str, ...]
    sponsor_ids: tuple[str, ...]
    currencies: tuple[str, ...]
    paid: tuple[bool, ...]
    days: tuple[int, ...]
    """Since 1970."""
    slices: tuple[tuple[tuple[str, str], ...], ...]
    """The slices each is in, but for everywhere: scope and value."""
    counts: tuple[tuple[int, ...], ...]
    """Decisions, views, clicks, conversions, acts that didn't count, and what was charged in micro-units."""


SPAN = Query("learning/span", NoParams, Span)
ACTS = Query("learning/acts", SpanParams, Acts)
CONTENTS = Query("learning/contents", ContentsParams, Recommendable)
MEMBERS = Query("learning/members", IdsParams, Member)
DAYS = Query("learning/days", DaysParams, Days)
AD_CELLS = Query("learning/ad_cells", AdCellsParams, AdCells)
