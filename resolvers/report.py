"""Reporting contents and members to the moderators."""

from datetime import timedelta

from domain.access import Scope
from domain.audit import by_itself
from domain.errors import InvalidInput, NotFound
from domain.ids import ActionId, CaseId, IdPrefix, UserId, new_id, parse_id
from domain.moderation import ActionKind, NewAction
from domain.norm import Norm
from domain.outbox import EventType, outbox_event
from domain.report import NewReport, Reporter, check_note
from domain.standing import Level
from graph import report as graph
from graph import standing
from resolvers.context import Context
from resolvers.moderation import telling

DAY = timedelta(days=1)
BY_REPORTS = "Several members reported it. It is hidden until a moderator has looked at it."


async def report(ctx: Context, target_id: str, norm: Norm, note: str | None) -> str:
    """Report a content or member to the moderators; the id of the report. Enough reports hide a content for a while.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person, or it is their own.
        NotFound: the viewer can find no such content or member, or is gone.
        Conflict: they have reported it, and no moderator has decided yet.
        LimitReached: they have reported enough for a day.
    """
    ctx.viewer.require(Scope.EVENTS_OWN)
    user_id = ctx.viewer.require_user()
    kind = parse_id(target_id)
    if kind not in (IdPrefix.CONTENT, IdPrefix.USER):
        raise InvalidInput("`targetId` must be the id of a content or of a member.", ("input", "targetId"))
    text = check_note(note)
    level = (await ctx.graph.read(standing.ground, ctx.viewer)).everywhere(ctx.viewer).level(ctx.now)
    asked = graph.ReporterParams(
        reporter_id=user_id, target_id=target_id, since=ctx.now - DAY, audience=ctx.viewer.audience, now=ctx.now
    )
    reporter = await _reporter(ctx, asked, level)
    new = NewReport(
        id=new_id(IdPrefix.REPORT),
        case_id=CaseId(new_id(IdPrefix.MODERATION_CASE)),
        target_id=target_id,
        reporter_id=user_id,
        norm=norm,
        note=text,
        weight=reporter.weight(level, ctx.now),
        area_id=reporter.area_id,
        owner_id=reporter.owner_id,
        at=ctx.now,
    )
    told = hiding(ctx, target_id, new.owner_id, norm, BY_REPORTS) if kind is IdPrefix.CONTENT else None
    await ctx.graph.write(graph.make, new, told, asked, level)
    ctx.live.nudge()
    return new.id


async def _reporter(ctx: Context, asked: graph.ReporterParams, level: Level) -> Reporter:
    found = await ctx.graph.read(graph.REPORTER.one_or_none, asked)
    if found is None:
        raise NotFound("Your account is gone.")
    if not found.exists:
        raise NotFound("There is no such content or member, or you can't find it.", ("input", "targetId"))
    found.check(asked.reporter_id, level, ctx.now)
    return found


def hiding(ctx: Context, target_id: str, author_id: UserId | None, norm: Norm, reason: str) -> graph.Hiding:
    """What is written if a content is hidden now until a moderator has looked at it, by nobody but Stoa's rules."""
    action = NewAction(
        id=ActionId(new_id(IdPrefix.MODERATION_ACTION)),
        case_id=None,
        kind=ActionKind.HIDE,
        target_id=target_id,
        user_id=author_id,
        norm=norm,
        reason=reason,
        actor_id=None,
        at=ctx.now,
    )
    return graph.Hiding(
        action,
        outbox_event(EventType.CONTENT_WITHDRAWN, ctx.now, {}),
        telling(ctx, EventType.MODERATION_ACTED),
        by_itself("content.hidden", target_id, ctx.now, ctx.request_id, {"norm": norm, "reason": reason}),
    )
