"""What the nights make of a subscription in random histories: its next period charged, again and again, or its end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tests.histories.reference_order import CANCELLED
from tests.histories.reference_sales import Sales
from tests.histories.reference_subscription import CHANGE, EXPIRED, PAST_DUE, RENEWAL, Subscription


@dataclass
class Charged:
    """How a charge was answered: `reference` names its payment where it succeeded; `state` is None of no answer."""

    order_id: str
    state: str | None
    reference: str | None = None
    fee: int = 0
    at: datetime | None = None
    means: str | None = None


Ask = Callable[[str], Charged]
"""How the charge of a member was answered that comes next."""


def night(one: Subscription, all: Sales, at: datetime, ask: Ask, order_id: Callable[[str], str]) -> None:
    """The job runs at that moment: everything that is due is done, one step after the other."""
    while _step(one, all, at, ask, order_id):
        pass


def _step(one: Subscription, all: Sales, at: datetime, ask: Ask, order_id: Callable[[str], str]) -> bool:
    """One step; whether there may be another."""
    if one.state == EXPIRED:
        return False
    if one.state == PAST_DUE:
        return one.next_attempt is not None and one.next_attempt <= at and _due(one, all, at, ask, order_id)
    if one.end > at:
        if one.open is None or one.open.kind != CHANGE or not one.open.to_charge:
            return False
        return _charge(one, all, at, ask)
    if one.state == CANCELLED:
        one.expire(one.end)
        return True
    return _due(one, all, at, ask, order_id)


def _due(one: Subscription, all: Sales, at: datetime, ask: Ask, order_id: Callable[[str], str]) -> bool:
    if one.open is not None and one.open.kind == CHANGE:
        all.cancel(one.open.order, at)
    if one.open is None:
        thing = one.upcoming
        credit = min(one.credit, thing.amount)
        if credit == thing.amount:
            one.renew(thing, thing.amount, credit, at)
            return True
        one.order(all, RENEWAL, order_id(one.id), at, None, None)
    if one.means is None:
        one.unsettled(all, at)
        return True
    return _charge(one, all, at, ask)


def _charge(one: Subscription, all: Sales, at: datetime, ask: Ask) -> bool:
    assert one.open is not None
    open, answer = one.open, ask(one.user)
    if answer.state is None:
        return False
    if answer.state == "SUCCEEDED" and answer.reference is not None and answer.at is not None:
        all.settle(open.order, answer.reference, open.order.total, answer.fee, answer.at, answer.means)
        return True
    if open.kind != CHANGE:
        one.unsettled(all, at)
    elif answer.state == "FAILED":
        all.cancel(open.order, at)
    else:
        open.to_charge = False
    return True
