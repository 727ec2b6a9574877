"""What buyers and providers do about services, up to their dispute."""

from dataclasses import dataclass

from domain.access import Scope
from domain.audit import AuditEntry
from domain.errors import InvalidInput, NotFound
from domain.ids import IdPrefix, new_id, require_id
from domain.money import Money, check_currency
from domain.new_order import payable_for
from domain.order import Order
from domain.service import ServiceKind, ServiceParty, ServiceRequest, ServiceState
from domain.service_terms import ServiceOffer, check_offer, checked_days, checked_text, require_party
from graph import service_request as graph
from graph import service_store
from resolvers import area, audit, service
from resolvers.context import Context

_PLACE = ("contentId", "area", "days")


@dataclass(frozen=True, slots=True)
class Place:
    """What is to be shown, in which area, by its slug, and for how many days."""

    content_id: str
    area: str
    days: int


async def ask(ctx: Context, product_id: str, kind: ServiceKind, brief: str, place: Place | None) -> ServiceRequest:
    """Ask for a service as the viewer.

    Raises:
        NotAllowed: nobody is signed in, they are banned, or the provider keeps them away.
        NotFound: there is no such service on sale, or no such area.
        InvalidInput: it is the viewer's own, or what is asked for makes no sense.
        Conflict: what is to be shown isn't the viewer's, or can't be found by everybody.
        LimitReached: they have too many open.
    """
    user_id = ctx.viewer.require_user()
    ctx.viewer.require(Scope.EVENTS_OWN)
    require_id(product_id, IdPrefix.PRODUCT, "productId")
    if kind.is_place is not (place is not None):
        said = "A place is of a content, in an area, for some days" if kind.is_place else f"{kind} is no place"
        raise InvalidInput(f"{said}: give or leave out {', '.join(_PLACE)}.", ("input", "place"))
    wanted = ServiceRequest(
        id=new_id(IdPrefix.SERVICE_REQUEST),
        kind=kind,
        product_id=product_id,
        buyer_id=user_id,
        provider_id=None,
        state=ServiceState.REQUESTED,
        brief=checked_text(brief, ("input", "brief")),
        created_at=ctx.now,
    )
    if place is not None:
        found = await area.named(ctx, place.area, ("input", "place", "area"))
        require_id(place.content_id, IdPrefix.CONTENT, "contentId")
        days = checked_days(place.days, ("input", "place", "days"))
        shown = {"content_id": place.content_id, "area_id": found.id, "place_days": days}
        wanted = wanted.model_copy(update=shown)
    return await ctx.graph.write(graph.ask, wanted)


async def offer(ctx: Context, id: str, made: ServiceOffer) -> ServiceRequest:
    """Say what a service costs, as its provider. The last offer counts.

    Raises:
        NotFound, NotAllowed: the viewer has no such service, or doesn't provide it.
        InvalidInput: the offer makes no sense.
        Conflict: it can't be offered any more, or isn't sold in that currency.
    """
    held = await own(ctx, id, ServiceParty.PROVIDER)
    check_currency(made.price.currency, ("input", "price", "currency"))
    note = None if made.note is None else checked_text(made.note, ("input", "note"))
    checked = check_offer(ServiceOffer(made.price, made.until, made.work_days, note), ctx.now)
    after = {**checked.price.model_dump(), "until": checked.until.isoformat()}
    entry = entry_of(ctx, held, "service.offered", after)
    return await ctx.graph.write(graph.offer, id, checked, ctx.viewer.user_id, ctx.now, entry)


async def accept(ctx: Context, id: str, expected: Money | None) -> tuple[ServiceRequest, Order]:
    """Take the offer, as the buyer; the order that is to be paid for it.

    Raises:
        NotFound, NotAllowed: the viewer has no such service, didn't ask for it, or is banned.
        Conflict: there is no offer that holds, or it costs something else.
    """
    ctx.viewer.require_user()
    ctx.viewer.require(Scope.EVENTS_OWN)
    await own(ctx, id, ServiceParty.BUYER)
    processor = ctx.payments.default.name
    wanted = graph.Accepting(new_id(IdPrefix.ORDER), processor, ctx.now + payable_for(processor), expected)
    return await ctx.graph.write(graph.accept, id, wanted, ctx.now)


async def deliver(ctx: Context, id: str, note: str | None) -> ServiceRequest:
    """Say that it is done, as the provider; a place is shown from now on.

    Raises:
        NotFound, NotAllowed: the viewer has no such service, or doesn't provide it.
        Conflict: it isn't paid, or was delivered; or what is to be shown is gone.
        LimitReached: all such places are taken there.
    """
    held = await own(ctx, id, ServiceParty.PROVIDER)
    said = None if note is None else checked_text(note, ("input", "note"))
    entry = entry_of(ctx, held, "service.delivered", {})
    return await ctx.graph.write(graph.deliver, id, said, ctx.viewer.user_id, ctx.now, entry)


async def accept_delivery(ctx: Context, id: str) -> ServiceRequest:
    """Be content with it, as the buyer: what is held is the provider's.

    Raises:
        NotFound, NotAllowed: the viewer has no such service, or didn't ask for it.
        Conflict: nothing was delivered, or it has ended.
    """
    ctx.viewer.require_user()
    await own(ctx, id, ServiceParty.BUYER)
    return await ctx.graph.write(graph.accept_delivery, id, ctx.now)


async def dispute(ctx: Context, id: str, reason: str) -> ServiceRequest:
    """Leave it to operators, as the buyer.

    Raises:
        NotFound, NotAllowed: the viewer has no such service, or didn't ask for it.
        Conflict: it isn't paid, or has ended.
    """
    ctx.viewer.require_user()
    await own(ctx, id, ServiceParty.BUYER)
    return await ctx.graph.write(graph.dispute, id, checked_text(reason, ("input", "reason")), ctx.now)


async def own(ctx: Context, id: str, party: ServiceParty | None) -> ServiceRequest:
    """The service of that id, if the viewer is that to it, or, for None, one of the two."""
    if ctx.viewer.user_id is None:
        ctx.viewer.require(Scope.ORDERS_MANAGE)
    require_id(id, IdPrefix.SERVICE_REQUEST)
    found = (await ctx.graph.read(service_store.by_ids, [id])).get(id)
    mine = None if found is None else service.viewers_party(ctx, found)
    if found is None or mine is None:
        raise NotFound("You have no such service.", ("input", "id"))
    if party is not None:
        require_party(mine, party)
    return found


def entry_of(ctx: Context, held: ServiceRequest, action: str, after: dict[str, object]) -> AuditEntry | None:
    """For the audit log, of what is done for the community."""
    return audit.entry(ctx, action, held.id, after=after) if held.provider_id is None else None
