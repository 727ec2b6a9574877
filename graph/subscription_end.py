"""Subscriptions of members who go: all end when they are erased, one of two when their accounts are merged."""

from collections.abc import Mapping
from datetime import datetime

from domain.subscription import EndReason, Subscription, expire
from domain.tier_change import share_left
from graph import event as events
from graph import order as orders
from graph import subscription
from graph.data_request import Open as Request
from graph.database import Transaction
from graph.merge import LIMIT, BatchParams, Counts, Open
from graph.queries import Query
from graph.subscriber import follow
from graph.subscription_store import hold, keep, live_of

MOVE = Query("merge/subscriptions", BatchParams, Counts)


async def end_erased(tx: Transaction, request: Request) -> Mapping[str, int]:
    """End what a person still has of subscriptions, with what they hold by it; their orders stay."""
    live_id = await live_of(tx, request.user_id)
    held = await hold(tx, live_id) if live_id else None
    if held is None or request.started_at is None:
        return {}
    await _give_up(tx, held, request.started_at)
    await subscription.end(tx, held.id, request.started_at, EndReason.ERASED)
    return {"subscriptions_ended": 1}


async def move_subscriptions(tx: Transaction, merge: Open, now: datetime) -> Mapping[str, int]:
    """Make subscriptions the survivor's. Of two that live theirs goes on, and what the other was paid for stays to its
    end; what is left of it is credited where it is of the same tier, as the member paid that twice."""
    await events.lock(tx, [merge.into_id], [])
    own_id, other_id = await live_of(tx, merge.into_id), await live_of(tx, merge.from_id)
    if own_id and other_id:
        own, other = await hold(tx, own_id), await hold(tx, other_id)
        if own is not None and other is not None:
            await _give_up(tx, other, now)
            await keep(tx, _credited(own, other, now))
            await keep(tx, merged := _merged(other, now))
            await follow(tx, merged, now)
    return (await MOVE.one(tx, BatchParams(**merge.pair, limit=LIMIT))).counts


async def _give_up(tx: Transaction, held: Subscription, at: datetime) -> None:
    if held.open is not None:
        await orders.cancel(tx, held.open.order_id, "NOT_WANTED", at)


def _credited(own: Subscription, other: Subscription, at: datetime) -> Subscription:
    """The survivor's, with the credit of the other, where that is in the same currency."""
    if own.terms.currency != other.terms.currency:
        return own
    twice = other.value_minor if own.terms.tier_id == other.terms.tier_id else 0
    left = share_left(twice, other.left(at), other.period_end - other.period_start)
    return own.model_copy(update={"credit_minor": own.credit_minor + other.credit_minor + left})


def _merged(other: Subscription, at: datetime) -> Subscription:
    """The other, which isn't renewed: its grants go on to the end they have."""
    ended = max(at, other.access_until)
    return expire(other, ended, EndReason.MERGED).model_copy(update={"credit_minor": 0})
