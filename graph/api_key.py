"""API keys in the graph: found by the digest of a secret, and made, rotated and revoked with an audit entry each."""

from datetime import datetime

from domain.access import Scope
from domain.api_key import ApiKey, NewApiKey
from domain.audit import AuditEntry
from domain.record import Moment, Record
from graph import audit
from graph.content import LAST_ID
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class CreateParams(Params):
    id: str
    name: str
    hint: str
    digest: str
    scopes: tuple[Scope, ...]
    sponsor_id: str | None
    at: datetime
    created_by: str | None
    expires_at: datetime | None


class RotateParams(Params):
    """`held` are the scopes of who rotates; a key with others isn't found."""

    id: str
    digest: str
    hint: str
    former_until: datetime
    held: tuple[Scope, ...]


class RevokeParams(Params):
    id: str
    at: datetime


class LatestParams(Params):
    before_id: str = LAST_ID
    limit: int


class DigestParams(Params):
    digest: str


class UseParams(Params):
    id: str
    at: datetime
    unless_since: datetime


class OpenedKey(Record):
    """What is asked of a key at the door."""

    id: str
    scopes: tuple[Scope, ...]
    sponsor_id: str | None
    valid_until: Moment | None
    """Until when the secret that was shown opens it; None for ever."""
    revoked_at: Moment | None
    last_used_at: Moment | None


CREATE = Query("api_key/create", CreateParams, ApiKey)
ROTATE = Query("api_key/rotate", RotateParams, ApiKey)
REVOKE = Query("api_key/revoke", RevokeParams, ApiKey)
LATEST = Query("api_key/latest", LatestParams, ApiKey)
OPENED = Query("api_key/opened", DigestParams, OpenedKey)
USE = Query("api_key/use", UseParams, NoRow)


async def create(tx: Transaction, new: NewApiKey, entry: AuditEntry) -> ApiKey:
    """Make a key."""
    key = await CREATE.one(tx, CreateParams.model_validate(dict(new)))
    after = {"name": key.name, "scopes": key.scopes, "sponsorId": key.sponsor_id, "expiresAt": key.expires_at}
    await audit.append(tx, entry.model_copy(update={"after": after}))
    return key


async def rotate(tx: Transaction, params: RotateParams, entry: AuditEntry) -> ApiKey | None:
    """Give a key a new secret; None when there is no living key of this id with no scopes but `held` ones."""
    key = await ROTATE.one_or_none(tx, params)
    if key is not None:
        after = {"hint": key.hint, "formerUntil": key.former_until}
        await audit.append(tx, entry.model_copy(update={"after": after}))
    return key


async def revoke(tx: Transaction, params: RevokeParams, entry: AuditEntry) -> ApiKey | None:
    """End a key; None when there is none of this id. Only who really ended it gets an audit entry."""
    key = await REVOKE.one_or_none(tx, params)
    if key is not None and key.revoked_at == params.at:
        after = {"name": key.name, "revokedAt": key.revoked_at}
        await audit.append(tx, entry.model_copy(update={"after": after}))
    return key
