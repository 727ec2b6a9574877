"""What members ask to be done with what is known of them. Who was erased gets the receipt, whenever they ask again."""

from collections.abc import Sequence

from domain.access import Scope
from domain.data_request import DataRequest, DataRequestKind, DataRequestState, ErasureMode
from domain.erasure import ErasedThing
from domain.errors import InvalidInput, LimitReached, NotFound
from domain.export import LINK_HOLDS, MOST_KEPT, check_sections
from domain.ids import IdPrefix, UserId, new_id, require_id
from graph import data_request as graph
from graph import merge, tombstone
from graph import user as users
from resolvers import audit
from resolvers.context import Context

MOST_LOOKED_AT = 100


async def of_viewer(ctx: Context, first: int) -> list[DataRequest]:
    """What the viewer asked for, the latest first; nothing for a key."""
    return await ctx.graph.read(graph.of_user, ctx.viewer.user_id, first) if ctx.viewer.user_id else []


async def request_erasure(ctx: Context, mode: ErasureMode, handle: str, user: str | None) -> DataRequest:
    """Have the viewer erased, or by an operator another user; a job sees to it.

    Asked for again, it is the request there is already, and its receipt once it is done. An account that was merged
    into another stands for that one: who is erased is erased under all their names.

    Raises:
        NotAllowed: nobody is signed in, or who asks for another lacks `privacy:manage`.
        InvalidInput: the handle isn't that of the account.
        NotFound: there is no such account, and never was one that was erased.
    """
    user_id = _subject(ctx, user)
    erased = await ctx.graph.read(tombstone.erased, ErasedThing.USER_ID, [user_id])
    if user_id in erased:
        return await _found(ctx, erased[user_id])
    lead = (await ctx.graph.read(merge.leads, [user_id])).get(user_id)
    user_id = lead.into_id if lead else user_id
    account = (await ctx.graph.read(users.by_ids, [user_id])).get(user_id)
    if account is None:
        raise NotFound("There is no such account.", ("input", "userId") if user else ())
    if handle not in (account.handle, lead.handle if lead else None):
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


async def request_export(ctx: Context, sections: Sequence[str] | None) -> DataRequest:
    """Have all that is known of the viewer handed over; a job makes the document.

    Asked for again while it is made, it is the request there is already.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        InvalidInput: there is no such section.
        LimitReached: there are documents enough that can still be fetched.
        NotFound: the viewer's account is gone.
    """
    user_id, chosen = ctx.viewer.require_user(), check_sections(sections)
    recent = await ctx.graph.read(graph.of_user, user_id, MOST_LOOKED_AT)
    kept = [one for one in recent if one.kind is DataRequestKind.EXPORT and one.state is DataRequestState.DONE]
    if len(kept) >= MOST_KEPT:
        raise LimitReached(f"You have {len(kept)} exports that can still be fetched. Take the latest of them.")
    params = graph.AskParams(
        id=new_id(IdPrefix.DATA_REQUEST), kind=DataRequestKind.EXPORT, sections=chosen, user_id=user_id, now=ctx.now
    )
    asked = await ctx.graph.write(graph.ask, params)
    if asked is None:
        raise NotFound("Your account is gone.")
    return await _found(ctx, asked)


def download_url(ctx: Context, request: DataRequest) -> str | None:
    """Where the document of an export can be fetched for a quarter of an hour; None when there is none."""
    if request.kind is not DataRequestKind.EXPORT or request.state is not DataRequestState.DONE:
        return None
    if request.expires_at is None or request.expires_at <= ctx.now:
        return None
    return ctx.export_links.link(request.id, min(request.expires_at, ctx.now + LINK_HOLDS))


async def _found(ctx: Context, id: str) -> DataRequest:
    found = (await ctx.graph.read(graph.by_ids, [id])).get(id)
    if found is None:
        raise NotFound("This request is known no more.")
    return found
