"""Disputes in the graph: money and access go when a bank takes a payment back, and come back when it is won.

Opened and closed may be told in any order and more than once: what was closed isn't opened again.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.dispute import DISPUTED, Dispute, DisputeState, disputed_parts, given_back, taken
from domain.gift import grants
from domain.grant import Given, Source, SourceKind
from domain.ledger import Entry, LedgerEntryKind, Posting
from domain.order import SETTLED, Order, PaymentState
from domain.outbox import EventType
from domain.payment import Told
from graph import grant, ledger, order_seats, outbox, subscription
from graph.content import IdsParams
from graph.database import Transaction
from graph.order import told as told_of
from graph.order_store import PAID_BY, ReferenceParams, lock_all
from graph.queries import NoRow, Params, Query


class KeyParams(Params):
    key: str


class KeepParams(KeyParams):
    properties: dict[str, Any]


class PaymentParams(ReferenceParams):
    state: PaymentState


KEEP = Query("dispute/keep", KeepParams, NoRow)
BY_KEY = Query("dispute/by_key", KeyParams, Dispute)
OF_ORDERS = Query("dispute/of_orders", IdsParams, Dispute)
SET_PAYMENT = Query("dispute/set_payment", PaymentParams, NoRow)


async def of_orders(tx: Transaction, ids: Sequence[str]) -> dict[str, list[Dispute]]:
    """The disputes of orders, the first first; nothing for those that have none."""
    return await OF_ORDERS.grouped(tx, IdsParams(ids=ids), lambda dispute: dispute.order_id)


async def open(tx: Transaction, told: Told) -> str | None:
    """Take back what a bank takes back; why nothing is, when that is so."""
    order, known = await _locked(tx, told)
    if order is None:
        return "No payment of ours."
    if known is None:
        await _open(tx, order, told)
    return None


async def close(tx: Transaction, told: Told) -> str | None:
    """Give back what was won, and leave what was lost; why nothing is, when that is so."""
    order, known = await _locked(tx, told)
    if order is None:
        return "No payment of ours."
    known = known or await _open(tx, order, told)
    if known.state is not DisputeState.OPEN:
        return None
    won, more = bool(told.won), told.fee_minor - known.fee_minor
    state = DisputeState.WON if won else DisputeState.LOST
    closed = {"state": state, "closed_at": told.at, "fee_minor": told.fee_minor}
    await KEEP.run(tx, _kept(known.key, **closed, **({"withholds": None} if won else {})))
    payment = await _standing(tx, known, won)
    await _mark(tx, known, payment)
    kind = LedgerEntryKind.DISPUTE_WON if won else LedgerEntryKind.DISPUTE
    moved = given_back(order, known, more) if won else taken(order, {}, more)
    await _post(tx, order, f"dispute_closed:{known.key}", kind, moved, told.at)
    if payment is PaymentState.SUCCEEDED:
        await _give_again(tx, order, told.at)
    if not won:
        gone = [line for line in order.lines if line.n in known.lines]
        await order_seats.let_go(tx, order, gone, told.at, order_seats.DISPUTE_LOST)
    await _tell(tx, EventType.ORDER_DISPUTE_CLOSED, order, told, won=won)
    return None


async def _standing(tx: Transaction, decided: Dispute, won: bool) -> PaymentState:
    """How a payment stands once this is decided: another dispute of it may be open, or lost."""
    every = (await of_orders(tx, [decided.order_id])).get(decided.order_id, [])
    others = [one.state for one in every if one.key != decided.key]
    if not won or DisputeState.LOST in others:
        return PaymentState.LOST
    return PaymentState.DISPUTED if DisputeState.OPEN in others else PaymentState.SUCCEEDED


async def _open(tx: Transaction, order: Order, told: Told) -> Dispute:
    assert told.reference is not None and told.amount_minor is not None and told.payment_reference is not None
    parts = disputed_parts(order, told.amount_minor)
    dispute = Dispute(
        key=f"{told.processor}:{told.reference}",
        processor=told.processor,
        reference=told.reference,
        payment_reference=told.payment_reference,
        order_id=order.id,
        state=DisputeState.OPEN,
        reason=told.reason,
        lines=tuple(parts),
        amounts=tuple(parts.values()),
        amount_minor=sum(parts.values()),
        fee_minor=told.fee_minor,
        currency=order.currency,
        opened_at=told.at,
        closed_at=None,
    )
    await KEEP.run(tx, _kept(**dispute.model_dump(exclude_none=True), withholds=order.subscription_id))
    await _mark(tx, dispute, PaymentState.DISPUTED)
    moved = taken(order, parts, told.fee_minor)
    await _post(tx, order, f"dispute:{dispute.key}", LedgerEntryKind.DISPUTE, moved, told.at)
    await grant.end(tx, _source(order), told.at, DISPUTED)
    await _tell(tx, EventType.ORDER_DISPUTED, order, told)
    return dispute


async def _locked(tx: Transaction, told: Told) -> tuple[Order | None, Dispute | None]:
    """The order of the payment behind the locks of its people, and the dispute as it is kept."""
    named = ReferenceParams(processor=told.processor, reference=told.payment_reference or "")
    payment = await PAID_BY.one_or_none(tx, named)
    if payment is None or payment.state in (PaymentState.FAILED, PaymentState.RETURNED):
        return None, None  # it settled nothing
    order = await lock_all(tx, payment.order_id)
    return order, await BY_KEY.one_or_none(tx, KeyParams(key=f"{told.processor}:{told.reference}"))


async def _mark(tx: Transaction, dispute: Dispute, state: PaymentState) -> None:
    params = PaymentParams(processor=dispute.processor, reference=dispute.payment_reference, state=state)
    await SET_PAYMENT.run(tx, params)


async def _post(
    tx: Transaction, order: Order, key: str, kind: LedgerEntryKind, postings: Sequence[Posting], at: datetime
) -> None:
    if postings:
        memo = f"Invoice {order.number}"
        await ledger.post(tx, Entry.keyed(key, kind, at, postings, memo, order.id, order.paid_at))


async def _give_again(tx: Transaction, order: Order, at: datetime) -> None:
    """Give what the dispute ended, as far as the order gives it: it may have been paid back meanwhile."""
    if order.subscription_id is not None:
        await subscription.give_again(tx, order.subscription_id, at)
        return
    since = order.held_since
    if order.state not in SETTLED or since is None:
        return
    still = {id: given.expires_at for given in grants(order, since) for id in given.benefit_ids}
    for row in await grant.ended_by(tx, _source(order), DISPUTED):
        if row.benefit_id in still:
            end = still[row.benefit_id]
            await grant.give(tx, Given(row.user_id, (row.benefit_id,), _source(order), row.granted_at, end))


async def _tell(tx: Transaction, type: EventType, order: Order, told: Told, **more: object) -> None:
    about = {"disputeReference": told.reference, **({"disputeReason": told.reason} if told.reason else {}), **more}
    await outbox.append(tx, [told_of(type, order, told.at, told.reference or "", **about)])


def _source(order: Order) -> Source:
    if order.subscription_id is not None:
        return Source(SourceKind.SUBSCRIPTION, order.subscription_id)
    return order.source


def _kept(key: str, **properties: Any) -> KeepParams:
    return KeepParams(key=key, properties=properties)
