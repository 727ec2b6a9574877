"""Estimates of reach: whom a targeting may find before a flight is written."""

from datetime import datetime

from domain.access import Scope
from domain.ad_context import AdContext, AdReaderProfile
from domain.errors import Conflict, InvalidInput, NotFound
from domain.ids import UserId
from domain.reach import ReachEstimate, ReachGap, Sampled, asks_readers, estimate
from domain.targeting import Targeting
from domain.words import terms
from graph import reach as graph
from graph.reach import Reader, ReadersParams, SampleParams, ViewedPage
from resolvers import targeting
from resolvers.context import Context

INTERESTS = 10
"""Of a reader's interests so many are looked at, as when an ad is decided on."""

SOMEBODY = UserId("")
"""Who a reader of the sample is, isn't asked."""


async def of(ctx: Context, asked: Targeting) -> ReachEstimate:
    """What a targeting may reach, or why that isn't told.

    Raises:
        NotAllowed: the viewer writes no flights.
        InvalidInput: nobody could match it.
        NotFound: it names what isn't there.
        Conflict: so few are in a saved segment that it would single them out.
    """
    ctx.viewer.require(Scope.SPONSOR_MANAGE)
    try:
        wanted = await targeting.resolved(ctx, asked)
    except (Conflict, InvalidInput, NotFound) as error:
        raise type(error)(error.message, error.path[1:]) from error
    counted = await ctx.graph.read(graph.counted)
    if counted is None:
        return ReachEstimate(gap=ReachGap.NOT_COUNTED)
    readers = None
    if asks_readers(wanted):
        saved_ids = (*wanted.saved_segments, *wanted.exclude_saved_segments)
        params = ReadersParams(as_of=counted.as_of, interests=INTERESTS, saved_ids=saved_ids)
        readers = [_reader(row, ctx.now) for row in await ctx.graph.read(graph.READERS.all, params)]
    pages = await ctx.graph.read(graph.PAGES.all, SampleParams(as_of=counted.as_of))
    spelt = bool(wanted.keywords or wanted.exclude_keywords)
    return estimate(wanted, counted.members, readers, (_page(row, spelt, ctx.now) for row in pages), counted.as_of)


def _reader(row: Reader, now: datetime) -> AdContext:
    profile = AdReaderProfile(SOMEBODY, row.segment, row.tag_ids, row.saved_ids) if row.consents else None
    return AdContext(placement="", at=now, reader=profile)


def _page(row: ViewedPage, spelt: bool, now: datetime) -> Sampled:
    context = AdContext(
        placement="",
        at=now,
        content_id=row.id,
        area_id=row.area_id,
        tag_ids=row.tag_ids,
        kind=row.kind,
        words=frozenset(terms(row.said).split()) if spelt else frozenset(),
        language=row.language,
    )
    return Sampled(context, row.views)
