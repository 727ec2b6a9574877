"""What subscriptions give: kept with the grants of their members and the events that tell of them.

Whoever changes one locks its member before it. Orders of subscriptions call `paid` and `unpaid`; this module knows
orders by their ids alone.
"""

from datetime import datetime
from typing import Any

from domain.dispute import DISPUTED
from domain.grant import Given, Source, SourceKind
from domain.ids import IdPrefix, stable_id
from domain.notification import NotificationKind, concerning
from domain.outbox import EventType, OutboxEvent
from domain.payment import Paid
from domain.record import Record
from domain.renewal import renewed
from domain.subscription import EndReason, OpenKind, Subscription, expire
from domain.tier_change import ChangeTime, Direction, changed, quote
from graph import catalogue, grant, outbox
from graph.database import Transaction
from graph.queries import NoRow, Query
from graph.subscriber import follow
from graph.subscription_store import IdParams, hold, keep


class Withheld(Record):
    withheld: bool


WITHHELD = Query("subscription/withheld", IdParams, Withheld)
RELEASE = Query("subscription/release", IdParams, NoRow)


async def save(
    tx: Transaction,
    before: Subscription | None,
    after: Subscription,
    at: datetime,
    told: EventType | None = None,
    concerns: NotificationKind | None = None,
) -> Subscription:
    """Keep what a subscription has become, and give or end what its member holds by it; tell the outbox and them."""
    await keep(tx, after)
    await follow(tx, after, at)
    await _grant(tx, before, after, at)
    if told is not None:
        await outbox.append(tx, [_event(after, told, at)])
    if concerns is not None:
        event = _event(after, EventType.MEMBER_CONCERNED, at, concerns)
        await outbox.append(tx, [concerning(event, concerns, after.user_id, None, about_id=after.id)])
    return after


async def paid(tx: Transaction, subscription_id: str, order_id: str, payment: Paid) -> None:
    """Do what an order of a subscription was for, once it is paid. An order it doesn't wait for changes nothing.

    What the payment kept for renewals is what they are charged to from now on.
    """
    before = await hold(tx, subscription_id)
    if before is None or before.open is None or before.open.order_id != order_id:
        return
    order, at = before.open, payment.at
    if payment.means is not None:
        charged = {"processor": payment.processor, "processor_reference": payment.means}
        before = before.model_copy(update=charged)
    if order.kind is OpenKind.CHANGE:
        made = quote(before, order.terms, Direction.UPGRADE, ChangeTime.NOW, order.at)
        after = changed(before, made.model_copy(update={"credit_used_minor": order.credit_minor}))
        await save(tx, before, after, at, EventType.SUBSCRIPTION_CHANGED)
    else:
        after = renewed(before, order.terms, order.value_minor, order.credit_minor, at)
        await save(tx, before, after, at, EventType.SUBSCRIPTION_RENEWED)


async def unpaid(tx: Transaction, subscription_id: str, order_id: str, at: datetime) -> None:
    """Let go of an order that won't be paid any more: without its first payment a subscription expires."""
    before = await hold(tx, subscription_id)
    if before is None or before.open is None or before.open.order_id != order_id:
        return
    if before.open.kind is OpenKind.FIRST:
        await save(tx, before, expire(before, at, EndReason.UNPAID), at, EventType.SUBSCRIPTION_EXPIRED)
    else:
        await save(tx, before, before.model_copy(update={"open": None}), at)


async def end(tx: Transaction, subscription_id: str, at: datetime, reason: EndReason) -> None:
    """End a subscription at once, with what its member holds by it. One that has ended stays as it is."""
    before = await hold(tx, subscription_id)
    if before is not None and before.is_live:
        await save(tx, before, expire(before, at, reason), at, EventType.SUBSCRIPTION_EXPIRED)


async def give_again(tx: Transaction, subscription_id: str, at: datetime) -> None:
    """Give what disputes ended, as far as the subscription gives it, unless another withholds it still."""
    held = await hold(tx, subscription_id)
    if held is None or not held.gives_access(at) or (await WITHHELD.one(tx, IdParams(id=subscription_id))).withheld:
        return
    ended = {row.benefit_id for row in await grant.ended_by(tx, _source(held), DISPUTED)}
    offer = (await catalogue.offers(tx, [held.terms.price_id]))[held.terms.price_id]
    again = tuple(id for id in offer.benefit_ids if id in ended)
    await grant.give(tx, Given(held.user_id, again, _source(held), at, held.access_until))


async def _grant(tx: Transaction, before: Subscription | None, after: Subscription, at: datetime) -> None:
    """Bring the member's grants up to what the subscription gives now.

    What a dispute ended comes back when that is won, or another period begins: not by a grace, or a change.
    """
    if before is not None and _gives(before) == _gives(after):
        return
    if before is not None and before.in_trial and after.is_live and not after.in_trial:
        await grant.end(tx, _source(before), min(at, before.access_until), "PAID")
    if not after.is_live:
        for kind in (SourceKind.TRIAL, SourceKind.SUBSCRIPTION):
            await grant.end(tx, Source(kind, after.id), after.access_until, str(after.end_reason))
        return
    source = _source(after)
    price_ids = {after.terms.price_id} | ({before.terms.price_id} if before else set())
    offers = await catalogue.offers(tx, sorted(price_ids))
    benefits = offers[after.terms.price_id].benefit_ids
    if before is not None and before.terms.product_id != after.terms.product_id:
        gone = set(offers[before.terms.price_id].benefit_ids) - set(benefits)
        await grant.end(tx, _source(before), at, "CHANGED", sorted(gone))
    if before is not None and before.period_start != after.period_start:
        await RELEASE.run(tx, IdParams(id=after.id))
    elif before is not None:
        withheld = {row.benefit_id for row in await grant.ended_by(tx, source, DISPUTED)}
        benefits = tuple(id for id in benefits if id not in withheld)
    if after.gives_access(at):
        await grant.give(tx, Given(after.user_id, benefits, source, at, after.access_until))


def _source(subscription: Subscription) -> Source:
    kind = SourceKind.TRIAL if subscription.in_trial else SourceKind.SUBSCRIPTION
    return Source(kind, subscription.id)


def _gives(subscription: Subscription) -> tuple[Any, ...]:
    """What its member's grants follow from."""
    return subscription.terms.product_id, subscription.access_until, subscription.is_live, subscription.in_trial


def _event(
    subscription: Subscription, type: EventType, at: datetime, kind: NotificationKind | None = None
) -> OutboxEvent:
    """What partners hear of it; the id follows from what happened, as a transaction may run twice."""
    told = {
        "subscriptionId": subscription.id,
        "userId": subscription.user_id,
        "tierId": subscription.terms.tier_id,
        "priceId": subscription.terms.price_id,
        "state": subscription.state,
        "periodStart": subscription.period_start.isoformat(),
        "periodEnd": subscription.period_end.isoformat(),
        "reason": subscription.end_reason,
    }
    parts = (kind or "", subscription.id, at.isoformat(), repr(sorted(told.items())))
    id = stable_id(IdPrefix.OUTBOX_EVENT, at, type, *parts)
    return OutboxEvent(id=id, type=type, occurred_at=at, payload=told)
