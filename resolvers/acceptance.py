"""Acceptance of answers by who asked."""

from domain.access import Scope
from domain.content import Content
from domain.ids import ContentId, IdPrefix, require_id
from domain.outbox import EventType, outbox_event
from graph import acceptance as graph
from resolvers import content
from resolvers.context import Context


async def accept(ctx: Context, answer_id: str, accepted: bool) -> Content | None:
    """Accept an answer to a question of the viewer's, or take that back; the question as it is then.

    Raises:
        NotAllowed: nobody is signed in, or it isn't their question.
        NotFound: they can't find the answer.
    """
    ctx.viewer.require(Scope.CONTENT_WRITE)
    id = ContentId(require_id(answer_id, IdPrefix.CONTENT, "answerId"))
    told = outbox_event(EventType.MEMBER_CONCERNED, ctx.now, {})
    question_id = await ctx.graph.write(graph.accept, ctx.viewer, id, accepted, told, ctx.now)
    ctx.live.nudge()
    return await content.by_id(ctx, question_id)
