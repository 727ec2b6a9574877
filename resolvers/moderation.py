"""The moderators' queue, and what they do: every action names a norm, is audited, and tells the member it concerns."""

from collections.abc import Sequence
from typing import Any

from domain.access import Scope
from domain.content import Content
from domain.errors import Conflict, InvalidInput, NotFound
from domain.ids import ActionId, CaseId, ContentId, IdPrefix, UserId, new_id, parse_id, require_id
from domain.moderation import (
    CLAIM,
    ActionKind,
    CaseState,
    ModerationAction,
    ModerationCase,
    NewAction,
    check_days,
    check_reason,
)
from domain.norm import Norm
from domain.outbox import EventType, outbox_event
from domain.page import Connection, Cursors, Edge, Page, Slice, connect
from domain.report import Report
from domain.user import User
from graph import judgement
from graph import moderation as graph
from graph import report as reports
from graph.judgement import Judgement
from resolvers import audit, user
from resolvers.area import named
from resolvers.context import Context


async def queue(ctx: Context, page: Page, state: CaseState, area: str | None) -> Connection[Edge[ModerationCase]]:
    """Cases: open ones by weight, decided ones by time; of contents in one area, where given.

    Raises:
        NotFound: there is no such area.
    """
    ctx.viewer.require(Scope.CONTENT_MODERATE)
    cursors = ctx.cursor_key.listing("moderation queue", state=state, area=area)
    rows = await _queued(ctx, page, cursors, state, area)
    cut = Slice.cut(rows, page.first)
    ranks = {row.id: row.rank for row in cut.rows}
    cases = [ModerationCase.model_validate(row.model_dump(exclude={"rank"})) for row in cut.rows]
    return connect(Slice(cases, cut.has_next), page, lambda case: cursors.encode((ranks[case.id], case.id)))


async def _queued(
    ctx: Context, page: Page, cursors: Cursors, state: CaseState, area: str | None
) -> Sequence[graph.Queued]:
    position = cursors.after(page)
    start = {"before_rank": position.keys[0], "before_id": position.keys[1]} if position else {}
    asked = {"state": state, "limit": page.first + 1, **start}
    if area is None:
        return await ctx.graph.read(graph.QUEUE.all, graph.QueueParams.model_validate(asked))
    within = await named(ctx, area, ("area",))
    params = graph.QueueOfAreaParams.model_validate(asked | {"area_id": within.id})
    return await ctx.graph.read(graph.QUEUE_OF_AREA.all, params)


async def claim(ctx: Context, id: str) -> ModerationCase:
    """Take an open case to oneself for half an hour, or prolong that.

    Raises:
        NotAllowed: the viewer isn't a moderator.
        NotFound: there is no such case.
        Conflict: it isn't open, or another moderator has it.
    """
    ctx.viewer.require(Scope.CONTENT_MODERATE)
    case_id = CaseId(require_id(id, IdPrefix.MODERATION_CASE, "caseId"))
    params = graph.ClaimParams(id=case_id, user_id=ctx.viewer.require_user(), until=ctx.now + CLAIM, now=ctx.now)
    claimed = _known(await ctx.graph.write(graph.CLAIM.one_or_none, params))
    if claimed.claimed_by != params.user_id:
        raise Conflict("This case isn't open, or another moderator has claimed it.", ("input", "caseId"))
    return claimed


async def release(ctx: Context, id: str) -> ModerationCase:
    """Give a case back that the viewer has claimed.

    Raises:
        NotAllowed: the viewer isn't a moderator.
        NotFound: there is no such case.
        Conflict: another moderator has claimed it.
    """
    ctx.viewer.require(Scope.CONTENT_MODERATE)
    case_id = CaseId(require_id(id, IdPrefix.MODERATION_CASE, "caseId"))
    params = graph.ReleaseParams(id=case_id, user_id=ctx.viewer.require_user())
    released = _known(await ctx.graph.write(graph.RELEASE.one_or_none, params))
    if released.claimed_by is not None:
        raise Conflict("Another moderator has claimed this case.", ("input", "caseId"))
    return released


def _known(case: ModerationCase | None) -> ModerationCase:
    if case is None:
        raise NotFound("There is no such case.", ("input", "caseId"))
    return case


async def moderate(
    ctx: Context,
    kind: ActionKind,
    target_id: str,
    norm: Norm,
    reason: str,
    days: int | None = None,
    area: str | None = None,
    original_id: str | None = None,
) -> ModerationAction:
    """Do something to a content or member, and decide its open case.

    Raises:
        NotAllowed: the viewer isn't a moderator, or it is about themselves.
        NotFound: there is no such content, member or area.
        Conflict: another moderator has claimed it, or it stands so already.
        InvalidInput: a value is malformed, out of range or missing, or it can't be done to such a thing.
    """
    ctx.viewer.require(Scope.CONTENT_MODERATE)
    moderator_id = ctx.viewer.require_user()
    if parse_id(target_id) not in (IdPrefix.CONTENT, IdPrefix.USER):
        raise InvalidInput("`targetId` must be the id of a content or of a member.", ("input", "targetId"))
    action = NewAction(
        id=ActionId(new_id(IdPrefix.MODERATION_ACTION)),
        case_id=None,
        kind=kind,
        target_id=target_id,
        user_id=None,
        norm=norm,
        reason=check_reason(reason, "reason"),
        actor_id=moderator_id,
        at=ctx.now,
        until=check_days(kind, days, ctx.now),
        original_id=_original(kind, original_id),
    )
    await ctx.graph.write(judgement.carry_out, await _judgement(ctx, action, moderator_id, area))
    ctx.sanctions.forget()
    ctx.live.nudge()
    return (await ctx.graph.read(graph.actions, [action.id]))[action.id]


def _original(kind: ActionKind, id: str | None) -> str | None:
    if (kind is ActionKind.MERGE_DUPLICATE) != (id is not None):
        raise InvalidInput("`originalId` goes with MERGE_DUPLICATE.", ("input", "originalId"))
    return None if id is None else require_id(id, IdPrefix.CONTENT, "originalId")


async def _judgement(ctx: Context, action: NewAction, moderator_id: UserId, area: str | None) -> Judgement:
    if (action.kind is ActionKind.MOVE) != (area is not None):
        raise InvalidInput("`area` goes with MOVE.", ("input", "area"))
    to = await named(ctx, area, ("input", "area")) if area is not None else None
    done = {"actionId": action.id, "norm": action.norm, "until": action.until.isoformat() if action.until else None}
    return Judgement(
        action,
        moderator_id,
        audit.entry(ctx, action.kind.past, action.target_id, after=done),
        telling(ctx, EventType.MODERATION_ACTED),
        outbox_event(EventType.CONTENT_WITHDRAWN, ctx.now, {}),
        outbox_event(EventType.CONTENT_RESTORED, ctx.now, {}),
        to.id if to else None,
    )


def telling(ctx: Context, type: EventType, **told: Any) -> graph.Telling:
    """The events that tell of what is done now, for the world and for the member it concerns."""
    return graph.Telling(outbox_event(type, ctx.now, told), outbox_event(EventType.MEMBER_CONCERNED, ctx.now, {}))


async def of_viewer(ctx: Context, page: Page) -> Connection[Edge[ModerationAction]]:
    """What was done to the viewer and their contents, the latest first; nothing for who isn't a member."""
    if ctx.viewer.user_id is None:
        return connect(Slice(()), page, lambda row: row.id)
    cursors = ctx.cursor_key.listing("moderation actions", user=ctx.viewer.user_id)
    position = cursors.after(page)
    start = {"before_id": position.keys[0]} if position else {}
    params = graph.OfUserParams.model_validate({"user_id": ctx.viewer.user_id, "limit": page.first + 1, **start})
    found = Slice.cut(await ctx.graph.read(graph.OF_USER.all, params), page.first)
    return connect(found, page, lambda row: cursors.encode((row.id,)))


async def target(ctx: Context, id: str) -> Content | User | None:
    """What a case or an action is about, readers or none; for who was shown that case or action."""
    if parse_id(id) is IdPrefix.USER:
        return await user.by_id(ctx, UserId(id))
    return await ctx.loaders.load(graph.contents, ContentId(id), ctx.viewer, ctx.now)


async def reports_of(ctx: Context, case_id: CaseId) -> Sequence[Report]:
    """The latest reports in a case that the viewer was shown."""
    return await ctx.loaders.load(reports.of_cases, case_id) or ()


async def actions_of(ctx: Context, case_id: CaseId) -> Sequence[ModerationAction]:
    """What was done in a case that the viewer was shown, the latest first."""
    return await ctx.loaders.load(graph.of_cases, case_id) or ()


async def actor(ctx: Context, action: ModerationAction) -> User | None:
    """Who did it, for moderators; None for everybody else, and when Stoa did it by itself."""
    if action.actor_id is None or not ctx.viewer.has(Scope.CONTENT_MODERATE):
        return None
    return await user.by_id(ctx, action.actor_id)
