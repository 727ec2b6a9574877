"""What members ask to be done with what is known of them. Who was erased gets the receipt, whenever they ask again."""

from domain.access import Scope
from domain.data_request import DataRequest, DataRequestKind, ErasureMode
from domain.erasure import ErasedThing
from domain.errors import InvalidInput, NotFound
from domain.ids import IdPrefix, UserId, new_id, require_id
from graph import data_request as graph
from graph import tombstone
from graph import user as users
from resolvers import audit
from resolvers.context import Context


async def of_viewer(ctx: Context, first: int) -> list[DataRequest]:
    """What the viewer asked for, the latest first; nothing for a key."""
    return await ctx.graph.read(graph.of_user, ctx.viewer.user_id, first) if ctx.viewer.user_id else []


async def request_erasure(ctx: Context, mode: ErasureMode, handle: str, user: str | None) -> DataRequest:
    """Have the viewer erased, or by an operator another user; a job sees to it.

    Asked for again, it is the request there is already, and its receipt once it is done.

    Raises:
        NotAllowed: nobody is signed in, or who asks for another lacks `privacy:manage`.
        InvalidInput: the handle isn't that of the account.
        NotFound: there is no such account, and never was one that was erased.
    """
    user_id = _subject(ctx, user)
    erased = await ctx.graph.read(tombstone.erased, ErasedThing.USER_ID, [user_id])
    if user_id in erased:
        return await _found(ctx, erased[user_id])
    account = (await ctx.graph.read(users.by_ids, [user_id])).get(user_id)
    if account is None:
        raise NotFound("There is no such account.", ("input", "userId") if user else ())
    if handle != account.handle:
        raise InvalidInput("`confirmHandle` must be the handle of the account to erase.", ("input", "confirmHandle"))
    id = new_id(IdPrefix.DATA_REQUEST)
    params = graph.AskParams(id=id, kind=DataRequestKind.ERASURE, mode=mode, user_id=user_id, now=ctx.now)
    entry = audit.entry(ctx, "erasure.requested", id, after={"userId": user_id, "mode": mode}) if user else None
    asked = await ctx.graph.write(graph.ask, params, entry)
    if asked is None:
        raise NotFound("There is no such account.")
    return await _found(ctx, asked)


def _subject(ctx: Context, user: str | None) -> UserId:
    if user is None:
        return ctx.viewer.require_user()
    ctx.viewer.require(Scope.PRIVACY_MANAGE)
    return UserId(require_id(user, IdPrefix.USER, "userId"))


async def _found(ctx: Context, id: str) -> DataRequest:
    found = (await ctx.graph.read(graph.by_ids, [id])).get(id)
    if found is None:
        raise NotFound("This request is known no more.")
    return found
