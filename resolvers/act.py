"""What the viewer did to contents and hasn't taken back."""

from domain.act import ViewerActs
from domain.ids import ContentId
from graph import act as graph
from resolvers.context import Context


async def of_viewer(ctx: Context, content_id: ContentId) -> ViewerActs | None:
    """What the viewer did to a content; None for who isn't a member."""
    if ctx.viewer.user_id is None:
        return None
    return await ctx.loaders.load(graph.of_viewer, content_id, ctx.viewer.user_id)
