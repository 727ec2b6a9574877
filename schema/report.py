"""Reporting in the API."""

import strawberry

from domain.report import MAX_NOTE
from resolvers import report
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.norm import Norm
from schema.types import Info
from schema.user_errors import Payload


@strawberry.input(description="What to report, and why.")
class ReportContentInput(MutationInput):
    target_id: strawberry.ID = strawberry.field(description="Id of the content, or of the member, to report.")
    reason: Norm = strawberry.field(description="The norm it breaks.")
    note: str | None = strawberry.field(
        default=None, description=f"What a moderator should know, at most {MAX_NOTE} characters; nobody else reads it."
    )


@strawberry.type(description="What was reported.")
class ReportContentPayload(Payload):
    report_id: str | None = strawberry.field(
        default=None, description="Id of the report.", graphql_type=strawberry.ID | None
    )


@strawberry.type
class ReportMutation:
    @mutation(
        description="Report a content or member to the moderators. Reports weigh by how many of the reporter's were "
        "upheld; a content whose open reports weigh enough is hidden until a moderator decides. Needs `events:own`."
    )
    async def report_content(self, info: Info, input: ReportContentInput) -> ReportContentPayload:
        made = await report.report(info.context, input.target_id, input.reason, input.note)
        return ReportContentPayload(report_id=made)
