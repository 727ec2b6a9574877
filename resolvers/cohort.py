"""Cohorts of courses: seats, the list of those who wait, and what operators change."""

from collections.abc import Sequence
from datetime import datetime

from domain.access import Scope
from domain.cohort import Cohort, CohortId, Seat, check_term, described
from domain.errors import NotFound
from domain.ids import ContentId, IdPrefix, new_id, require_id
from graph import audit as audits
from graph import cohort as graph
from graph.cohort_store import CREATE, MINE, CreateParams, MineParams
from graph.database import Transaction
from resolvers import audit
from resolvers.context import Context


async def by_id(ctx: Context, id: CohortId) -> Cohort | None:
    """A cohort as it stands, closed or not."""
    return await ctx.loaders.load(graph.of, id, ctx.now)


async def of_course(ctx: Context, course_id: ContentId) -> list[Cohort]:
    """The cohorts of a course that haven't ended, the first to begin first."""
    ids = await ctx.loaders.load(graph.of_courses, course_id, ctx.now) or ()
    return [found for id in ids if (found := await by_id(ctx, id)) is not None]


async def seat(ctx: Context, cohort_id: CohortId) -> Seat | None:
    """How the viewer stands in a cohort."""
    user_id = ctx.viewer.user_id
    found = None if user_id is None else await ctx.loaders.load(graph.seats, cohort_id, user_id)
    return None if found is None or found.lapsed(ctx.now) else found


async def of_viewer(ctx: Context) -> Sequence[Seat]:
    """The viewer's seats, and where they wait for one, of cohorts that haven't ended."""
    if ctx.viewer.user_id is None:
        return ()
    params = MineParams(user_id=ctx.viewer.user_id, at=ctx.now)
    return await ctx.graph.read(MINE.all, params)


async def create(
    ctx: Context, course_id: str, product_id: str | None, name: str, seats: int, starts_at: datetime, ends_at: datetime
) -> Cohort | None:
    """Begin a cohort of a course.

    Raises:
        NotAllowed: the viewer lacks `catalogue:manage`.
        InvalidInput: the name, the seats or a time can't be.
        NotFound: there is no such course.
    """
    ctx.viewer.require(Scope.CATALOGUE_MANAGE)
    told = described(name, seats, starts_at, ends_at)
    check_term(starts_at, ends_at)
    id, content_id = CohortId(new_id(IdPrefix.COHORT)), ContentId(require_id(course_id, IdPrefix.CONTENT, "courseId"))
    params = CreateParams(id=id, course_id=content_id, product_id=product_id, properties=told, at=ctx.now)
    entry = audit.entry(ctx, "cohort.created", id, after={"courseId": content_id, **told})

    async def work(tx: Transaction) -> bool:
        if await CREATE.one_or_none(tx, params) is None:
            return False
        await audits.append(tx, entry)
        return True

    if not await ctx.graph.write(work):
        raise NotFound("There is no such course.", ("input", "courseId"))
    return await by_id(ctx, id)


async def edit(
    ctx: Context,
    cohort_id: str,
    name: str | None,
    seats: int | None,
    starts_at: datetime | None,
    ends_at: datetime | None,
) -> Cohort | None:
    """Change what is given of a cohort; seats that are new are offered to those who wait.

    Raises:
        NotAllowed: the viewer lacks `catalogue:manage`.
        InvalidInput: the name, the seats or a time can't be.
        NotFound: there is no such cohort.
    """
    ctx.viewer.require(Scope.CATALOGUE_MANAGE)
    id = _cohort_id(cohort_id)
    entry = audit.entry(ctx, "cohort.changed", id)
    await ctx.graph.write(graph.change, id, described(name, seats, starts_at, ends_at), entry, ctx.now)
    return await by_id(ctx, id)


async def close(ctx: Context, cohort_id: str) -> Cohort | None:
    """Let nobody more into a cohort; who has a seat keeps it. Again it changes nothing.

    Raises:
        NotAllowed: the viewer lacks `catalogue:manage`.
        NotFound: there is no such cohort.
    """
    ctx.viewer.require(Scope.CATALOGUE_MANAGE)
    id = _cohort_id(cohort_id)
    found = await ctx.graph.read(graph.of, [id], ctx.now)
    if id in found and found[id].closed_at is None:
        entry = audit.entry(ctx, "cohort.closed", id)
        await ctx.graph.write(graph.change, id, {"closed_at": ctx.now}, entry, ctx.now)
    elif id not in found:
        raise NotFound("There is no such cohort.", ("input", "cohortId"))
    return await by_id(ctx, id)


async def wait(ctx: Context, cohort_id: str) -> Cohort | None:
    """Put the viewer on the waiting list of a cohort that is full; again it changes nothing.

    Raises:
        NotAllowed: nobody is signed in, somebody who isn't a person, or who is banned.
        NotFound: there is no such cohort.
        Conflict: there are seats, or it was closed or has begun.
        LimitReached: too many wait.
    """
    user_id, id = ctx.viewer.require_user(), _cohort_id(cohort_id)
    ctx.viewer.require_not_banned()
    await ctx.graph.write(graph.wait, id, user_id, ctx.now)
    return await by_id(ctx, id)


async def leave(ctx: Context, cohort_id: str) -> Cohort | None:
    """Give up the viewer's seat in a cohort, or their place on its waiting list; nothing when they have neither.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        NotFound: there is no such cohort.
    """
    user_id, id = ctx.viewer.require_user(), _cohort_id(cohort_id)
    await ctx.graph.write(graph.leave, id, user_id, ctx.now)
    return await by_id(ctx, id)


def _cohort_id(given: str) -> CohortId:
    return CohortId(require_id(given, IdPrefix.COHORT, "cohortId"))
