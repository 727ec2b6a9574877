"""Grants: what members hold, and what operators give and end."""

from datetime import datetime

from domain.access import Scope
from domain.ad_free import check_until
from domain.badges import Badge
from domain.benefit import Benefit
from domain.errors import InvalidInput, NotFound
from domain.grant import Given, Grant, Source, SourceKind
from domain.ids import IdPrefix, UserId, new_id, require_id
from domain.moderation import check_reason
from domain.page import Connection, Edge, Page, Slice, connect
from graph import badge_grant
from graph import operator_grant as graph
from resolvers import audit, badge, benefit, user
from resolvers.context import Context

MOST_HELD = 500
"""Grants of the viewer that are listed, those given last."""
MOST_GIVEN = 20
"""Benefits that one badge gives."""


async def of_viewer(ctx: Context) -> list[Grant]:
    """What the viewer holds now; nothing for who isn't a member."""
    if ctx.viewer.user_id is None:
        return []
    params = graph.HeldParams(user_id=ctx.viewer.user_id, at=ctx.now, limit=MOST_HELD)
    return [row.grant for row in await ctx.graph.read(graph.HELD.all, params)]


async def of_user(ctx: Context, user_id: UserId, page: Page) -> Connection[Edge[Grant]]:
    """What a member holds or held, given last first; for themselves and `orders:manage`."""
    ctx.viewer.require_self_or(user_id, Scope.ORDERS_MANAGE)
    cursors = ctx.cursor_key.listing("grants", user=user_id)
    position = cursors.after(page)
    start = {"before_id": position.keys[0]} if position else {}
    params = graph.HistoryParams.model_validate({"user_id": user_id, "limit": page.first + 1, **start})
    rows = [row.grant for row in await ctx.graph.read(graph.HISTORY.all, params)]
    return connect(Slice.cut(rows, page.first), page, lambda grant: cursors.encode((grant.id,)))


async def held(ctx: Context, grant: Grant) -> Benefit:
    """The benefit that a grant gives."""
    found = await benefit.by_id(ctx, grant.benefit_id)
    if found is None:
        raise NotFound("This benefit is gone.")
    return found


async def give(ctx: Context, user_id: str, benefit_id: str, until: datetime | None, reason: str) -> Grant:
    """Let a member hold a benefit. What an operator gave them already takes the new end.

    Raises:
        NotAllowed: the viewer may not give anything.
        NotFound: there is no such member or benefit.
        InvalidInput: an id is malformed, the end is no moment to come, or the reason is missing.
    """
    ctx.viewer.require(Scope.ORDERS_MANAGE)
    id = UserId(require_id(user_id, IdPrefix.USER, "userId"))
    require_id(benefit_id, IdPrefix.BENEFIT, "benefitId")
    check_until(until, ctx.now)
    said = check_reason(reason, "reason")
    member, given = await user.by_id(ctx, id), await benefit.by_id(ctx, benefit_id)
    if member is None:
        raise NotFound("There is no member of this id.", ("input", "userId"))
    if given is None:
        raise NotFound("There is no benefit of this id.", ("input", "benefitId"))
    source = Source(SourceKind.OPERATOR, new_id(IdPrefix.GRANT))
    entry = audit.entry(ctx, "grant.given", member.id, after={"benefit": given.slug, "reason": said})
    done = await ctx.graph.write(graph.give, Given(member.id, (given.id,), source, ctx.now, until), entry)
    ctx.live.nudge()
    return done


async def end(ctx: Context, grant_id: str, reason: str) -> Grant:
    """End a grant, whatever it comes from; one that is over stays as it is.

    Raises:
        NotAllowed: the viewer may not end anything.
        NotFound: there is no such grant.
        InvalidInput: the id is malformed, or the reason is missing.
    """
    ctx.viewer.require(Scope.ORDERS_MANAGE)
    id = require_id(grant_id, IdPrefix.GRANT)
    said = check_reason(reason, "reason")
    entry = audit.entry(ctx, "grant.ended", id, after={"reason": said})
    done = await ctx.graph.write(graph.end, id, ctx.now, said, entry)
    ctx.live.nudge()
    return done


async def of_badge(ctx: Context, of: Badge) -> list[Benefit]:
    """What a badge gives its holders."""
    ids = await ctx.loaders.load(badge_grant.of_badges, of.id) or ()
    found = [await benefit.by_id(ctx, id) for id in ids]
    return [each for each in found if each is not None]


async def let_badge_give(ctx: Context, slug: str, level: int, benefit_ids: list[str]) -> Badge:
    """Let a badge give its holders these benefits and no others; a job gives and ends what that changes.

    Raises:
        NotAllowed: the viewer doesn't manage what is sold.
        NotFound: there is no such badge or benefit.
        InvalidInput: an id is malformed, or there are too many.
    """
    ctx.viewer.require(Scope.CATALOGUE_MANAGE)
    if len(benefit_ids) > MOST_GIVEN:
        raise InvalidInput(f"A badge gives at most {MOST_GIVEN} benefits.", ("input", "benefitIds"))
    named = await badge.named(ctx, slug, level)
    if named is None:
        raise NotFound("There is no badge of this slug and level: `badges` lists all.", ("input", "slug"))
    found = [await _benefit(ctx, id, n) for n, id in enumerate(dict.fromkeys(benefit_ids))]
    entry = audit.entry(ctx, "badge.benefits_set", named.id, after={"benefits": sorted(each.slug for each in found)})
    await ctx.graph.write(badge_grant.put, named.id, [each.id for each in found], ctx.now, entry)
    return named


async def _benefit(ctx: Context, id: str, n: int) -> Benefit:
    found = await benefit.by_id(ctx, require_id(id, IdPrefix.BENEFIT, "benefitIds"))
    if found is None:
        raise NotFound("There is no benefit of this id.", ("input", "benefitIds", str(n)))
    return found
