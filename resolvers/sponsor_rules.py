"""What holds of sponsors: set by who manages them or decides on them; and areas that refuse one."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.access import Scope
from domain.area import Area
from domain.content import ContentKind
from domain.errors import NotFound
from domain.fit import Fit
from domain.ids import IdPrefix, require_id
from domain.segment import ValueSegment
from domain.sponsor import Sponsor, check_reason
from domain.sponsor_rules import RefusedSponsor, SponsorRules, check_named, check_words
from graph import sponsor as sponsors
from graph import sponsor_rules as graph
from resolvers import area, audit, sponsor, tag
from resolvers.context import Context


async def of(ctx: Context, of: Sponsor) -> SponsorRules:
    """What holds of the sponsor."""
    found = await ctx.loaders.load(graph.by_sponsors, of.id)
    if found is None:
        raise NotFound("This sponsor is gone.")
    return found


async def fit(ctx: Context, sponsor_id: str) -> Fit | None:
    """How well the sponsor fits the community; None while that is undefined."""
    return await ctx.loaders.load(graph.fits, sponsor_id)


async def refusing(ctx: Context, sponsor_id: str) -> list[Area]:
    """The areas that refuse the sponsor, by name."""
    return await area.known(ctx, await ctx.loaders.load(graph.vetoes, sponsor_id) or ())


async def refused(ctx: Context, of: Area) -> list[RefusedSponsor]:
    """The sponsors that the area refuses, by name; for who may refuse one."""
    _require_refusing(ctx)
    return await ctx.loaders.load(graph.refused, of.id) or []


async def set_exclusivity(ctx: Context, id: str, tags: Sequence[str], areas: Sequence[str]) -> Sponsor:
    """Let a sponsor alone stand with these tags and in these areas, instead of what it had alone before.

    Raises:
        Conflict: another sponsor holds one of them in a term that overlaps.
    """
    sponsor.require_deciding(ctx)
    return await _change(ctx, "sponsor.exclusivity_set", id, await _named(ctx, "exclusive", tags, areas))


async def set_brand_safety(
    ctx: Context,
    id: str,
    tags: Sequence[str],
    areas: Sequence[str],
    kinds: Sequence[ContentKind],
    words: Sequence[str],
) -> Sponsor:
    """Set beside what a sponsor doesn't want to stand, instead of what that was before."""
    await _managed(ctx, id)
    said = {"excluded_kinds": sorted(set(kinds)), "excluded_words": check_words(words)}
    return await _change(ctx, "sponsor.brand_safety_set", id, await _named(ctx, "excluded", tags, areas) | said)


async def set_offer(
    ctx: Context,
    id: str,
    tags: Sequence[str],
    areas: Sequence[str],
    kinds: Sequence[ContentKind],
    segments: Sequence[ValueSegment],
) -> Sponsor:
    """Set what a sponsor's offer is about and for whom, instead of what that was before."""
    await _managed(ctx, id)
    return await _change(ctx, "sponsor.offer_set", id, await offer(ctx, tags, areas, kinds, segments))


async def offer(
    ctx: Context,
    tags: Sequence[str],
    areas: Sequence[str],
    kinds: Sequence[ContentKind],
    segments: Sequence[ValueSegment],
) -> dict[str, Any]:
    """What an offer is about and for whom, as a sponsor keeps it.

    Raises:
        InvalidInput: too much is named.
        NotFound: there is no such tag or area.
    """
    said = {"offered_kinds": sorted(set(kinds)), "offered_segments": sorted(set(segments))}
    return await _named(ctx, "offered", tags, areas) | said


async def veto(ctx: Context, slug: str, sponsor_id: str, refused: bool, reason: str) -> Area:
    """Let an area refuse a sponsor, or no longer.

    Raises:
        NotFound: there is no such area or sponsor.
    """
    _require_refusing(ctx)
    why = check_reason(reason)
    place = await area.named(ctx, slug, ("input", "area"))
    id = require_id(sponsor_id, IdPrefix.SPONSOR, "sponsorId")
    if id not in await ctx.graph.read(sponsors.by_ids, [id]):
        raise NotFound("There is no sponsor of this id.", ("input", "sponsorId"))
    told = audit.entry(ctx, "area.sponsor_refused" if refused else "area.sponsor_admitted", place.id)
    entry = told.model_copy(update={"after": {"sponsor_id": id, "reason": why}})
    params = graph.VetoParams(area_id=place.id, sponsor_id=id, refused=refused)
    if not await ctx.graph.write(graph.veto, params, entry):
        raise NotFound("There is no area of this slug.", ("input", "area"))
    ctx.ads.catalogue.forget()
    return place


async def _named(ctx: Context, purpose: str, tags: Sequence[str], areas: Sequence[str]) -> dict[str, Any]:
    """The properties of tags and areas named for a purpose, by their ids."""
    check_named(tags, areas)
    found = await tag.named(ctx, tags, ("input", "tags"))
    places = [
        await area.named(ctx, slug, ("input", "areas", str(number))) for number, slug in enumerate(dict.fromkeys(areas))
    ]
    return {f"{purpose}_tags": [each.id for each in found], f"{purpose}_areas": [each.id for each in places]}


async def _managed(ctx: Context, id: str) -> None:
    """Go on only for who manages the sponsor of that id.

    Raises:
        NotFound: there is none that the viewer could manage.
    """
    ctx.viewer.require(Scope.SPONSOR_MANAGE)
    if await sponsor.by_id(ctx, require_id(id, IdPrefix.SPONSOR)) is None:
        raise NotFound("There is no sponsor of this id.", ("input", "id"))


async def _change(ctx: Context, action: str, id: str, properties: Mapping[str, Any]) -> Sponsor:
    entry = audit.entry(ctx, action, require_id(id, IdPrefix.SPONSOR))
    changed = await ctx.graph.write(graph.change, id, properties, entry)
    if changed is None:
        raise NotFound("There is no sponsor of this id.", ("input", "id"))
    ctx.ads.catalogue.forget()
    return changed


def _require_refusing(ctx: Context) -> None:
    """Go on only for who manages areas or moderates.

    Raises:
        NotAllowed: the viewer does neither.
    """
    if not ctx.viewer.has(Scope.CONTENT_MODERATE):
        ctx.viewer.require(Scope.AREAS_MANAGE)
