"""What users did to contents, as the edges tell it."""

from domain.access import Scope
from domain.ids import UserId
from domain.interaction import Interaction
from domain.page import Connection, Edge, Page, Slice, connect
from graph import interaction as graph
from resolvers.context import Context


async def latest_of_user(ctx: Context, user_id: UserId, page: Page) -> Connection[Edge[Interaction]]:
    """What a user did, the latest first. What someone reads is their own affair, and the operators'."""
    ctx.viewer.require_self_or(user_id, Scope.MEMBERS_READ)
    cursors = ctx.cursor_key.listing("interactions", user=user_id)
    position = cursors.after(page)
    start = {"before_at": position.keys[0], "before_key": position.keys[1]} if position else {"before_at": ctx.now}
    params = graph.LatestParams.model_validate(
        {
            "user_id": user_id,
            "audience": ctx.viewer.audience,
            "now": ctx.now,
            "limit": page.first + 1,
            **start,
        }
    )
    found = Slice.cut(await ctx.graph.read(graph.LATEST_OF_USER.all, params), page.first)
    return connect(found, page, lambda done: cursors.encode((done.last_at, done.content_id + done.type.counter)))
