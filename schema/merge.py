"""Merging accounts, in the API."""

from datetime import datetime

import strawberry

from domain import merge as records
from domain import user as users
from domain.merge import MAX_REASON, MergeState
from domain.page import Connection as Rows
from domain.page import Edge
from resolvers import merge, user
from schema.cost import cost
from schema.data_request import Counted
from schema.enums import describe_enum
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.page import Connection
from schema.types import After, First, Info, page, view_of
from schema.user import User
from schema.user_errors import Payload

describe_enum(
    MergeState,
    "How far a merge is.",
    {
        "RUNNING": "The former account leads to the survivor; a job moves what was its own.",
        "DONE": "All of it is the survivor's.",
    },
)


@view_of(records.AccountMerge, description="One account that was merged into another. There is no way back.")
class AccountMerge:
    id: strawberry.ID = strawberry.field(description="Its id; ids sort by time.")
    from_id: strawberry.ID = strawberry.field(description="The id of the former account; it leads to the survivor.")
    from_handle: str = strawberry.field(description="Its handle, which leads there too and is nobody else's any more.")
    reason: str = strawberry.field(description="Why, in the operator's words.")
    state: MergeState = strawberry.field(description="How far it is.")
    started_at: datetime = strawberry.field(description="Since when the former account leads to the survivor.")
    finished_at: datetime | None = strawberry.field(description="When all of it was moved.")
    counts: list[Counted] = strawberry.field(
        description="How many things of each kind were moved so far.", metadata=cost(assumed_size=20)
    )

    @strawberry.field(description="The account that both are now; null if it was erased.", graphql_type=User | None)
    async def into(self: records.AccountMerge, info: Info) -> users.User | None:
        return await user.by_id(info.context, self.into_id)


@strawberry.input(description="Two accounts of one person.")
class MergeUsersInput(MutationInput):
    from_id: strawberry.ID = strawberry.field(name="from", description="Id of the account that is given up.")
    into: strawberry.ID = strawberry.field(description="Id of the account that stays.")
    reason: str = strawberry.field(description=f"Why, in at most {MAX_REASON} characters; for operators alone.")


@strawberry.type(description="The merge, as far as it is.")
class MergeUsersPayload(Payload):
    merge: records.AccountMerge | None = strawberry.field(
        default=None, description="The merge.", graphql_type=AccountMerge | None
    )


@strawberry.type
class MergeQuery:
    @strawberry.field(
        description="Accounts that were merged into others, the latest first. Needs `privacy:manage`.",
        graphql_type=Connection[AccountMerge] | None,
    )
    async def account_merges(
        self, info: Info, first: First = 20, after: After = None
    ) -> Rows[Edge[records.AccountMerge]]:
        return await merge.listed(info.context, page(first, after))


@strawberry.type
class MergeMutation:
    @mutation(
        description="Make two accounts of one person one: at once the one leads to the other, by id, handle, external "
        "id and sign-in; a job moves all that was its own, takes back what one person wouldn't have earned, and "
        "computes the rest anew. It can't be undone. Needs `privacy:manage`."
    )
    async def merge_users(self, info: Info, input: MergeUsersInput) -> MergeUsersPayload:
        done = await merge.merge_users(info.context, input.from_id, input.into, input.reason)
        return MergeUsersPayload(merge=done)
