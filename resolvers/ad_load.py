"""How many ads members bear: the cap on it, and who sees none, for who manages all sponsors."""

from datetime import date, datetime

from domain.access import Scope
from domain.ad_free import check_until
from domain.ad_load import AdLoad
from domain.ad_return import LoadReport, check_span, last_complete, report
from domain.errors import NotAllowed, NotFound
from domain.ids import IdPrefix, UserId, new_id, require_id
from domain.record import day_of
from domain.sponsor import check_reason
from domain.user import User
from graph import ad_free, ad_return
from graph import ad_load as graph
from resolvers import audit, user
from resolvers.context import Context
from resolvers.sponsor import require_deciding

SUBJECT = "ad_load"
"""What the audit log names where there is one thing and no id."""


async def current(ctx: Context) -> AdLoad:
    """The cap that holds."""
    require_seeing(ctx)
    return await ctx.graph.read(graph.current)


async def put(ctx: Context, load: AdLoad) -> AdLoad:
    """Let a cap hold from now on."""
    require_deciding(ctx)
    load.check()
    held = await ctx.graph.write(graph.put, load, audit.entry(ctx, "ad_load.set", SUBJECT))
    ctx.ads.catalogue.forget()
    return held


async def returns(ctx: Context, since: date, until: date) -> LoadReport:
    """How many readers came back after days with many ads or few, both days included."""
    require_seeing(ctx)
    check_span(since, until)
    params = ad_return.SpanParams(since=since, until=until)
    rows = await ctx.graph.read(ad_return.REPORT.all, params)
    counted = min(until, last_complete(day_of(ctx.now)))
    return report({row.band: (row.readers, row.returned) for row in rows}, counted)


async def ad_free_until(ctx: Context, of: User) -> datetime | None:
    """Until when the member sees no ads; None when they may see some."""
    ctx.viewer.require_self_or(of.id, Scope.MEMBERS_READ)
    found = await ctx.loaders.load(ad_free.of_users, of.id)
    until = found.ad_free_until if found else None
    return until if until is not None and until > ctx.now else None


async def grant_ad_free(ctx: Context, user_id: str, until: datetime | None, reason: str) -> User:
    """Let a member see no ads until a moment, or take that back; what they bought goes on.

    Raises:
        NotFound: there is no such member.
    """
    require_deciding(ctx)
    id = UserId(require_id(user_id, IdPrefix.USER, "userId"))
    check_until(until, ctx.now)
    said = check_reason(reason)
    member = await user.by_id(ctx, id)
    if member is None:
        raise NotFound("There is no member of this id.", ("input", "userId"))
    entry = audit.entry(ctx, "user.ad_free_set", member.id, after={"reason": said})
    await ctx.graph.write(ad_free.put, member.id, new_id(IdPrefix.GRANT), ctx.now, until, said, entry)
    ctx.ads.facts.forget(member.id)
    ctx.live.nudge()
    return member


def require_seeing(ctx: Context) -> None:
    """Go on only for who sees all sponsors.

    Raises:
        NotAllowed: the viewer may see reports of none, or their key is bound to one.
    """
    if not ctx.viewer.has(Scope.REPORT_READ):
        ctx.viewer.require(Scope.SPONSOR_MANAGE)
    if ctx.viewer.sponsor_id is not None:
        raise NotAllowed("This key is bound to one sponsor: what members bear is for operators to see.")
