"""API keys in the API: the list for operators, and making, rotating and revoking them."""

from datetime import datetime

import strawberry

from domain import api_key as records
from domain.api_key import MAX_NAME, MAX_OVERLAP_HOURS, OVERLAP_HOURS
from domain.page import Connection as Rows
from domain.page import Edge
from resolvers import api_key
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.page import Connection
from schema.types import After, First, Info, page, view_of
from schema.user_errors import Payload


@view_of(records.ApiKey, description="What lets a partner's machine in. Its secret is shown once, when it is made.")
class ApiKey:
    id: strawberry.ID = strawberry.field(description="Opaque and stable; the same after a rotation.")
    name: str = strawberry.field(description="What it is for.")
    hint: str = strawberry.field(description="How its secret begins, to find out which key lies open somewhere.")
    scopes: list[str] = strawberry.field(description="What it may do, and nothing else.")
    sponsor_id: strawberry.ID | None = strawberry.field(description="The sponsor it is bound to; null if it isn't.")
    created_at: datetime = strawberry.field(description="When it was made.")
    created_by: str | None = strawberry.field(
        description="Who made it: `user:…`, or `role:operator` for an operator's machine; null for the command line."
    )
    expires_at: datetime | None = strawberry.field(description="When it ends; null if it doesn't.")
    former_until: datetime | None = strawberry.field(
        description="Until when the secret before the present one opens it too; null if it was never rotated."
    )
    last_used_at: datetime | None = strawberry.field(description="When it was last used, to the minute; null if never.")
    revoked_at: datetime | None = strawberry.field(description="When it was ended; null while it holds.")


@strawberry.input(description="A new key.")
class CreateApiKeyInput(MutationInput):
    name: str = strawberry.field(description=f"What it is for, 1 to {MAX_NAME} characters.")
    scopes: list[str] = strawberry.field(description="What it may do, such as `events:write`; only what you may.")
    sponsor_id: strawberry.ID | None = strawberry.field(
        default=None,
        description="Bind it to this sponsor: `ads:request`, `sponsor:manage`, `report:read` are its only scopes then.",
    )
    expires_at: datetime | None = strawberry.field(default=None, description="When it ends; never if null.")


@strawberry.input(description="Which key gets a new secret, and for how long two hold.")
class RotateApiKeyInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Which key.")
    overlap_hours: int = strawberry.field(
        default=OVERLAP_HOURS,
        description=f"For how long the secret before opens the key too, 0 to {MAX_OVERLAP_HOURS} hours.",
    )


@strawberry.input(description="Which key to end.")
class RevokeApiKeyInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Which key.")


@strawberry.type(description="The key and its secret.")
class CreateApiKeyPayload(Payload):
    api_key: records.ApiKey | None = strawberry.field(default=None, description="The key.", graphql_type=ApiKey | None)
    secret: str | None = strawberry.field(
        default=None, description="Send it as `Authorization: Bearer …`. It is shown this once."
    )


@strawberry.type(description="The key and its new secret.")
class RotateApiKeyPayload(CreateApiKeyPayload):
    pass


@strawberry.type(description="The key that is no more.")
class RevokeApiKeyPayload(Payload):
    api_key: records.ApiKey | None = strawberry.field(default=None, description="The key.", graphql_type=ApiKey | None)


@strawberry.type
class ApiKeyQuery:
    @strawberry.field(
        description="API keys, the newest first, revoked and expired ones too. Needs `keys:manage`.",
        graphql_type=Connection[ApiKey] | None,
    )
    async def api_keys(self, info: Info, first: First = 20, after: After = None) -> Rows[Edge[records.ApiKey]]:
        return await api_key.latest(info.context, page(first, after))


@strawberry.type
class ApiKeyMutation:
    @mutation(description="Make a key for a partner's machine. Needs `keys:manage`, and every scope it gets.")
    async def create_api_key(self, info: Info, input: CreateApiKeyInput) -> CreateApiKeyPayload:
        made, secret = await api_key.create(info.context, input.name, input.scopes, input.sponsor_id, input.expires_at)
        return CreateApiKeyPayload(api_key=made, secret=secret)

    @mutation(description="Give a key a new secret; the one before holds for a while. Needs `keys:manage`.")
    async def rotate_api_key(self, info: Info, input: RotateApiKeyInput) -> RotateApiKeyPayload:
        rotated, secret = await api_key.rotate(info.context, input.id, input.overlap_hours)
        return RotateApiKeyPayload(api_key=rotated, secret=secret)

    @mutation(description="End a key, at once and for good. Needs `keys:manage`.")
    async def revoke_api_key(self, info: Info, input: RevokeApiKeyInput) -> RevokeApiKeyPayload:
        return RevokeApiKeyPayload(api_key=await api_key.revoke(info.context, input.id))
