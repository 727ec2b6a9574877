"""Services that are given up or decided on, with what goes back for them."""

from domain.access import Scope
from domain.errors import InvalidInput, NotAllowed
from domain.ids import IdPrefix, new_id, require_id
from domain.money import Money
from domain.service import ServiceDecision, ServiceParty, ServiceRequest, ServiceState
from domain.service_terms import checked_text
from graph import refund_store, service_store
from graph import service_return as graph
from resolvers import audit, checkout, service
from resolvers.context import Context
from resolvers.refund import AT_ONCE
from resolvers.service_changes import entry_of, own


async def decide(ctx: Context, id: str, decision: ServiceDecision, note: str, amount: Money | None) -> ServiceRequest:
    """Decide a dispute, as an operator; `amount` goes back to the buyer when it is split.

    Raises:
        NotAllowed: the viewer lacks `orders:manage`, or is one of the two.
        NotFound: there is no such service.
        InvalidInput: there is an amount where nothing is split, or none where it is.
        Conflict: it isn't disputed, or nothing can be paid back.
        LimitReached: more is to go back than is left.
    """
    ctx.viewer.require(Scope.ORDERS_MANAGE)
    require_id(id, IdPrefix.SERVICE_REQUEST)
    held = (await ctx.graph.read(service_store.by_ids, [id])).get(id)
    if held is not None and ctx.viewer.user_id in (held.buyer_id, held.provider_id or held.buyer_id):
        raise NotAllowed("This service is your own: let another operator decide.", ("input", "id"))
    if (decision is ServiceDecision.SPLIT) is not (amount is not None):
        raise InvalidInput("Give the amount that goes back when it is SPLIT, and only then.", ("input", "amount"))
    said = checked_text(note, ("input", "note"))
    after = {"decision": decision, "note": said, **(amount.model_dump() if amount else {})}
    entry = audit.entry(ctx, "service.decided", id, after=after)
    back = _paying_back(ctx, "An operator decided a dispute about it.", amount)
    return await ctx.graph.write(graph.decide, id, decision, said, back, entry, ctx.now)


async def cancel(ctx: Context, id: str) -> ServiceRequest:
    """Give a service up, as either of the two; what is paid goes back to the buyer.

    Raises:
        NotFound, NotAllowed: the viewer has no such service.
        Conflict: it has ended, or its buyer has paid and the provider still has time.
    """
    held = await own(ctx, id, None)
    party = service.viewers_party(ctx, held) or ServiceParty.PROVIDER
    entry = entry_of(ctx, held, "service.cancelled", {}) if party is ServiceParty.PROVIDER else None
    back = _paying_back(ctx, "The service was cancelled.", None)
    return await ctx.graph.write(graph.cancel, id, party, back, ctx.viewer.user_id, ctx.now, entry)


async def sent(ctx: Context, request: ServiceRequest) -> ServiceRequest:
    """A service once the processor was asked for its refund; call it after the commit."""
    if request.state is not ServiceState.RETURNING or request.refund_id is None:
        return request
    asked = (await ctx.graph.read(refund_store.by_ids, [request.refund_id])).get(request.refund_id)
    if asked is not None:
        await checkout.send_refund(ctx, asked)
    return (await ctx.graph.read(service_store.by_ids, [request.id])).get(request.id, request)


def _paying_back(ctx: Context, reason: str, amount: Money | None) -> graph.PayingBack:
    by = ctx.viewer.principal or ""
    return graph.PayingBack(new_id(IdPrefix.REFUND), by, reason, AT_ONCE, amount)
