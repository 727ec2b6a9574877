"""A payment processor for random histories: it remembers what it did, and tells of it late, twice, or not at all.

It is the truth outside Stoa: what was paid, returned and disputed there is what the books have to come to. Asked again
under a key it answers what it answered before, as processors do; while it is `down` it answers nothing, and when it
`dies_after` it does what it is asked and then doesn't answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.payment import (
    Charge,
    ChargeOutcome,
    Checkout,
    NotGenuine,
    Outcome,
    ProcessorDown,
    Purchase,
    RefundOutcome,
    Return,
    Seen,
    Standing,
    Told,
    ToldKind,
    checkout_key,
)
from tests.histories.bank_records import Back, Card, Session
from tests.histories.bank_world import NAME, World


@dataclass
class Bank(World):
    """The processor, as Stoa sees it."""

    name: str = NAME
    online: bool = True
    down: bool = False
    dies_after: bool = False
    returns: Outcome = Outcome.SUCCEEDED
    """What becomes at first of money that is to go back."""
    charges: list[tuple[Charge, ChargeOutcome | None]] = field(default_factory=list)
    """What was to be charged, and what it answered; None where it didn't."""

    async def checkout(self, purchase: Purchase) -> Checkout:
        self._answers()
        key = checkout_key(purchase)
        session = self.sessions.setdefault(key, Session(f"cs_{len(self.sessions)}", purchase))
        self._dies()
        url = f"https://bank.example/{session.reference}"
        return Checkout(url=url, reference=session.reference, expires_at=purchase.expires_at)

    async def charge(self, charge: Charge) -> ChargeOutcome:
        self.charges.append((charge, None))
        self._answers()
        made = self.of_order(charge.order_id)
        best = next((one for one in made if one.standing is Standing.PAID), None)
        best = best or next((one for one in made if one.standing is Standing.PROCESSING), None)
        best = best or next((one for one in made if one.attempt == charge.attempt), None)
        if best is None:
            standing = {Card.GOOD: Standing.PAID, Card.SLOW: Standing.PROCESSING, Card.DECLINED: Standing.OPEN}
            card = self.cards.get(charge.user_id, Card.GOOD)
            best = self.made(charge.order_id, charge.amount_minor, standing[card], charge.means)
            best.attempt = charge.attempt
            if card is Card.GOOD:
                self.tell(ToldKind.PAID, best)
        self._dies()
        states = {Standing.PAID: Outcome.SUCCEEDED, Standing.PROCESSING: Outcome.PENDING}
        state = states.get(best.standing, Outcome.FAILED)
        reason = "declined" if state is Outcome.FAILED else None
        answer = ChargeOutcome(state=state, paid=self.seen(best).paid, reason=reason)
        self.charges[-1] = charge, answer
        return answer

    async def refund(self, wanted: Return) -> RefundOutcome:
        self._answers()
        intent = self.intents[wanted.payment_reference]
        back = intent.backs.get(wanted.key)
        if back is None:
            refused = intent.disputed or wanted.amount_minor > intent.left
            state = Outcome.FAILED if refused else self.returns
            back = Back(wanted.key, self.new("re"), wanted.amount_minor, state)
            intent.backs[wanted.key] = back
            if back.state is Outcome.SUCCEEDED:
                self.tell_of(intent, back)
        self._dies()
        reason = "refused" if back.state is Outcome.FAILED else None
        return RefundOutcome(state=back.state, reference=back.reference, reason=reason)

    async def look(self, order_id: str, checkout_reference: str | None) -> Seen:
        self._answers()
        return self.stands(order_id, checkout_reference)

    def stands(self, order_id: str, checkout_reference: str | None) -> Seen:
        """How an order stands by its checkout, or by its payments where nobody knows of that."""
        sessions = [one for one in self.sessions.values() if one.reference == checkout_reference]
        if not sessions:
            paid = next((one for one in self.of_order(order_id) if one.standing is Standing.PAID), None)
            return self.seen(paid) if paid else Seen(standing=Standing.UNKNOWN, order_id=order_id)
        (session,) = sessions
        if session.intent is not None:
            return self.seen(session.intent)
        over = session.purchase.expires_at <= self.now
        return Seen(standing=Standing.EXPIRED if over else Standing.OPEN, order_id=order_id)

    async def payment(self, reference: str) -> Seen:
        self._answers()
        return self.seen(self.intents[reference])

    async def missed(self, since: datetime) -> Sequence[Told]:
        self._answers()
        return list(self.undelivered)

    def verify(self, body: bytes, headers: Mapping[str, str]) -> Told:
        raise NotGenuine("Its events are handed over as they are.")

    async def close(self) -> None:
        """It has no connections."""

    def _answers(self) -> None:
        if self.down:
            raise ProcessorDown("Not now.")

    def _dies(self) -> None:
        if self.dies_after:
            raise ProcessorDown("The answer was lost.")
