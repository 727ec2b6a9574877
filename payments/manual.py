"""The processor of communities that are paid by bank transfer or in cash: an operator says what was paid.

It moves no money, so everything it is asked succeeds or waits for an operator: a refund is one they send themselves.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.payment import (
    BY_HAND,
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
)


class Manual:
    """An operator confirms payments by `confirmPayment`."""

    name = BY_HAND
    online = False

    async def checkout(self, purchase: Purchase) -> Checkout:
        """There is no page to pay at: the order waits for its operator."""
        return Checkout(url=None, reference=purchase.order_id, expires_at=purchase.expires_at)

    async def charge(self, charge: Charge) -> ChargeOutcome:
        """A renewal waits for its operator as well."""
        return ChargeOutcome(state=Outcome.PENDING, reason="An operator confirms what was paid.")

    async def refund(self, wanted: Return) -> RefundOutcome:
        """Whoever refunds sends the money; the key is its reference."""
        return RefundOutcome(state=Outcome.SUCCEEDED, reference=wanted.key)

    async def look(self, order_id: str, checkout_reference: str | None) -> Seen:
        """Nobody knows more than Stoa."""
        return Seen(standing=Standing.OPEN, order_id=order_id)

    async def payment(self, reference: str) -> Seen:
        """Nobody knows more than Stoa."""
        return Seen(standing=Standing.UNKNOWN)

    async def missed(self, since: datetime) -> Sequence[Told]:
        """It tells nothing."""
        return []

    def verify(self, body: bytes, headers: Mapping[str, str]) -> Told:
        """It sends no webhooks.

        Raises:
            NotGenuine: always.
        """
        raise NotGenuine("The manual processor sends no webhooks.")

    async def close(self) -> None:
        """It has no connections."""
