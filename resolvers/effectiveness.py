"""Effectiveness of ads: for who may see their sponsor, in the part of the community they ask about."""

from domain.ad import Ad
from domain.effectiveness import AdEffectiveness, CommunityPart
from domain.errors import InvalidInput, NotAllowed, NotFound
from domain.ids import IdPrefix, require_id
from domain.targeting import COUNTRIES, DEVICES
from graph import effectiveness as graph
from resolvers import flight
from resolvers.context import Context

MAX_PLACEMENT = 100


async def of_ad(ctx: Context, of: Ad, part: CommunityPart) -> AdEffectiveness:
    """E of an ad, together with all others asked for about the same part.

    Raises:
        InvalidInput: a part is named by what can't be one.
        NotFound: the ad is gone.
        NotAllowed: the viewer only came to see the ad, as readers do.
    """
    if await flight.by_id(ctx, of.flight_id) is None:
        raise NotAllowed("How an ad does is the affair of its sponsor and of operators.")
    _check(part)
    found = await ctx.loaders.load(graph.of_ads, of.id, part, ctx.now)
    if found is None:
        raise NotFound("The ad is gone.")
    return found


def _check(part: CommunityPart) -> None:
    if part.area_id:
        require_id(part.area_id, IdPrefix.AREA, "area")
    if part.tag_id:
        require_id(part.tag_id, IdPrefix.TAG, "tag")
    if part.device and part.device not in DEVICES:
        raise InvalidInput(f"Devices are {', '.join(DEVICES)}.", ("device",))
    if part.country and part.country not in COUNTRIES:
        raise InvalidInput("Countries have two capitals, as in DE or CN.", ("country",))
    if len(part.placement) > MAX_PLACEMENT:
        raise InvalidInput(f"A placement has at most {MAX_PLACEMENT} characters.", ("placement",))
