"""Merging accounts: an operator decides, and a job brings together what was two people's."""

from domain.access import Scope
from domain.audit import AuditEntry
from domain.ids import IdPrefix, UserId, new_id, require_id
from domain.merge import AccountMerge, MergeId, Standing, check_pair
from domain.moderation import check_reason
from domain.outbox import EventType, outbox_event
from domain.page import Connection, Edge, Page, Slice, connect
from graph import merge as graph
from resolvers import audit
from resolvers.context import Context


async def merge_users(ctx: Context, from_id: str, into_id: str, reason: str) -> AccountMerge:
    """Let one account lead to another from now on; a job moves what was theirs. There is no way back.

    Whoever signs in to the one account acts for the other afterwards: a moderator with a second account could get into
    anybody's. So it is for operators alone.

    Raises:
        NotAllowed: the viewer is no operator, or one of the accounts is their own.
        NotFound: there is no such account.
        Conflict: one of them is being erased or merged.
        InvalidInput: both are the same, an id is malformed, or there is no reason.
    """
    ctx.viewer.require(Scope.PRIVACY_MANAGE)
    gone = UserId(require_id(from_id, IdPrefix.USER, "from"))
    user_id = UserId(require_id(into_id, IdPrefix.USER, "into"))
    check_pair(gone, user_id, ctx.viewer.user_id)
    id = MergeId(new_id(IdPrefix.MERGE))
    params = graph.BeginParams(id=id, from_id=gone, into_id=user_id, reason=check_reason(reason, "reason"), now=ctx.now)
    told = outbox_event(EventType.USER_MERGED, ctx.now, {"mergeId": id, "fromId": gone, "intoId": user_id})
    written = audit.entry(ctx, "users.merged", id)

    def entry(standing: Standing) -> AuditEntry:
        told_of = {"before": standing.before(gone, user_id), "after": standing.after(user_id)}
        return written.model_copy(update=told_of)

    await ctx.graph.write(graph.begin, params, entry, told)
    ctx.merged.forget()
    ctx.sanctions.forget()
    ctx.live.nudge()
    return (await ctx.graph.read(graph.by_ids, [id]))[id]


async def listed(ctx: Context, page: Page) -> Connection[Edge[AccountMerge]]:
    """All merges, the latest first.

    Raises:
        NotAllowed: the viewer is no operator.
    """
    ctx.viewer.require(Scope.PRIVACY_MANAGE)
    cursors = ctx.cursor_key.listing("account merges")
    position = cursors.after(page)
    start = {"before_id": position.keys[0]} if position else {}
    params = graph.LatestParams.model_validate({"limit": page.first + 1, **start})
    found = Slice.cut(await ctx.graph.read(graph.LATEST.all, params), page.first)
    rows = await ctx.graph.read(graph.by_ids, [row.id for row in found.rows])
    present = Slice([rows[row.id] for row in found.rows if row.id in rows], found.has_next)
    return connect(present, page, lambda row: cursors.encode((row.id,)))
