"""Services that are given up or decided on in the graph, and the money that goes back for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.audit import AuditEntry
from domain.ids import UserId
from domain.money import Money
from domain.service import ServiceDecision, ServiceParty, ServiceRequest, ServiceState
from domain.service_request import cancelled, check_cancellable, decided
from graph import audit, refund, service_step
from graph import order as orders
from graph.database import Transaction
from graph.service_store import hold

NOT_WANTED = "NOT_WANTED"
"""Why an order was cancelled whose service was."""


@dataclass(frozen=True, slots=True)
class PayingBack:
    """What a refund needs. Of the processors in `at_once` nobody is asked; `back` is how much, all by default."""

    refund_id: str
    by: str
    reason: str
    at_once: Sequence[str]
    back: Money | None = None


async def decide(
    tx: Transaction, id: str, decision: ServiceDecision, note: str, back: PayingBack, entry: AuditEntry, at: datetime
) -> ServiceRequest:
    """Decide a dispute: all to the provider, all back to the buyer, or so much back and the rest to the provider.

    Raises:
        NotFound: there is no such request.
        Conflict: it isn't disputed, or nothing can be paid back.
        LimitReached, InvalidInput: so much can't be paid back.
    """
    before = await hold(tx, id)
    refund_id = None if decision is ServiceDecision.RELEASE else back.refund_id
    after = decided(before, decision, note, refund_id, at)
    await audit.append(tx, entry)
    if refund_id is None:
        return await service_step.step(tx, before, after, at)
    return await _pay_back(tx, before, after, back, None, at)


async def cancel(
    tx: Transaction,
    id: str,
    party: ServiceParty,
    back: PayingBack,
    by: UserId | None,
    at: datetime,
    entry: AuditEntry | None = None,
) -> ServiceRequest:
    """Give it up: with the order that waits, or with everything paid back. `entry` is of who does it for the community.

    Raises:
        NotFound: there is no such request.
        Conflict: it has ended, or its buyer has paid and the provider still has time.
    """
    before = await hold(tx, id)
    pays_back = check_cancellable(before, party, at)
    after = cancelled(before, party, back.refund_id, at)
    if entry is not None:
        await audit.append(tx, entry)
    if pays_back:
        return await _pay_back(tx, before, after, back, by, at)
    now = await service_step.step(tx, before, after, at, by)
    await give_up_order(tx, before, at)
    return now


async def give_up_order(tx: Transaction, request: ServiceRequest, at: datetime) -> None:
    """Cancel the order that waits to be paid for a request, if one does."""
    if request.state is ServiceState.ACCEPTED and request.order_id is not None:
        await orders.cancel(tx, request.order_id, NOT_WANTED, at)


async def _pay_back(
    tx: Transaction, before: ServiceRequest, after: ServiceRequest, back: PayingBack, by: UserId | None, at: datetime
) -> ServiceRequest:
    """Reserve the refund, and be done where its processor isn't asked: it goes back by the steps of refunds."""
    wanted = refund.Wanted(
        id=back.refund_id,
        key=f"service:{before.id}:{back.refund_id}",
        order_id=before.order_id or "",
        amount=back.back,
        line=None,
        reason=back.reason,
        by=back.by,
        at=at,
    )
    asked = await refund.request(tx, wanted)
    now = await service_step.step(tx, before, after, at, by)
    if asked.processor not in back.at_once:
        return now
    await refund.succeed(tx, asked.id, asked.key, at)
    return await hold(tx, before.id)
