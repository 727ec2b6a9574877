"""Explaining why a flight may serve in a place, or what is in its way, for who manages its sponsor."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.ad_context import AdContext, AdReaderProfile
from domain.ad_explanation import Explanation, Found, worded
from domain.ad_explanation import explain as obstacles
from domain.errors import InvalidInput, NotFound
from domain.ids import AreaId, ContentId, TagId, UserId
from domain.match import Criterion
from domain.segment import ValueSegment
from domain.targeting import MAX_NAMED
from graph import ad_catalogue as graph
from graph.ad_facts import Facts
from resolvers import ad_request, area, content, flight, tag, targeting
from resolvers.ad_catalogue import made
from resolvers.ad_request import Asked
from resolvers.context import Context

SOMEWHERE = "explained"
"""A placement by name; flights don't ask for any."""

SOMEBODY = UserId("")
FARTHEST = timedelta(days=3_660)
"""From now, of a moment that is asked about."""


@dataclass(frozen=True, slots=True)
class Supposed:
    """A place for an ad, and a reader one thinks of. What is None isn't known."""

    content_id: str | None = None
    area: str | None = None
    device: str | None = None
    country: str | None = None
    language: str | None = None
    at: datetime | None = None
    segment: ValueSegment | None = None
    interests: tuple[str, ...] = ()
    saved_segments: tuple[str, ...] = ()


async def explain(ctx: Context, flight_id: str, supposed: Supposed) -> Explanation:
    """Whether a flight may serve in a place, or all that is in its way.

    Raises:
        NotAllowed: the viewer manages no sponsors.
        NotFound: there is no such flight that they could manage; or no such content, area, tag or saved segment.
        InvalidInput: something is no id, code or time of its kind.
        Conflict: the saved segment has so few members that no flight may know who is in it.
    """
    managed = await flight.managed(ctx, flight_id, ("flightId",))
    context, closed = await _context(ctx, supposed)
    row = await ctx.graph.read(graph.FLIGHT.one_or_none, graph.FlightParams(id=managed.id, now=context.at))
    if row is None:
        raise NotFound("There is no flight of this id.", ("flightId",))
    reserved = await ctx.graph.read(graph.reserved_places)
    candidate = made(row)
    candidate.spent_micro, candidate.spent_today_micro = row.spent_micro, row.spent_today_micro
    found = obstacles(candidate, reserved, context, closed)
    names = await _names(ctx, found)
    return Explanation(eligible=not found, reasons=tuple(worded(each, names) for each in found))


async def _context(ctx: Context, supposed: Supposed) -> tuple[AdContext, bool]:
    """The place as a request for an ad would have it, and whether no ads at all stand there."""
    at = supposed.at or ctx.now
    if abs(at - ctx.now) > FARTHEST:
        raise InvalidInput("Ask about a time within ten years.", ("context", "at"))
    if len(supposed.interests) > MAX_NAMED:
        raise InvalidInput(f"Name at most {MAX_NAMED}.", ("context", "interests"))
    interests = await tag.named(ctx, supposed.interests, ("context", "interests"))
    asked = Asked(
        placement=SOMEWHERE,
        content_id=supposed.content_id,
        area=supposed.area,
        device=supposed.device,
        country=supposed.country,
        language=supposed.language,
    )
    facts = await _facts(ctx, asked)
    saved = await targeting.saved_named(ctx, supposed.saved_segments, ("context", "savedSegments"))
    profile = None
    if interests or supposed.segment or saved:
        profile = AdReaderProfile(SOMEBODY, supposed.segment, tuple(each.id for each in interests), saved)
    context = replace(ad_request.context_of(asked, facts, None, at), reader=profile)
    return context, ad_request.closed(facts, ctx.now) is not None


async def _facts(ctx: Context, asked: Asked) -> Facts:
    try:
        asked.check()
        facts = await ad_request.facts_of(ctx, asked, None)
        ad_request.check_there(asked, facts, None)
    except (InvalidInput, NotFound) as error:
        raise type(error)(error.message, ("context", *error.path[1:])) from error
    if facts.page is not None and await content.by_id(ctx, ContentId(facts.page.id)) is None:
        raise NotFound("There is no content of this id.", ("context", "contentId"))
    return facts


async def _names(ctx: Context, found: Sequence[Found]) -> dict[str, str]:
    """The slugs of the tags and areas that are in the way."""
    tags = await tag.known(ctx, [TagId(id) for id in _ids(found, Criterion.TAG, Criterion.INTEREST)])
    areas = await area.known(ctx, [AreaId(id) for id in _ids(found, Criterion.AREA)])
    saved = await targeting.saved_slugs(ctx, _ids(found, Criterion.SAVED_SEGMENT))
    return {each.id: each.slug for each in tags} | {each.id: each.slug for each in areas} | saved


def _ids(found: Sequence[Found], *criteria: Criterion) -> Iterable[str]:
    return {id for each in found if each.criterion in criteria for id in (*each.asked, *each.found)}
