"""Appeals: a member's word against what a moderator did, answered by another one."""

from domain.access import Scope
from domain.errors import Conflict, NotAllowed, NotFound
from domain.ids import ActionId, IdPrefix, require_id
from domain.moderation import AppealState, ModerationAction, check_reason
from domain.outbox import EventType, outbox_event
from domain.page import Connection, Edge, Page, Slice, connect
from graph import appeal as graph
from graph import judgement, moderation
from resolvers import audit
from resolvers.context import Context
from resolvers.moderation import telling


async def make(ctx: Context, id: str, text: str) -> ModerationAction:
    """Appeal an action against the viewer, once. It needs no scope: who is banned may do it too.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        NotFound: there is no such action against the viewer.
        Conflict: it was appealed before, or there is nothing to appeal.
    """
    user_id, words = ctx.viewer.require_user(), check_reason(text, "text")
    action = await _action(ctx, id)
    if action is None or action.user_id != user_id:
        raise NotFound("There is no such action against you.", ("input", "actionId"))
    if not action.kind.against:
        raise Conflict("It isn't against you.", ("input", "actionId"))
    if action.actor_id is None:
        raise Conflict("Wait for a moderator to decide: one will look at it anyway.", ("input", "actionId"))
    params = graph.MakeParams(id=action.id, user_id=user_id, text=words, at=ctx.now)
    if await ctx.graph.write(graph.MAKE.one_or_none, params) is None:
        raise Conflict("You have appealed this already.", ("input", "actionId"))
    return await _known(ctx, action.id)


async def opened(ctx: Context, page: Page) -> Connection[Edge[ModerationAction]]:
    """Actions with an open appeal, the oldest action first."""
    ctx.viewer.require(Scope.CONTENT_MODERATE)
    cursors = ctx.cursor_key.listing("appeals")
    position = cursors.after(page)
    params = graph.OpenParams(after_id=str(position.keys[0]) if position else "", limit=page.first + 1)
    found = Slice.cut(await ctx.graph.read(graph.OPEN.all, params), page.first)
    return connect(found, page, lambda row: cursors.encode((row.id,)))


async def decide(ctx: Context, id: str, accepted: bool, answer: str) -> ModerationAction:
    """Answer an appeal; accepting it takes back what was done.

    Raises:
        NotAllowed: the viewer isn't a moderator, did it themselves, or is who appealed.
        NotFound: there is no such action.
        Conflict: it has no open appeal.
    """
    ctx.viewer.require(Scope.CONTENT_MODERATE)
    user_id, words = ctx.viewer.require_user(), check_reason(answer, "answer")
    action = await _action(ctx, id)
    if action is None:
        raise NotFound("There is no such action.", ("input", "actionId"))
    if user_id in (action.actor_id, action.user_id):
        raise NotAllowed("An appeal is decided by another moderator than who acted.", ("input", "actionId"))
    state = AppealState.ACCEPTED if accepted else AppealState.REJECTED
    params = graph.AnswerParams(id=action.id, state=state, answer=words, user_id=user_id, at=ctx.now)
    entry = audit.entry(ctx, f"appeal.{state.lower()}", action.id, after={"kind": action.kind})
    told = telling(ctx, EventType.MODERATION_APPEALED, **action.appealed(state))
    restored = outbox_event(EventType.CONTENT_RESTORED, ctx.now, {})
    if not await ctx.graph.write(judgement.answer, params, entry, told, restored):
        raise Conflict("This has no open appeal.", ("input", "actionId"))
    ctx.sanctions.forget()
    ctx.live.nudge()
    return await _known(ctx, action.id)


async def _action(ctx: Context, id: str) -> ModerationAction | None:
    named = ActionId(require_id(id, IdPrefix.MODERATION_ACTION, "actionId"))
    return (await ctx.graph.read(moderation.actions, [named])).get(named)


async def _known(ctx: Context, id: ActionId) -> ModerationAction:
    return (await ctx.graph.read(moderation.actions, [id]))[id]
