"""Badges by a moderator's word: given and taken with a reason, whatever the rules say."""

from domain.access import Scope
from domain.badge_award import BadgeAward
from domain.badges import Badge, BadgeKind
from domain.errors import InvalidInput, NotAllowed, NotFound
from domain.ids import AwardId, ContentId, IdPrefix, TagId, UserId, require_id
from domain.moderation import check_reason
from domain.outbox import EventType, outbox_event
from graph import badge_decision as graph
from graph.badge_decision import Decision
from resolvers import audit, badge, content, tag
from resolvers.context import Context

SCOPES = {BadgeKind.TAG: IdPrefix.TAG, BadgeKind.SCORE: IdPrefix.CONTENT}
"""What badges are for that a member can have several times."""


async def give(ctx: Context, user_id: str, slug: str, level: int, scope_id: str | None, reason: str) -> BadgeAward:
    """Give a member a badge.

    Raises:
        NotAllowed: the viewer isn't a moderator, or it is themselves.
        NotFound: there is no such badge, member, tag or content.
        Conflict: they have it, or are banned.
        InvalidInput: an id is malformed, the reason is missing, or it takes another scope.
    """
    ctx.viewer.require(Scope.CONTENT_MODERATE)
    member = UserId(require_id(user_id, IdPrefix.USER, "userId"))
    if member == ctx.viewer.user_id:
        raise NotAllowed("Nobody distinguishes themselves.", ("input", "userId"))
    given = await badge.named(ctx, slug, level)
    if given is None:
        raise NotFound("There is no badge of this slug and level: `badges` lists all.", ("input", "slug"))
    scope = await _scope(ctx, given, scope_id)
    named = {"badge": slug, "level": level, "scope": scope or None}
    decision = _decision(ctx, "badge.awarded", member, reason, named)
    done = await ctx.graph.write(graph.give, member, given.id, scope, decision)
    ctx.live.nudge()
    return done


async def take(ctx: Context, award_id: str, reason: str) -> BadgeAward:
    """Take an award from its member, until a moderator gives it back.

    Raises:
        NotAllowed: the viewer isn't a moderator.
        NotFound: there is no such award.
        Conflict: it doesn't stand.
        InvalidInput: the id is malformed, or the reason is missing.
    """
    ctx.viewer.require(Scope.CONTENT_MODERATE)
    id = AwardId(require_id(award_id, IdPrefix.BADGE_AWARD, "awardId"))
    return await ctx.graph.write(graph.take, id, _decision(ctx, "badge.revoked", id, reason, {}))


def _decision(ctx: Context, action: str, target_id: str, reason: str, named: dict[str, object]) -> Decision:
    checked = check_reason(reason, "reason")
    return Decision(
        reason=checked,
        at=ctx.now,
        entry=audit.entry(ctx, action, target_id, after=named | {"reason": checked}),
        told=outbox_event(EventType.MEMBER_CONCERNED, ctx.now, {}),
    )


async def _scope(ctx: Context, given: Badge, id: str | None) -> str:
    needed = SCOPES.get(given.kind)
    if (needed is None) != (id is None):
        what = f"Name the {needed.name.lower()} it is for." if needed else "This badge is for nothing in particular."
        raise InvalidInput(what, ("input", "scopeId"))
    if id is None or needed is None:
        return ""
    require_id(id, needed, "scopeId")
    found = await (tag.by_id(ctx, TagId(id)) if needed is IdPrefix.TAG else content.by_id(ctx, ContentId(id)))
    if found is None:
        raise NotFound("There is no such tag or content that you can find.", ("input", "scopeId"))
    return id
