"""Closing of questions and opening them again, by who asked, by moderators and by votes of members."""

from domain.access import Scope
from domain.closing import CloseReason, Closing, checked_wish
from domain.content import Content
from domain.ids import ContentId, IdPrefix, require_id
from domain.outbox import EventType, outbox_event
from domain.page import Connection, Edge, Page
from graph import closing as graph
from resolvers import audit, content
from resolvers.context import Context


async def close(
    ctx: Context, question_id: str, reason: CloseReason, duplicate_of: str | None, note: str | None
) -> tuple[Content | None, int]:
    """Close a question, or vote for that: the question as it is then, and how many votes it takes still.

    Raises:
        NotAllowed: the viewer has no vote.
        NotFound: they can't find the question, or what it repeats.
        InvalidInput: one of them is no question, or a value is missing or too long.
        Conflict: it is closed already, or would lead to itself.
    """
    ctx.viewer.require(Scope.CONTENT_WRITE)
    id = ContentId(require_id(question_id, IdPrefix.CONTENT, "questionId"))
    original_id = ContentId(require_id(duplicate_of, IdPrefix.CONTENT, "duplicateOf")) if duplicate_of else None
    wish = checked_wish(id, reason, original_id, note)
    telling = _telling(ctx, id, EventType.QUESTION_CLOSED)
    left = await ctx.graph.write(graph.close, ctx.viewer, wish, ctx.close_rule, telling, ctx.now)
    ctx.live.nudge()
    return await content.by_id(ctx, id), left


async def reopen(ctx: Context, question_id: str) -> tuple[Content | None, int]:
    """Open a closed question again, or vote for that: the question as it is then, and how many votes it takes still.

    Raises:
        NotAllowed: the viewer has no vote.
        NotFound: they can't find the question.
        InvalidInput: it is no question.
        Conflict: it isn't closed.
    """
    ctx.viewer.require(Scope.CONTENT_WRITE)
    id = ContentId(require_id(question_id, IdPrefix.CONTENT, "questionId"))
    telling = _telling(ctx, id, EventType.QUESTION_REOPENED)
    left = await ctx.graph.write(graph.reopen, ctx.viewer, id, ctx.close_rule, telling, ctx.now)
    ctx.live.nudge()
    return await content.by_id(ctx, id), left


def _telling(ctx: Context, id: ContentId, type: EventType) -> graph.Telling:
    concerned = outbox_event(EventType.MEMBER_CONCERNED, ctx.now, {})
    return graph.Telling(audit.entry(ctx, type.value, id), outbox_event(type, ctx.now, {}), concerned)


async def history(ctx: Context, question_id: ContentId) -> tuple[Closing, ...]:
    """The closings of a question, the latest first."""
    return await ctx.loaders.load(graph.of_questions, question_id) or ()


async def current(ctx: Context, question_id: ContentId) -> Closing | None:
    """The closing that keeps a question from being answered now."""
    latest = next(iter(await history(ctx, question_id)), None)
    return latest if latest is not None and latest.reopened_at is None else None


async def duplicates(ctx: Context, question_id: ContentId, page: Page) -> Connection[Edge[Content]]:
    """The questions that are closed as duplicates of one, those closed last first."""
    cursors = ctx.cursor_key.listing("duplicates", content=question_id)
    position = cursors.after(page)
    start = {"before_at": position.keys[0], "before_id": position.keys[1]} if position else {"before_at": ctx.now}
    asked = {"content_id": question_id, "audience": ctx.viewer.audience, "now": ctx.now, "limit": page.first + 1}
    rows = await ctx.graph.read(graph.DUPLICATES.all, graph.DuplicatesParams.model_validate(asked | start))
    return await content.connected(ctx, page, [(row.id, cursors.encode((row.at, row.id))) for row in rows])
