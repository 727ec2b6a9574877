"""How services end that nobody brings to an end: by refunds, by time, by erasure; and what money moves with each step.

Every step is pure, as those of `domain.service_request` are.
"""

from datetime import datetime

from domain.ledger import Posting, earnings, escrow, moved
from domain.service import HELD, ServiceEndReason, ServiceRequest, ServiceState
from domain.service_request import BEFORE_PAYMENT, become, completed, disputed, ended, is_late

S = ServiceState
_NOT_RETURNED = {
    S.PAID: "Its provider still has time to deliver it: until then it can be disputed.",
    S.DELIVERED: "It was delivered: it is to be accepted or disputed.",
    S.DISPUTED: "Operators decide its dispute.",
    S.RETURNING: "What goes back of it is on its way.",
    S.COMPLETED: "It was delivered and accepted.",
    S.SPLIT: "Operators have decided its dispute.",
}


def refunded(request: ServiceRequest, left_minor: int, whole: bool, at: datetime) -> ServiceRequest:
    """Something of its order was paid back: of the provider's share `left_minor` is left, which stays held."""
    if request.state not in HELD:
        return request
    left = request.model_copy(update={"escrow_minor": min(left_minor, request.escrow_minor)})
    if not whole:
        return left
    return ended(left, S.RETURNED, request.end_reason or ServiceEndReason.REFUNDED, at)


def split(request: ServiceRequest, at: datetime) -> ServiceRequest:
    """Its own refund went and took a part: the rest of what is held is the provider's. As it is where it ended."""
    if request.state is not S.RETURNING:
        return request
    return ended(request, S.SPLIT, request.end_reason or ServiceEndReason.DECIDED, at)


def not_refunded(request: ServiceRequest, at: datetime) -> ServiceRequest:
    """Its own refund failed: operators decide once more."""
    if request.state is not S.RETURNING:
        return request
    disputed_at = request.disputed_at or at
    return become(request, S.DISPUTED, refund_id=None, decision=None, end_reason=None, disputed_at=disputed_at)


def overdue(request: ServiceRequest, at: datetime) -> ServiceRequest:
    """What follows as nobody did anything in time: unoffered and unaccepted it ends, delivered it is accepted."""
    if request.due_at is None or at < request.due_at:
        return request
    if request.state is S.DELIVERED:
        return completed(request, at, ServiceEndReason.NOT_ANSWERED)
    reason = ServiceEndReason.NOT_OFFERED if request.state is S.REQUESTED else ServiceEndReason.OFFER_ENDED
    return ended(request, S.CANCELLED, reason, at)


def returnable(request: ServiceRequest, at: datetime) -> tuple[bool, str]:
    """Whether its buyer may have back all they paid for it, and why: only while it is late."""
    if is_late(request, at):
        return True, "It wasn't delivered in time."
    return False, _NOT_RETURNED.get(request.state, f"The service is {request.state}.")


def abandoned(request: ServiceRequest, at: datetime) -> ServiceRequest:
    """One of the two was erased: what isn't paid ends, and of what is, but not done, operators decide.

    Of what is paid it is the provider who is missed: a buyer who is gone accepts by not answering.
    """
    if request.state in BEFORE_PAYMENT:
        return ended(request, S.CANCELLED, ServiceEndReason.ERASED, at)
    if request.state is S.PAID:
        return disputed(request, "Its provider was erased.", at)
    return request


def escrow_moves(before: ServiceRequest, after: ServiceRequest) -> list[Posting]:
    """What a step moves between the provider's earnings and what is held; nothing where that stays."""
    held, provider, currency = after.escrow_minor - before.escrow_minor, before.provider_id, before.currency
    if held == 0 or provider is None or currency is None:
        return []
    return list(moved(held, currency, source=earnings(provider), target=escrow(before.id)))
