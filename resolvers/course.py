"""Courses: their chapters, their order, and how far the viewer is."""

from collections.abc import Sequence
from functools import partial

from domain.access import sees_source
from domain.content import Content
from domain.course import Chapter, CourseNumbers, CourseProgress, Part, arrangement, part
from domain.errors import NotFound
from domain.ids import ContentId, IdPrefix, require_id
from domain.page import Connection, Edge, Page, Slice, connect
from graph import course as graph
from graph import lesson
from resolvers import content
from resolvers.context import Context
from resolvers.publish import author


async def chapters(ctx: Context, course_id: ContentId) -> list[Chapter]:
    """The chapters of a course, in order."""
    return await ctx.loaders.load(graph.chapters, course_id) or []


async def lessons(ctx: Context, chapter: Chapter) -> list[Content]:
    """The lessons of a chapter that the viewer can find, in order."""
    parts = await ctx.loaders.load(graph.parts, chapter.course_id, ctx.viewer, ctx.now) or []
    return await content.by_ids(ctx, [each.id for each in parts if each.chapter_id == chapter.id])


async def chapter_of(ctx: Context, lesson_id: ContentId) -> Chapter | None:
    """The chapter that a lesson stands in."""
    place = await ctx.loaders.load(lesson.places, lesson_id)
    if place is None or place.chapter_id is None:
        return None
    return next((each for each in await chapters(ctx, place.course_id) if each.id == place.chapter_id), None)


async def progress(ctx: Context, course_id: ContentId) -> CourseProgress | None:
    """How far the viewer is in a course; None for who isn't a member."""
    viewer = ctx.viewer
    if viewer.user_id is None:
        return None
    return await ctx.loaders.load(graph.progress, course_id, viewer.user_id, ctx.now, viewer.audience)


async def numbers(ctx: Context, course: Content) -> CourseNumbers | None:
    """How many members opened and completed a course and its lessons, for its author and operators; None for others."""
    return await ctx.graph.read(graph.numbers, course.id) if sees_source(ctx.viewer, course) else None


async def arrange(
    ctx: Context, course_id: str, given: Sequence[tuple[str | None, str, Sequence[str]]], loose: Sequence[str]
) -> Content | None:
    """Give a course of the viewer's these chapters, each by its id, its name and its lessons, and lessons in none.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        InvalidInput: a name can't be, or a chapter is there twice.
        NotFound: they have no such course.
        Conflict: its lessons aren't named, each once, or a chapter isn't of this course.
    """
    author(ctx)
    id = ContentId(require_id(course_id, IdPrefix.CONTENT, "courseId"))
    parts = [_part(number, *each) for number, each in enumerate(given)]
    wanted = arrangement(parts, [_content(each) for each in loose])
    if not await ctx.graph.write(partial(graph.arrange, id=id, wanted=wanted, now=ctx.now), ctx.viewer):
        raise NotFound("You have no such course.", ("input", "courseId"))
    return await content.by_id(ctx, id)


async def of_viewer(ctx: Context, page: Page) -> Connection[Edge[CourseProgress]]:
    """The courses that the viewer has begun, and how far they are; those begun last first."""
    viewer = ctx.viewer
    if viewer.user_id is None:
        return connect(Slice(()), page, lambda row: row.course_id)
    cursors = ctx.cursor_key.listing("courses", user=viewer.user_id)
    position = cursors.after(page)
    start = {"before_at": position.keys[0], "before_id": position.keys[1]} if position else {"before_at": ctx.now}
    shared = {"user_id": viewer.user_id, "audience": viewer.audience, "now": ctx.now, "limit": page.first + 1}
    found = await ctx.graph.read(graph.OF_USER.all, graph.OfUserParams.model_validate(shared | start))
    cut = Slice.cut(found, page.first)
    rows = await ctx.graph.read(graph.progress, [row.id for row in cut.rows], viewer.user_id, ctx.now, viewer.audience)
    places = {row.id: cursors.encode((row.at, row.id)) for row in cut.rows}
    return connect(Slice([rows[row.id] for row in cut.rows], cut.has_next), page, lambda row: places[row.course_id])


def _part(number: int, id: str | None, name: str, lesson_ids: Sequence[str]) -> Part:
    old = None if id is None else require_id(id, IdPrefix.CHAPTER)
    return part(old, name, [_content(each) for each in lesson_ids], number)


def _content(id: str) -> ContentId:
    return ContentId(require_id(id, IdPrefix.CONTENT, "lessonIds"))
