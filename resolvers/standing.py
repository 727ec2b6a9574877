"""Standing: where members stand, what the viewer may do, and setting what that goes by."""

import asyncio
from collections.abc import Mapping
from typing import Any

from domain.access import Scope
from domain.errors import InvalidInput, NotFound
from domain.ids import AreaId, UserId
from domain.leaderboard import COMMUNITY
from domain.newcomer import LIMITS
from domain.rights import MAX_YOUNG, MemberStanding, Right, Rules, holding, rights, shown
from domain.standing import RISING, Change, Ladder, Level
from graph import standing as graph
from graph import standing_rules
from resolvers import audit
from resolvers.area import by_slug, named
from resolvers.context import Context


async def of_user(ctx: Context, user_id: UserId, area: str | None) -> MemberStanding:
    """Where a member stands, in the community or in an area.

    Raises:
        NotFound: there is no such area, or they are gone.
    """
    place = await by_slug(ctx, area) if area is not None else None
    if area is not None and place is None:
        raise NotFound(f"There is no area {area!r}.", ("area",))
    ground = await ctx.loaders.load(graph.of_members, user_id, place.id if place else None)
    if ground is None:
        raise NotFound("This member is gone.")
    return shown(user_id, ground.here(), ctx.now)


def history(ctx: Context, of: MemberStanding) -> tuple[Change, ...]:
    """The levels a member had, the latest first.

    Raises:
        NotAllowed: it is somebody else's, and the viewer may not read members.
    """
    ctx.viewer.require_self_or(of.user_id, Scope.MEMBERS_READ)
    return of.history


async def viewers_rights(ctx: Context, area_id: AreaId) -> tuple[Right, ...]:
    """What the viewer may do in an area; nothing for who isn't a member, or whom a sanction keeps from writing."""
    if ctx.viewer.user_id is None or not ctx.viewer.has(Scope.CONTENT_WRITE):
        return ()
    ground = await ctx.loaders.load(graph.of_members, ctx.viewer.user_id, area_id)
    return rights(ground.here(ctx.viewer), ctx.now) if ground else ()


async def rules(ctx: Context, area_id: AreaId | None) -> Rules:
    """What holds in an area, or in the community."""
    scope = area_id or COMMUNITY
    common, own = await asyncio.gather(
        *(ctx.loaders.load(standing_rules.of_scopes, each) for each in (COMMUNITY, scope))
    )
    return holding(scope, common, own)


async def set_rules(ctx: Context, area: str | None, given: Mapping[str, Any]) -> Rules:
    """Set what is given of the rules of an area, or of the community; what holds there then.

    Raises:
        NotFound: there is no such area.
        InvalidInput: nobody could climb that, or it is the community's to say.
    """
    ctx.viewer.require(Scope.AREAS_MANAGE)
    place = await named(ctx, area, ("input", "area")) if area is not None else None
    properties = _checked(await rules(ctx, place.id if place else None), given, of_area=place is not None)
    new = standing_rules.SetParams(scope=place.id if place else COMMUNITY, properties=properties, at=ctx.now)
    entry = audit.entry(ctx, "standing_rules.set", new.scope, after=properties)
    await ctx.graph.write(standing_rules.change, new, entry)
    held = await ctx.graph.read(standing_rules.of_scopes, [COMMUNITY, new.scope])
    return holding(new.scope, held.get(COMMUNITY), held.get(new.scope))


def _checked(now: Rules, given: Mapping[str, Any], *, of_area: bool) -> dict[str, Any]:
    """The properties to set."""
    properties: dict[str, Any] = {f"right_{right}": level for right, level in given["rights"].items()}
    if given["levels"] is not None:
        properties |= _ladder(now.ladder, given["levels"])
    limits = {name: most for name, most in given["limits"].items() if most is not None}
    if of_area and (limits or given["young_below"] is not None):
        raise InvalidInput("Limits, and who counts as new, are the community's: leave `area` out.", ("input", "limits"))
    LIMITS.model_copy(update=limits).check(("input", "limits"))
    properties |= {f"limit_{name}": most for name, most in limits.items()}
    if (young := given["young_below"]) is not None:
        if not 0 <= young <= MAX_YOUNG:
            raise InvalidInput(f"Give 0 to {MAX_YOUNG:,} members.", ("input", "youngBelow"))
        properties["young_below"] = young
    return properties


def _ladder(now: Ladder, levels: Mapping[Level, tuple[int, int]]) -> dict[str, Any]:
    """The properties of a ladder with those bars in the place of former ones; without any, it is taken away."""
    if not levels:
        return {"points": None, "days": None}
    if Level.NEW in levels:
        raise InvalidInput("Everybody is NEW first: it takes nothing.", ("input", "levels"))
    before = zip(now.points, now.days, strict=True)
    bars = [levels.get(level, bar) for level, bar in zip(RISING, before, strict=True)]
    ladder = Ladder(points=tuple(points for points, _ in bars), days=tuple(days for _, days in bars))
    ladder.check(("input", "levels"))
    return {"points": list(ladder.points), "days": list(ladder.days)}
