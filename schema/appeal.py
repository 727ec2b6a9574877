"""Appeals in the API."""

import strawberry

from domain import moderation as records
from domain.moderation import MAX_REASON
from domain.page import Connection as Rows
from domain.page import Edge
from resolvers import appeal
from schema.idempotency import MutationInput
from schema.moderation import ModerationAction
from schema.mutation import mutation
from schema.page import Connection
from schema.types import After, First, Info, page
from schema.user_errors import Payload


@strawberry.input(description="What to appeal, and why.")
class AppealInput(MutationInput):
    action_id: strawberry.ID = strawberry.field(description="Id of an action against the viewer.")
    text: str = strawberry.field(description=f"Why it should be taken back, 1 to {MAX_REASON} characters.")


@strawberry.type(description="What was appealed.")
class AppealPayload(Payload):
    action: records.ModerationAction | None = strawberry.field(
        default=None, description="The action with its appeal.", graphql_type=ModerationAction | None
    )


@strawberry.input(description="The answer to an appeal.")
class DecideAppealInput(MutationInput):
    action_id: strawberry.ID = strawberry.field(description="Id of an action with an open appeal.")
    accepted: bool = strawberry.field(description="Whether to take back what was done.")
    answer: str = strawberry.field(description=f"Why, 1 to {MAX_REASON} characters; the member reads it.")


@strawberry.type(description="What was decided.")
class DecideAppealPayload(AppealPayload):
    pass


@strawberry.type
class AppealQuery:
    @strawberry.field(
        description="Actions with an open appeal, the oldest first. Needs `content:moderate`.",
        graphql_type=Connection[ModerationAction] | None,
    )
    async def appeals(self, info: Info, first: First = 20, after: After = None) -> Rows[Edge[records.ModerationAction]]:
        return await appeal.opened(info.context, page(first, after))


@strawberry.type
class AppealMutation:
    @mutation(description="Appeal what a moderator did to you or your contents, once each. Banned members may too.")
    async def appeal(self, info: Info, input: AppealInput) -> AppealPayload:
        return AppealPayload(action=await appeal.make(info.context, input.action_id, input.text))

    @mutation(
        description="Answer an appeal; accepting it takes back what was done. For another moderator than who acted. "
        "Needs `content:moderate`."
    )
    async def decide_appeal(self, info: Info, input: DecideAppealInput) -> DecideAppealPayload:
        decided = await appeal.decide(info.context, input.action_id, input.accepted, input.answer)
        return DecideAppealPayload(action=decided)
