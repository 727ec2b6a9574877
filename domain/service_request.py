"""The way of a service from request to acceptance: what each step takes, and what a request becomes by it.

Every step is pure: it takes a request and a moment, and gives the request that follows, or refuses. Money is held from
payment on; whatever the end, all of it has gone by then, to the provider or back to the buyer.
"""

from datetime import datetime, timedelta
from typing import Any

from domain.errors import Conflict
from domain.money import Money
from domain.service import ENDS, ServiceDecision, ServiceEndReason, ServiceParty, ServiceRequest, ServiceState
from domain.service_terms import BUYER_ANSWERS, ServiceOffer

S = ServiceState
BEFORE_PAYMENT = frozenset({S.REQUESTED, S.OFFERED, S.ACCEPTED})

NEXT: dict[ServiceState, frozenset[ServiceState]] = {
    S.REQUESTED: frozenset({S.OFFERED, S.CANCELLED}),
    S.OFFERED: frozenset({S.OFFERED, S.ACCEPTED, S.CANCELLED}),
    S.ACCEPTED: frozenset({S.OFFERED, S.PAID, S.CANCELLED}),
    S.PAID: frozenset({S.PAID, S.DELIVERED, S.DISPUTED, S.RETURNING, S.RETURNED}),
    S.DELIVERED: frozenset({S.DELIVERED, S.COMPLETED, S.DISPUTED, S.RETURNING, S.RETURNED}),
    S.DISPUTED: frozenset({S.DISPUTED, S.COMPLETED, S.RETURNING, S.RETURNED}),
    S.RETURNING: frozenset({S.RETURNING, S.DISPUTED, S.SPLIT, S.RETURNED}),
    **{end: frozenset() for end in ENDS},
}
"""What each state may become. What is in both is a new offer, or part of the money that was paid back meanwhile."""


def offered(request: ServiceRequest, offer: ServiceOffer, at: datetime) -> ServiceRequest:
    """The provider says what it costs; a new offer takes the place of the one before.

    Raises:
        Conflict: one was accepted, or the request has ended.
    """
    _check(request, {S.REQUESTED, S.OFFERED})
    return become(
        request,
        S.OFFERED,
        amount_minor=offer.price.amount_minor,
        currency=offer.price.currency,
        offers=request.offers + 1,
        offer_until=offer.until,
        work_days=offer.work_days,
        offer_note=offer.note,
    )


def accepted(request: ServiceRequest, order_id: str, expected: Money | None, at: datetime) -> ServiceRequest:
    """The buyer takes the offer: an order waits to be paid.

    Raises:
        Conflict: there is no offer, it has ended, or is another than the buyer was shown.
    """
    _check(request, {S.OFFERED})
    if request.offer_until is None or at >= request.offer_until:
        raise Conflict("This offer has ended: ask its provider for another.", ("input", "id"))
    if expected is not None and expected != request.price:
        said = f"It costs {request.amount_minor:,} minor units of {request.currency} now: show that, and accept it."
        raise Conflict(said, ("input", "expectedPrice"))
    return become(request, S.ACCEPTED, order_id=order_id, orders=request.orders + 1)


def unpaid(request: ServiceRequest) -> ServiceRequest:
    """Its order won't be paid any more: the offer holds as long as it said. As it is where it waits for none."""
    return become(request, S.OFFERED, order_id=None) if request.state is S.ACCEPTED else request


def paid(request: ServiceRequest, share_minor: int, at: datetime) -> ServiceRequest:
    """Its order is paid: the provider's share is held. As it is where it waits for no payment."""
    if request.state is not S.ACCEPTED:
        return request
    deliver_by = at + timedelta(days=request.work_days or 0)
    return become(request, S.PAID, escrow_minor=share_minor, deliver_by=deliver_by)


def delivered(request: ServiceRequest, note: str | None, at: datetime) -> ServiceRequest:
    """The provider has done it; from now on the buyer has time to look at it. After its day it may still be.

    Raises:
        Conflict: it isn't paid, was delivered before, or has ended.
    """
    _check(request, {S.PAID})
    return become(request, S.DELIVERED, delivered_at=at, delivery_note=note, accept_by=at + BUYER_ANSWERS)


def completed(
    request: ServiceRequest, at: datetime, reason: ServiceEndReason = ServiceEndReason.BY_BUYER
) -> ServiceRequest:
    """The buyer is content: what is held is the provider's.

    Raises:
        Conflict: nothing was delivered, it is disputed, or has ended.
    """
    _check(request, {S.DELIVERED})
    return ended(request, S.COMPLETED, reason, at)


def disputed(request: ServiceRequest, reason: str, at: datetime) -> ServiceRequest:
    """The buyer isn't: operators decide.

    Raises:
        Conflict: it isn't paid, is disputed already, or has ended.
    """
    _check(request, {S.PAID, S.DELIVERED})
    return become(request, S.DISPUTED, disputed_at=at, dispute_reason=reason)


def decided(
    request: ServiceRequest, decision: ServiceDecision, note: str, refund_id: str | None, at: datetime
) -> ServiceRequest:
    """Operators decide. What goes back is on its way until its refund went: then the rest is the provider's.

    Raises:
        Conflict: it isn't disputed.
    """
    _check(request, {S.DISPUTED})
    said = request.model_copy(update={"decision": decision, "decision_note": note})
    if decision is ServiceDecision.RELEASE:
        return ended(said, S.COMPLETED, ServiceEndReason.DECIDED, at)
    return become(said, S.RETURNING, refund_id=refund_id, end_reason=ServiceEndReason.DECIDED)


def is_late(request: ServiceRequest, at: datetime) -> bool:
    """Whether it is paid, and should have been delivered by now."""
    return request.state is S.PAID and request.deliver_by is not None and at >= request.deliver_by


def check_cancellable(request: ServiceRequest, by: ServiceParty, at: datetime) -> bool:
    """Whether to cancel it means to pay back.

    Raises:
        Conflict: it has ended, money is on its way back, or the buyer has paid and the provider still has time.
    """
    if request.state in BEFORE_PAYMENT:
        return False
    _check(request, {S.PAID, S.DELIVERED, S.DISPUTED})
    if by is ServiceParty.BUYER and not is_late(request, at):
        raise Conflict(
            "It is paid: ask the provider to cancel it, or dispute it. Once its day is over undelivered, you can.",
            ("input", "id"),
        )
    return True


def cancelled(request: ServiceRequest, by: ServiceParty, refund_id: str | None, at: datetime) -> ServiceRequest:
    """One of the two gives it up: the buyer what isn't paid or is late, the provider whatever hasn't ended.

    Raises:
        Conflict: as `check_cancellable` says.
    """
    reason = ServiceEndReason.BY_BUYER if by is ServiceParty.BUYER else ServiceEndReason.BY_PROVIDER
    if check_cancellable(request, by, at):
        return become(request, S.RETURNING, refund_id=refund_id, end_reason=reason)
    return ended(request, S.CANCELLED, reason, at)


def _check(request: ServiceRequest, states: set[ServiceState]) -> None:
    if request.state not in states:
        wanted = " or ".join(state.value for state in ServiceState if state in states)
        raise Conflict(f"This service is {request.state}: that takes one that is {wanted}.", ("input", "id"))


def become(request: ServiceRequest, state: ServiceState, **changes: Any) -> ServiceRequest:
    """The request in another state, with what else changes."""
    return request.model_copy(update={"state": state, **changes})


def ended(request: ServiceRequest, state: ServiceState, reason: ServiceEndReason, at: datetime) -> ServiceRequest:
    """The request at an end, with nothing held."""
    return become(request, state, escrow_minor=0, ended_at=at, end_reason=reason)
