"""The audit log: entries of the caller's actions, and the list of them for who may read it."""

from typing import Any

from domain.access import Scope
from domain.audit import AuditEntry, AuditEntryId, AuditFilter
from domain.ids import IdPrefix, new_id
from domain.page import Connection, Edge, Page, Slice, connect
from graph import audit as graph
from resolvers.context import Context


def entry(
    ctx: Context,
    action: str,
    target_id: str,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEntry:
    """An entry for what the caller does now. Make it before the transaction, which may run twice."""
    return AuditEntry(
        id=AuditEntryId(new_id(IdPrefix.AUDIT_ENTRY)),
        at=ctx.now,
        action=action,
        actor=ctx.viewer.principal or "anonymous",
        actor_user_id=ctx.viewer.user_id,
        actor_key_id=ctx.viewer.key_id,
        target_id=target_id,
        before=before,
        after=after,
        request_id=ctx.request_id,
    )


async def latest(ctx: Context, page: Page, chosen: AuditFilter) -> Connection[Edge[AuditEntry]]:
    """The log, the latest first; what of it was chosen.

    Raises:
        InvalidInput: the time chosen ends before it begins, or has no zone.
    """
    ctx.viewer.require(Scope.AUDIT_READ)
    chosen.check()
    filters = chosen.model_dump()
    cursors = ctx.cursor_key.listing("audit log", **filters)
    position = cursors.after(page)
    start = {"before_id": position.keys[0]} if position else {}
    params = graph.LatestParams.model_validate({**filters, "limit": page.first + 1, **start})
    found = Slice.cut(await ctx.graph.read(graph.latest, params), page.first)
    return connect(found, page, lambda row: cursors.encode((row.id,)))
