"""Subscriptions in time: told of what comes, charged for the next period, and ended when nobody pays.

What is to be charged is written first, as an order; the processor is asked once that is committed, and its answer is
written by `answered`. Whoever is killed in between leaves the order open, and the next run asks under the same key.
"""

from dataclasses import dataclass
from datetime import datetime

from domain.notification import NotificationKind
from domain.order import OrderState
from domain.outbox import EventType
from domain.payment import ChargeOutcome, Outcome
from domain.renewal import Dunning, Step, credit_for, renewed, step, unsettled
from domain.subscription import EndReason, OpenKind, Subscription, SubscriptionState, expire
from graph import order as orders
from graph import settlement
from graph.database import Transaction
from graph.subscription import save
from graph.subscription_order import Asked, asked_of, order_period
from graph.subscription_store import hold


@dataclass(frozen=True, slots=True)
class Advanced:
    """What became of a subscription by one step: whether there may be another, and what is to be charged first."""

    step: Step
    asked: Asked | None = None


async def advance(tx: Transaction, id: str, order_id: str, at: datetime, dunning: Dunning) -> Advanced:
    """Do what is due for a subscription, one step of it; `order_id` is for an order, where that takes one."""
    held = await hold(tx, id)
    due = step(held, at) if held is not None else Step.NOTHING
    if held is None or due is Step.NOTHING:
        return Advanced(Step.NOTHING)
    match due:
        case Step.NOTICE:
            trial = held.state is SubscriptionState.TRIALING
            kind = NotificationKind.TRIAL_ENDS if trial else NotificationKind.SUBSCRIPTION_RENEWS
            await save(tx, held, held.model_copy(update={"noticed": True}), at, concerns=kind)
        case Step.EXPIRE:
            await _expire(tx, held, expire(held, held.period_end, EndReason.CANCELLED), at)
        case Step.CHARGE_CHANGE:
            return Advanced(due, asked_of(held))
        case _:
            return Advanced(due, await _renew(tx, held, order_id, at, dunning))
    return Advanced(due)


async def _renew(tx: Transaction, held: Subscription, order_id: str, at: datetime, dunning: Dunning) -> Asked | None:
    """Charge the next period, or take it from the credit; without what it can be charged to it waits to be paid."""
    if held.open is not None and held.open.kind is OpenKind.CHANGE:
        await orders.cancel(tx, held.open.order_id, "SUPERSEDED", at)
        held = held.model_copy(update={"open": None})
    terms, credit = held.upcoming, credit_for(held, held.upcoming)
    if held.open is None and credit == terms.amount_minor:
        after = renewed(held, terms, terms.amount_minor, credit, at)
        await save(tx, held, after, at, EventType.SUBSCRIPTION_RENEWED)
        return None
    if held.open is None:
        held = await order_period(tx, held, OpenKind.RENEWAL, order_id, at) or held
    if held.processor_reference is None:
        await _unsettled(tx, held, at, dunning)
        return None
    return asked_of(held)


async def answered(tx: Transaction, asked: Asked, outcome: ChargeOutcome, at: datetime, dunning: Dunning) -> None:
    """Write what a processor answered to a charge; what was written already, by a webhook say, stays."""
    order_id = asked.charge.order_id
    if outcome.state is Outcome.SUCCEEDED and outcome.paid is not None:
        settled = await settlement.settle(tx, order_id, outcome.paid)
        if settled.state is not OrderState.PENDING:
            return
    held = await hold(tx, asked.subscription_id)
    if held is None or held.open is None or held.open.order_id != order_id:
        return
    failed = outcome.state is not Outcome.PENDING
    if held.open.charges != asked.charge.attempt - 1:
        return
    order = held.open.model_copy(update={"charges": held.open.charges + failed})
    held = held.model_copy(update={"open": order})
    if order.kind is not OpenKind.CHANGE:
        await _unsettled(tx, held, at, dunning)
    elif failed:
        await save(tx, held, held, at, concerns=NotificationKind.SUBSCRIPTION_UNPAID)
        await orders.cancel(tx, order_id, "UNPAID", at)
    else:
        await save(tx, held, held.model_copy(update={"open": order.model_copy(update={"to_charge": False})}), at)


async def _unsettled(tx: Transaction, held: Subscription, at: datetime, dunning: Dunning) -> None:
    """Let a subscription be past due, and tell its member; after the last attempt it expires."""
    after = unsettled(held, held.open, dunning, at)
    if not after.is_live:
        await _expire(tx, held, after, at)
        return
    told = None if held.state is SubscriptionState.PAST_DUE else EventType.SUBSCRIPTION_PAST_DUE
    await save(tx, held, after, at, told, NotificationKind.SUBSCRIPTION_UNPAID)


async def _expire(tx: Transaction, held: Subscription, after: Subscription, at: datetime) -> None:
    """Let a subscription end, tell its member, and take back the order that waited."""
    await save(tx, held, after, at, EventType.SUBSCRIPTION_EXPIRED, NotificationKind.SUBSCRIPTION_EXPIRED)
    if held.open is not None:
        await orders.cancel(tx, held.open.order_id, str(after.end_reason), at)
