"""What the viewer uses of what they may read: noted as it is handed to them, and as they say how far they are."""

from domain.access import Role
from domain.content import Content, ContentKind, Visibility
from domain.ids import ContentId
from graph import consumption as graph
from graph import lesson
from resolvers.context import Context


async def opened(ctx: Context, content: Content) -> None:
    """Note, once, that a paid body is handed to the viewer: what was opened isn't refunded in whole.

    Nothing is noted of free previews, of one's own, of operators, who read everything, and of who isn't a person.
    """
    user_id = ctx.viewer.user_id
    if user_id is None or content.visibility is not Visibility.PAID or content.preview:
        return
    own = content.author is not None and content.author.id == user_id
    if own or ctx.viewer.role is Role.OPERATOR:
        return
    if await ctx.loaders.load(graph.lessons, content.id, user_id) is not None:
        return
    course_id = await course_of(ctx, content)
    await ctx.graph.write(
        graph.note, graph.NoteParams(user_id=user_id, content_id=content.id, course_id=course_id, at=ctx.now)
    )


async def course_of(ctx: Context, content: Content) -> ContentId | None:
    """The course that a content is, or is a lesson of."""
    if content.kind is ContentKind.COURSE:
        return content.id
    if content.kind is not ContentKind.LESSON:
        return None
    place = await ctx.loaders.load(lesson.places, content.id)
    return place.course_id if place else None
