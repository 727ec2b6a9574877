"""What the viewer uses of what they may read: noted as it is handed to them, and as they say how far they are."""

from domain.access import Role
from domain.content import Content, Visibility
from graph import consumption as graph
from resolvers.context import Context


async def opened(ctx: Context, content: Content) -> None:
    """Note, once, that a paid body is handed to the viewer: what was opened isn't refunded in whole.

    Before it is handed out, and in one write for all of a page. Nothing is noted of free previews, of one's own, of
    operators, who read everything, and of who isn't a person.
    """
    user_id = ctx.viewer.user_id
    if user_id is None or content.visibility is not Visibility.PAID or content.preview:
        return
    own = content.author is not None and content.author.id == user_id
    if own or ctx.viewer.role is Role.OPERATOR:
        return
    if await ctx.loaders.load(graph.lessons, content.id, user_id) is None:
        await ctx.loaders.write(graph.opened, content.id, user_id, ctx.now)
