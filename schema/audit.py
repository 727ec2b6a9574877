"""The audit log in the API."""

from datetime import datetime
from typing import Annotated

import orjson
import strawberry

from domain import audit as records
from domain.page import Connection as Rows
from domain.page import Edge
from resolvers import audit
from schema.page import Connection
from schema.types import After, First, Info, page, view_of


@view_of(records.AuditEntry, description="One action of an operator, moderator or partner. It is never changed.")
class AuditEntry:
    id: strawberry.ID = strawberry.field(description="Its id; ids sort by time.")
    at: datetime = strawberry.field(description="When.")
    action: str = strawberry.field(description="Thing and participle, such as `api_key.created`.")
    actor: str = strawberry.field(
        description="Who is accountable: `user:…`, `key:…`, `role:operator` for a machine of theirs, or `cli:` and the "
        "account on the server for its command line."
    )
    actor_user_id: strawberry.ID | None = strawberry.field(description="The user who did it, if it was one.")
    actor_key_id: strawberry.ID | None = strawberry.field(description="The API key it was done with, if it was one.")
    target_id: strawberry.ID = strawberry.field(description="To what.")
    request_id: str = strawberry.field(description="The request it came with, as in the log.")

    @strawberry.field(description="What was changed, as it was before, as JSON; null when the target was made.")
    def before(self: records.AuditEntry) -> str | None:
        return None if self.before is None else orjson.dumps(self.before).decode()

    @strawberry.field(description="What was changed, as it is after, as JSON.")
    def after(self: records.AuditEntry) -> str | None:
        return None if self.after is None else orjson.dumps(self.after).decode()


@strawberry.type
class AuditQuery:
    @strawberry.field(
        description="Who did what, the latest first. Needs `audit:read`.", graphql_type=Connection[AuditEntry] | None
    )
    async def audit_log(
        self,
        info: Info,
        first: First = 20,
        after: After = None,
        actor: Annotated[
            str | None, strawberry.argument(description="Only of this user or key, by id, or of `cli`.")
        ] = None,
        action: Annotated[str | None, strawberry.argument(description="Only this action.")] = None,
        target: Annotated[strawberry.ID | None, strawberry.argument(description="Only what was done to this.")] = None,
        since: Annotated[datetime | None, strawberry.argument(name="from", description="Only then or later.")] = None,
        until: Annotated[datetime | None, strawberry.argument(name="to", description="Only before then.")] = None,
    ) -> Rows[Edge[records.AuditEntry]]:
        chosen = records.AuditFilter(actor=actor, action=action, target_id=target, since=since, until=until)
        return await audit.latest(info.context, page(first, after), chosen)
