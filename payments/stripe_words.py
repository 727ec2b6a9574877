"""What Stripe says, in Stoa's words: payment intents as payments, events as what they tell.

Stripe's objects are read as they were sent, by their documented names; what isn't there is None.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from domain.payment import Outcome, Paid, Seen, Standing, Told, ToldKind
from payments.stripe_amount import from_stripe

NAME = "stripe"
ORDER = "stoa_order"
"""The key of the metadata that names an order, on everything that Stoa makes at Stripe."""
REFUND = "stoa_refund"
RENEWAL = "stoa_renewal"

Words = Mapping[str, Any]

OF_SESSION = {
    "checkout.session.completed": ToldKind.PAID,
    "checkout.session.async_payment_succeeded": ToldKind.PAID,
    "checkout.session.async_payment_failed": ToldKind.PAYMENT_FAILED,
    "checkout.session.expired": ToldKind.CHECKOUT_EXPIRED,
}
OF_INTENT = {
    "payment_intent.succeeded": ToldKind.PAID,
    "payment_intent.processing": ToldKind.PROCESSING,
}
OF_REFUND = ("refund.created", "refund.updated", "refund.failed", "charge.refund.updated")
OF_DISPUTE = {
    "charge.dispute.created": ToldKind.DISPUTED,
    "charge.dispute.funds_withdrawn": ToldKind.DISPUTED,
    "charge.dispute.closed": ToldKind.DISPUTE_CLOSED,
}
EVENTS = (*OF_SESSION, *OF_INTENT, *OF_REFUND, *OF_DISPUTE)
"""What a webhook endpoint at Stripe subscribes to."""

STANDINGS = {"succeeded": Standing.PAID, "processing": Standing.PROCESSING, "canceled": Standing.EXPIRED}
REFUNDS = {
    "succeeded": Outcome.SUCCEEDED,
    "failed": Outcome.FAILED,
    "canceled": Outcome.FAILED,
}


def told(event: Words) -> Told:
    """What an event tells."""
    type, thing = event["type"], event["data"]["object"]
    common = {"id": event["id"], "processor": NAME, "type": type, "at": at(event["created"])}
    if type in OF_SESSION:
        return Told(**common, **_of_session(type, thing))
    if type in OF_INTENT:
        return Told(**common, **_of_intent(type, thing))
    if type in OF_REFUND:
        return Told(**common, **_of_refund(thing))
    if type in OF_DISPUTE:
        return Told(**common, **_of_dispute(type, thing))
    return Told(**common, kind=ToldKind.OTHER)


def _of_session(type: str, session: Words) -> dict[str, Any]:
    kind, order_id = OF_SESSION[type], meta(session, ORDER)
    if kind is ToldKind.PAID and session.get("payment_status") == "unpaid":
        kind = ToldKind.PROCESSING  # a transfer: it is told when it arrives
    if order_id is None:
        kind = ToldKind.OTHER  # another shop's of the same account
    reason = "The payment failed." if kind is ToldKind.PAYMENT_FAILED else None
    named = {"payment_reference": id_of(session.get("payment_intent")), "reference": session["id"]}
    return {"kind": kind, "order_id": order_id, "reason": reason, **named}


def _of_intent(type: str, intent: Words) -> dict[str, Any]:
    order_id = meta(intent, ORDER)
    kind = OF_INTENT[type] if order_id is not None else ToldKind.OTHER
    return {"kind": kind, "order_id": order_id, "payment_reference": intent["id"]}


def _of_refund(refund: Words) -> dict[str, Any]:
    outcome = REFUNDS.get(refund["status"], Outcome.PENDING)
    return {
        "kind": ToldKind.OTHER if outcome is Outcome.PENDING else ToldKind.REFUNDED,
        "key": meta(refund, REFUND),
        "payment_reference": id_of(refund.get("payment_intent")),
        "reference": refund["id"],
        "outcome": outcome,
        "reason": refund.get("failure_reason"),
        **amount_of(refund),
    }


def _of_dispute(type: str, dispute: Words) -> dict[str, Any]:
    kind, status = OF_DISPUTE[type], dispute["status"]
    if status.startswith("warning_") or status == "prevented":
        kind = ToldKind.OTHER  # a bank that only asks takes no money, and has none to give back
    moved = [row for row in dispute.get("balance_transactions") or () if isinstance(row, Mapping)]
    return {
        "kind": kind,
        "payment_reference": id_of(dispute.get("payment_intent")),
        "reference": dispute["id"],
        "won": status == "won" if kind is ToldKind.DISPUTE_CLOSED else None,
        "reason": dispute.get("reason"),
        "fee_minor": sum(fee_in(dispute["currency"], row) for row in moved),
        **amount_of(dispute),
    }


def seen(intent: Words) -> Seen:
    """How the order of a payment intent stands."""
    standing = STANDINGS.get(intent["status"], Standing.OPEN)
    paid = paid_by(intent) if standing is Standing.PAID else None
    return Seen(standing=standing, order_id=meta(intent, ORDER), paid=paid)


def paid_by(intent: Words) -> Paid:
    """The payment of a payment intent that succeeded, with `latest_charge.balance_transaction` expanded for its fee."""
    charge = intent.get("latest_charge")
    charge = charge if isinstance(charge, Mapping) else {}
    currency = str(intent["currency"])
    return Paid(
        processor=NAME,
        reference=intent["id"],
        amount_minor=from_stripe(intent["amount_received"], currency.upper()),
        currency=currency.upper(),
        fee_minor=fee_in(currency, charge.get("balance_transaction")),
        at=at(charge.get("created") or intent["created"]),
        means=means_of(intent),
    )


def fee_in(currency: str, moved: object) -> int:
    """What Stripe kept of a movement, in minor units of a currency of ours.

    Where the account is kept in another currency, the fee is in that one: `amount × exchange_rate` is what arrived, so
    it is divided by the rate, and rounded.
    """
    if not isinstance(moved, Mapping) or not moved.get("fee"):
        return 0
    rate = moved.get("exchange_rate") if moved.get("currency") != currency else None
    fee = round(moved["fee"] / rate) if rate else moved["fee"]
    return from_stripe(fee, currency.upper())


def means_of(intent: Words) -> str | None:
    """What renewals can be charged to: the customer and how they paid; None when it wasn't to be kept."""
    customer, method = id_of(intent.get("customer")), id_of(intent.get("payment_method"))
    kept = intent.get("setup_future_usage") == "off_session" or meta(intent, RENEWAL) is not None
    return f"{customer}/{method}" if kept and customer and method else None


def declined(intent: Words) -> str:
    """Why a payment failed, in Stripe's words for programs, such as insufficient_funds."""
    error = intent.get("last_payment_error") or {}
    return str(error.get("decline_code") or error.get("code") or "declined")


def amount_of(thing: Words) -> dict[str, Any]:
    """The amount and currency of a refund or dispute, in ours."""
    currency = str(thing["currency"]).upper()
    return {"amount_minor": from_stripe(thing["amount"], currency), "currency": currency}


def meta(thing: Words, name: str) -> str | None:
    """What Stoa wrote on a thing at Stripe."""
    return (thing.get("metadata") or {}).get(name)


def id_of(thing: object) -> str | None:
    """The id of what is named by it, or expanded to the whole of it."""
    return thing["id"] if isinstance(thing, Mapping) else thing if isinstance(thing, str) else None


def at(seconds: float) -> datetime:
    """Stripe's time."""
    return datetime.fromtimestamp(seconds, UTC)
