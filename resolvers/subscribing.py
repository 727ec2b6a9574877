"""What members do about their subscriptions: begin, change, cancel and resume them; operators cancel and resume too."""

from datetime import timedelta

from domain.access import Scope
from domain.audit import AuditEntry
from domain.errors import NotFound
from domain.ids import IdPrefix, new_id, require_id
from domain.new_order import payable_for
from domain.payment import ProcessorDown
from domain.renewal import Dunning
from domain.subscription import OpenKind, Subscription
from domain.tier_change import ChangeTime
from graph import catalogue, renewal, tier_change
from graph import subscribing as graph
from graph import subscription_store as store
from graph.subscription_order import asked_of
from resolvers import audit, checkout
from resolvers.context import Context
from resolvers.subscription import is_own, open_order


async def subscribe(ctx: Context, tier_id: str, price_id: str, coupon_code: str | None, on_trial: bool) -> Subscription:
    """Begin a subscription of the viewer's: on trial, or with an order that waits to be paid.

    Raises:
        NotAllowed: nobody is signed in, or they are banned.
        NotFound: there is no such price of that tier, or it isn't sold any more; or no such coupon.
        Conflict: they have a live subscription, or the price is paid once and for all.
        InvalidInput: they begin with a trial, for which no coupon is needed.
    """
    user_id = ctx.viewer.require_user()
    ctx.viewer.require(Scope.EVENTS_OWN)
    require_id(tier_id, IdPrefix.TIER, "tierId")
    found = await ctx.graph.read(catalogue.offers, [require_id(price_id, IdPrefix.PRICE, "priceId")])
    offer = tier_change.subscribable(found.get(price_id))
    if offer.tier_id != tier_id:
        raise NotFound("This price is of another tier.", ("input", "priceId"))
    processor = ctx.payments.default.name
    wanted = graph.Wanted(
        id=new_id(IdPrefix.SUBSCRIPTION),
        user_id=user_id,
        offer=offer,
        trial=timedelta(days=offer.trial_days if on_trial else 0),
        coupon_code=coupon_code,
        processor=processor,
        order_id=new_id(IdPrefix.ORDER),
        at=ctx.now,
        order_expires_at=ctx.now + payable_for(processor),
    )
    return await ctx.graph.write(graph.start, wanted)


async def checkout_url(ctx: Context, subscription: Subscription) -> str | None:
    """Where the order that waits is paid; None where none waits, or it is paid by hand.

    Raises:
        ProcessorDown: the processor doesn't answer.
    """
    order = await open_order(ctx, subscription)
    return None if order is None else await checkout.url(ctx, order)


async def change(ctx: Context, id: str, price_id: str, when: ChangeTime | None) -> Subscription:
    """Change what an own subscription pays; where that is to be paid first, its order waits.

    Raises:
        NotFound: the viewer has no such subscription, or there is no such price of a tier that is sold.
        Conflict, InvalidInput: it can't change to it now.
    """
    held = await _known(ctx, id, operators=False)
    ctx.viewer.require(Scope.EVENTS_OWN)
    wanted = tier_change.Change(
        subscription_id=id,
        price_id=require_id(price_id, IdPrefix.PRICE, "priceId"),
        when=when,
        order_id=new_id(IdPrefix.ORDER),
        at=ctx.now,
        order_expires_at=ctx.now + payable_for(held.processor),
    )
    return await ctx.graph.write(tier_change.change, wanted)


async def charged(ctx: Context, id: str) -> Subscription | None:
    """A subscription, after what its change costs was charged, where there is something to charge.

    Call it once the change is committed. While the processor is down, the job goes on with it.
    """
    held = (await ctx.graph.read(store.by_ids, [id])).get(id)
    waits = held is not None and held.open is not None and held.open.kind is OpenKind.CHANGE and held.open.to_charge
    asked = asked_of(held) if held is not None and waits else None
    if asked is None:
        return held
    try:
        outcome = await ctx.payments.named(asked.processor).charge(asked.charge)
    except ProcessorDown:
        return held
    await ctx.graph.write(renewal.answered, asked, outcome, ctx.now, Dunning())
    return (await ctx.graph.read(store.by_ids, [id])).get(id)


async def cancel(ctx: Context, id: str, at_period_end: bool) -> Subscription:
    """Cancel an own subscription, or any as an operator.

    Raises:
        NotFound: the viewer has no such subscription.
        Conflict: it has ended.
    """
    held = await _known(ctx, id)
    entry = _entry(ctx, held, "subscription.cancelled")
    return await ctx.graph.write(graph.cancel, id, at_period_end, ctx.now, entry)


async def resume(ctx: Context, id: str) -> Subscription:
    """Let an own cancelled subscription go on, or any as an operator.

    Raises:
        NotFound: the viewer has no such subscription.
        Conflict: it isn't cancelled, or over.
    """
    held = await _known(ctx, id)
    entry = _entry(ctx, held, "subscription.resumed")
    return await ctx.graph.write(graph.resume, id, ctx.now, entry)


async def set_tax(ctx: Context, id: str, basis_points: int) -> Subscription:
    """Say what tax is due on what a subscription costs, as an operator.

    Raises:
        NotAllowed: the viewer doesn't manage orders.
        NotFound: there is no such subscription.
        InvalidInput: it isn't from 0 to 100 percent.
        Conflict: it has ended.
    """
    ctx.viewer.require(Scope.ORDERS_MANAGE)
    entry = audit.entry(ctx, "subscription.tax_set", require_id(id, IdPrefix.SUBSCRIPTION))
    return await ctx.graph.write(graph.set_tax, id, basis_points, ctx.now, entry)


def _entry(ctx: Context, held: Subscription, action: str) -> AuditEntry | None:
    """For the audit log, of what operators do to others'."""
    return None if is_own(ctx, held) else audit.entry(ctx, action, held.id)


async def _known(ctx: Context, id: str, operators: bool = True) -> Subscription:
    """The viewer's subscription of that id; operators know all, where they may do the same."""
    if not operators:
        ctx.viewer.require_user()
    elif ctx.viewer.user_id is None:
        ctx.viewer.require(Scope.ORDERS_MANAGE)
    held = (await ctx.graph.read(store.by_ids, [require_id(id, IdPrefix.SUBSCRIPTION)])).get(id)
    others = operators and ctx.viewer.has(Scope.ORDERS_MANAGE)
    if held is None or not (others or is_own(ctx, held)):
        raise NotFound("You have no such subscription.", ("input", "id"))
    return held
