"""Certificates: verified by anybody who has a code, kept by whom they are of, revoked by operators."""

from domain.access import Role, Scope
from domain.certificate import Certificate, code_of, new_code, reason_of
from domain.errors import Conflict, NotFound
from domain.ids import ContentId, IdPrefix, UserId, new_id
from domain.page import Connection, Edge, Page, Slice, connect
from graph import certificate as graph
from resolvers import audit
from resolvers.context import Context


def new(ctx: Context, user_id: UserId, course_id: ContentId) -> graph.IssueParams:
    """A certificate to be issued if a course is finished. Make it before the transaction, which may run twice."""
    return graph.IssueParams(
        id=new_id(IdPrefix.CERTIFICATE), code=new_code(), user_id=user_id, course_id=course_id, at=ctx.now
    )


async def by_code(ctx: Context, code: str) -> Certificate | None:
    """The certificate of a code, revoked or not."""
    return await ctx.graph.read(graph.BY_CODE.one_or_none, graph.CodeParams(code=code_of(code)))


async def of_course(ctx: Context, course_id: ContentId) -> Certificate | None:
    """The viewer's certificate of a course."""
    user_id = ctx.viewer.user_id
    return None if user_id is None else await ctx.loaders.load(graph.of_courses, course_id, user_id)


async def of_viewer(ctx: Context, page: Page) -> Connection[Edge[Certificate]]:
    """The viewer's certificates, revoked ones too, the latest first."""
    if ctx.viewer.user_id is None:
        return connect(Slice(()), page, lambda row: row.id)
    cursors = ctx.cursor_key.listing("certificates", user=ctx.viewer.user_id)
    position = cursors.after(page)
    start = {"before_id": position.keys[0]} if position else {}
    params = graph.OfUserParams.model_validate({"user_id": ctx.viewer.user_id, "limit": page.first + 1, **start})
    found = Slice.cut(await ctx.graph.read(graph.OF_USER.all, params), page.first)
    return connect(found, page, lambda row: cursors.encode((row.id,)))


def reason(ctx: Context, certificate: Certificate) -> str | None:
    """Why it was revoked, for its member and operators; None for others."""
    own = certificate.user_id == ctx.viewer.user_id
    return certificate.revoked_reason if own or ctx.viewer.role is Role.OPERATOR else None


async def revoke(ctx: Context, code: str, why: str) -> Certificate:
    """Revoke a certificate for good: no other one is issued for that course.

    Raises:
        NotAllowed: the viewer lacks `catalogue:manage`.
        InvalidInput: there is no reason, or it is too long.
        NotFound: there is no certificate of that code.
        Conflict: it was revoked before.
    """
    ctx.viewer.require(Scope.CATALOGUE_MANAGE)
    params = graph.RevokeParams(code=code_of(code), at=ctx.now, reason=reason_of(why))
    if await by_code(ctx, code) is None:
        raise NotFound("There is no certificate of that code.", ("input", "code"))
    entry = audit.entry(ctx, "certificate.revoked", "")
    revoked = await ctx.graph.write(graph.revoke, params, entry)
    if revoked is None:
        raise Conflict("It was revoked before.", ("input", "code"))
    return revoked
