"""Stripe, through its own library: Checkout for orders, kept cards for renewals, refunds, and signed webhooks.

Stoa keeps the calendar of subscriptions and asks for each renewal; Stripe's own subscriptions aren't used. The library
repeats nothing by itself: what failed is asked again by whoever finds the intent, under the same key. Stripe forgets a
key after a day or more, so before money moves it is asked whether it did already.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import stripe

from domain.errors import Conflict
from domain.payment import (
    Charge,
    ChargeOutcome,
    Checkout,
    NotGenuine,
    Outcome,
    Purchase,
    RefundOutcome,
    Return,
    Seen,
    Standing,
    Told,
    charge_key,
    checkout_key,
)
from payments import stripe_words as words
from payments.stripe_amount import to_stripe
from payments.stripe_client import Keys, StripeAccount, answered

EARLIER = timedelta(minutes=5)
"""A checkout ends so long before its order, so that what is paid in the last second is heard of in time."""
_FURTHEST = (Standing.PAID, Standing.PROCESSING, Standing.OPEN, Standing.EXPIRED, Standing.UNKNOWN)
FEES = "latest_charge.balance_transaction"


class Stripe:
    """A Stripe account. `back` is where buyers come back to, with `{id}` for the order's id."""

    name = words.NAME
    online = True

    def __init__(self, keys: Keys, back: str) -> None:
        self._keys, self._back = keys, back
        self._account = StripeAccount(keys)
        self._api = self._account.api

    async def checkout(self, purchase: Purchase) -> Checkout:
        """A page of Stripe's where an order is paid, and the card kept where renewals follow."""
        async with answered():
            session = await self._api.checkout.sessions.create_async(
                self._session(purchase), {"idempotency_key": checkout_key(purchase)}
            )
        ends = words.at(session.expires_at) if session.expires_at else purchase.expires_at
        return Checkout(url=session.url, reference=session.id, expires_at=ends)

    def _session(self, purchase: Purchase) -> stripe.params.checkout.SessionCreateParams:
        currency, named = purchase.currency, {words.ORDER: purchase.order_id}
        back = self._back.replace("{id}", purchase.order_id)
        params: stripe.params.checkout.SessionCreateParams = {
            "mode": "payment",
            "line_items": [
                {
                    "quantity": 1,
                    "price_data": {
                        "currency": currency.lower(),
                        "unit_amount": to_stripe(item.amount_minor, currency),
                        "product_data": {"name": item.name},
                    },
                }
                for item in purchase.items
            ],
            "client_reference_id": purchase.order_id,
            "metadata": named,
            "payment_intent_data": {"metadata": named, "capture_method": "automatic"},
            "expires_at": int((purchase.expires_at - EARLIER).timestamp()),
            "success_url": back,
            "cancel_url": back,
        }
        if purchase.keeps_means:
            params["customer_creation"] = "always"
            params["payment_intent_data"]["setup_future_usage"] = "off_session"
        return params

    async def charge(self, charge: Charge) -> ChargeOutcome:
        """A payment without its buyer, by what they left for it."""
        known = await self._made(charge.order_id)
        seen = _furthest(charge.order_id, known)
        if seen.standing in (Standing.PAID, Standing.PROCESSING):
            return _charged(seen)
        if failed := [row for row in known if words.meta(row, words.RENEWAL) == str(charge.attempt)]:
            return ChargeOutcome(state=Outcome.FAILED, reason=words.declined(failed[0]))
        customer, _, method = charge.means.partition("/")
        try:
            async with answered():
                intent = await self._api.payment_intents.create_async(
                    {
                        "amount": to_stripe(charge.amount_minor, charge.currency),
                        "currency": charge.currency.lower(),
                        "customer": customer,
                        "payment_method": method,
                        "off_session": True,
                        "confirm": True,
                        "capture_method": "automatic",
                        "description": charge.description,
                        "metadata": {words.ORDER: charge.order_id, words.RENEWAL: str(charge.attempt)},
                        "expand": [FEES],
                    },
                    {"idempotency_key": charge_key(charge)},
                )
        except stripe.CardError as declined:
            reason = (declined.error and declined.error.decline_code) or declined.code or "declined"
            return ChargeOutcome(state=Outcome.FAILED, reason=reason)
        return _charged(words.seen(intent.to_dict()), words.declined(intent.to_dict()))

    async def refund(self, wanted: Return) -> RefundOutcome:
        """Money back to where it came from."""
        async with answered():
            rows = await self._api.refunds.list_async({"payment_intent": wanted.payment_reference, "limit": 100})
            known = [row for row in rows.data if words.meta(row.to_dict(), words.REFUND) == wanted.key]
        if known:
            return _refunded(known[0])
        try:
            async with answered():
                made = await self._api.refunds.create_async(
                    {
                        "payment_intent": wanted.payment_reference,
                        "amount": to_stripe(wanted.amount_minor, wanted.currency),
                        "metadata": {words.REFUND: wanted.key},
                    },
                    {"idempotency_key": wanted.key},
                )
        except Conflict as refused:
            return RefundOutcome(state=Outcome.FAILED, reason=refused.message)
        return _refunded(made)

    async def look(self, order_id: str, checkout_reference: str | None) -> Seen:
        """How an order stands, by its checkout, or by the payments that name it."""
        if checkout_reference is None:
            return _furthest(order_id, await self._made(order_id))
        try:
            async with answered():
                session = await self._api.checkout.sessions.retrieve_async(
                    checkout_reference, {"expand": [f"payment_intent.{FEES}"]}
                )
        except Conflict:
            return Seen(standing=Standing.UNKNOWN, order_id=order_id)
        said = session.to_dict()
        if said["status"] == "expired":
            return Seen(standing=Standing.EXPIRED, order_id=words.meta(said, words.ORDER))
        intent = said.get("payment_intent")
        if said["status"] == "complete" and isinstance(intent, Mapping):
            return words.seen(intent)
        return Seen(standing=Standing.OPEN, order_id=words.meta(said, words.ORDER))

    async def payment(self, reference: str) -> Seen:
        """What a payment is for, and what was paid by it."""
        try:
            async with answered():
                intent = await self._api.payment_intents.retrieve_async(reference, {"expand": [FEES]})
        except Conflict:
            return Seen(standing=Standing.UNKNOWN)
        return words.seen(intent.to_dict())

    async def missed(self, since: datetime) -> Sequence[Told]:
        """What couldn't be delivered, whatever the reason; Stripe keeps it for thirty days."""
        async with answered():
            found = await self._api.events.list_async(
                {
                    "types": list(words.EVENTS),
                    "created": {"gte": int(since.timestamp())},
                    "delivery_success": False,
                    "limit": 100,
                }
            )
            events = [event.to_dict() async for event in found.auto_paging_iter()]
        return [words.told(event) for event in reversed(events)]

    def verify(self, body: bytes, headers: Mapping[str, str]) -> Told:
        """What a webhook tells: signed with our secret, in the last five minutes."""
        try:
            event = stripe.Webhook.construct_event(body, headers.get("stripe-signature"), self._keys.webhook_secret)
            return words.told(event.to_dict())
        except stripe.SignatureVerificationError as error:
            raise NotGenuine(error.user_message or "The signature is wrong.") from None
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            raise NotGenuine("This is no event of Stripe.") from error

    async def close(self) -> None:
        """Give its connections back."""
        await self._account.close()

    async def _made(self, order_id: str) -> list[words.Words]:
        """The payments that name an order; one that was made in the last minute isn't found yet."""
        async with answered():
            found = await self._api.payment_intents.search_async(
                {"query": f"metadata['{words.ORDER}']:'{order_id}'", "limit": 100, "expand": [f"data.{FEES}"]}
            )
        rows = [intent.to_dict() for intent in found.data]
        return [row for row in rows if words.meta(row, words.ORDER) == order_id]


def _furthest(order_id: str, made: Sequence[words.Words]) -> Seen:
    """How an order stands by its payments: the one that came furthest counts."""
    unknown = Seen(standing=Standing.UNKNOWN, order_id=order_id)
    return min(map(words.seen, made), key=lambda seen: _FURTHEST.index(seen.standing), default=unknown)


def _charged(seen: Seen, declined: str | None = None) -> ChargeOutcome:
    if seen.paid is not None:
        return ChargeOutcome(state=Outcome.SUCCEEDED, paid=seen.paid)
    pending = seen.standing is Standing.PROCESSING
    return ChargeOutcome(state=Outcome.PENDING) if pending else ChargeOutcome(state=Outcome.FAILED, reason=declined)


def _refunded(refund: stripe.Refund) -> RefundOutcome:
    state = words.REFUNDS.get(refund.status or "", Outcome.PENDING)
    return RefundOutcome(state=state, reference=refund.id, reason=refund.to_dict().get("failure_reason"))
