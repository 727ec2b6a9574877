"""Lessons: which are free previews, and how far the viewer is with one."""

from domain.consumption import LessonProgress, completes, percent_of
from domain.content import Content, ContentKind, Visibility
from domain.course import CourseProgress
from domain.errors import Conflict, InvalidInput, NotAllowed, NotFound, PaymentRequired
from domain.ids import ContentId, IdPrefix, require_id
from graph import consumption, course
from graph import lesson as graph
from graph.lesson import Place
from resolvers import access, certificate, content
from resolvers.context import Context
from resolvers.publish import author


async def place_of(ctx: Context, lesson_id: ContentId) -> Place | None:
    """In which course and chapter a lesson stands."""
    return await ctx.loaders.load(graph.places, lesson_id)


async def progress_of(ctx: Context, lesson_id: ContentId) -> LessonProgress | None:
    """How far the viewer is with a lesson; None before they opened it, and for who isn't a member."""
    user_id = ctx.viewer.user_id
    return None if user_id is None else await ctx.loaders.load(consumption.lessons, lesson_id, user_id)


async def set_preview(ctx: Context, lesson_id: str, preview: bool) -> Content | None:
    """Let everyone who may find it read a lesson of the viewer's, or not any more.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        NotFound: they have no such lesson.
    """
    id = _lesson_id(lesson_id)
    params = graph.PreviewParams(id=id, user_id=author(ctx), preview=preview)
    if await ctx.graph.write(graph.PREVIEW.one_or_none, params) is None:
        raise NotFound("You have no such lesson.", ("input", "lessonId"))
    return await content.by_id(ctx, id)


async def record(
    ctx: Context, lesson_id: str, percent: int, marked: bool = False
) -> tuple[LessonProgress, CourseProgress]:
    """Note how far the viewer is with a lesson, and how far in its course. Less than before changes nothing.

    A lesson is complete when they mark it, or have read `COMPLETE_AT` percent of it; one with a quiz when it is passed.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person; or the lesson is for members.
        InvalidInput: it is no lesson, or no percentage.
        NotFound: there is no such lesson that they can find.
        PaymentRequired: they have no access to it.
        Conflict: it is to be marked, but has a quiz.
    """
    user_id, share = ctx.viewer.require_user(), percent_of(percent)
    found, place = await readable(ctx, lesson_id)
    if marked and place.quiz:
        raise Conflict("This lesson is complete once its quiz is passed.", ("input", "lessonId"))
    noted = consumption.NoteParams(
        user_id=user_id,
        ids=[found.id],
        percent=share,
        complete=completes(share, marked, place.quiz),
        at=ctx.now,
    )
    return await ctx.graph.write(course.note, noted, certificate.new(ctx, user_id, place.course_id))


async def readable(ctx: Context, lesson_id: str) -> tuple[Content, Place]:
    """A lesson that the viewer may read, and where it stands.

    Raises:
        InvalidInput: it is no lesson.
        NotFound: there is none that they can find.
        NotAllowed, PaymentRequired: they may not read it.
    """
    id = _lesson_id(lesson_id)
    found, place = await content.by_id(ctx, id), await place_of(ctx, id)
    if found is None or (found.kind is ContentKind.LESSON and place is None):
        raise NotFound("There is no such lesson.", ("input", "lessonId"))
    if place is None:
        raise InvalidInput("Give the id of a lesson.", ("input", "lessonId"))
    decided = await access.of(ctx, found)
    if decided.allowed:
        return found, place
    refused = PaymentRequired if found.visibility is Visibility.PAID else NotAllowed
    raise refused(decided.reason, ("input", "lessonId"))


def _lesson_id(given: str) -> ContentId:
    return ContentId(require_id(given, IdPrefix.CONTENT, "lessonId"))
