"""The world behind a payment processor of random histories: buyers who pay, banks that dispute, and what is told."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from domain.payment import Outcome, Paid, Seen, Standing, Told, ToldKind
from tests.histories.bank_records import Back, Card, Dispute, Intent, Session

NAME = "bank"
DISPUTE_FEE = 1_500


@dataclass
class World:
    """Everything that happened with money outside Stoa. Its clock is that of the history."""

    currency: str
    now: datetime
    cards: dict[str, Card] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    intents: dict[str, Intent] = field(default_factory=dict)
    waiting: list[Told] = field(default_factory=list)
    """Events that weren't delivered yet."""
    undelivered: list[Told] = field(default_factory=list)
    """Events that couldn't be."""
    delivered: list[Told] = field(default_factory=list)
    numbers: int = 0

    def open_sessions(self) -> list[Session]:
        """Where somebody could pay now."""
        return [one for one in self.sessions.values() if one.intent is None and self.now < one.purchase.expires_at]

    def pay(self, session: Session, slowly: bool) -> Intent:
        """Somebody pays; what is paid `slowly` arrives later, or doesn't."""
        of = session.purchase
        means = f"card_{of.user_id}" if of.keeps_means else None
        standing = Standing.PROCESSING if slowly else Standing.PAID
        session.intent = self.made(of.order_id, of.amount_minor, standing, means)
        self.tell(ToldKind.PROCESSING if slowly else ToldKind.PAID, session.intent)
        return session.intent

    def arrive(self, intent: Intent, well: bool) -> None:
        """What was paid slowly arrives, or is known not to."""
        intent.standing, intent.at = Standing.PAID if well else Standing.OPEN, self.now
        self.tell(ToldKind.PAID if well else ToldKind.PAYMENT_FAILED, intent)

    def arrive_back(self, intent: Intent, back: Back, well: bool) -> None:
        """What was sent back slowly arrives, or doesn't."""
        back.state = Outcome.SUCCEEDED if well else Outcome.FAILED
        self.tell_of(intent, back)

    def send_back(self, intent: Intent, amount: int) -> None:
        """Somebody pays back at the processor's own pages."""
        reference = self.new("re")
        back = intent.backs[reference] = Back(reference, reference, amount, Outcome.SUCCEEDED)
        self.tell_of(intent, back)

    def dispute(self, intent: Intent) -> Dispute:
        """A buyer has their bank take back what is left of a payment."""
        opened = Dispute(self.new("dp"), intent.left)
        intent.disputes.append(opened)
        self._tell_dispute(ToldKind.DISPUTED, intent, opened)
        return opened

    def close_dispute(self, intent: Intent, open: Dispute, won: bool) -> None:
        """The bank decides whose the money is."""
        open.won = won
        self._tell_dispute(ToldKind.DISPUTE_CLOSED, intent, open)

    def of_order(self, order_id: str) -> list[Intent]:
        """What was tried to pay an order."""
        return [one for one in self.intents.values() if one.order_id == order_id]

    def seen(self, intent: Intent) -> Seen:
        """How a payment stands."""
        if intent.standing is not Standing.PAID:
            return Seen(standing=intent.standing, order_id=intent.order_id)
        paid = Paid(
            processor=NAME,
            reference=intent.reference,
            amount_minor=intent.amount,
            currency=self.currency,
            fee_minor=intent.fee,
            at=intent.at,
            means=intent.means,
        )
        return Seen(standing=Standing.PAID, order_id=intent.order_id, paid=paid)

    def tell(self, kind: ToldKind, intent: Intent, **more: Any) -> None:
        """Have something told; when, and how often, is for others to say."""
        told = {"id": self.new("evt"), "processor": NAME, "type": kind, "kind": kind, "at": self.now}
        told |= {"order_id": intent.order_id, "payment_reference": intent.reference}
        self.waiting.append(Told.model_validate(told | more))

    def tell_of(self, intent: Intent, back: Back) -> None:
        """Have it told what became of money that was to go back."""
        key = None if back.key == back.reference else back.key
        more = {"key": key, "reference": back.reference, "outcome": back.state, "order_id": None}
        self.tell(ToldKind.REFUNDED, intent, amount_minor=back.amount, currency=self.currency, **more)

    def _tell_dispute(self, kind: ToldKind, intent: Intent, of: Dispute) -> None:
        more = {"reference": of.reference, "amount_minor": of.amount, "currency": self.currency, "won": of.won}
        self.tell(kind, intent, fee_minor=DISPUTE_FEE, order_id=None, reason="fraudulent", **more)

    def made(self, order_id: str, amount: int, standing: Standing, means: str | None) -> Intent:
        fee = min(amount, 25 + amount * 3 // 200)
        made = Intent(self.new("pi"), order_id, amount, fee, standing, self.now, means)
        self.intents[made.reference] = made
        return made

    def new(self, prefix: str) -> str:
        self.numbers += 1
        return f"{prefix}_{self.numbers}"
