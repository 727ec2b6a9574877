"""What a payment processor of random histories remembers: payments, what of them went back, and pages to pay at."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.payment import Outcome, Purchase, Standing


class Card(StrEnum):
    """What becomes of charging a member's card."""

    GOOD = "GOOD"
    DECLINED = "DECLINED"
    SLOW = "SLOW"


@dataclass
class Back:
    """Money that goes back to who paid."""

    key: str
    reference: str
    amount: int
    state: Outcome


@dataclass
class Dispute:
    """A payment that was taken back; `won` is from the community's side, None while it is open."""

    reference: str
    amount: int
    won: bool | None = None


@dataclass
class Intent:
    """A payment, whatever came of it."""

    reference: str
    order_id: str
    amount: int
    fee: int
    standing: Standing
    at: datetime
    means: str | None
    attempt: int = 0
    """Of a charge; 0 of what was paid at a checkout."""
    backs: dict[str, Back] = field(default_factory=dict)
    disputes: list[Dispute] = field(default_factory=list)

    @property
    def disputed(self) -> bool:
        """Whether a bank has its money, for now or for good."""
        return any(one.won is not True for one in self.disputes)

    @property
    def left(self) -> int:
        """What of it wasn't sent back."""
        return self.amount - sum(back.amount for back in self.backs.values() if back.state is not Outcome.FAILED)

    @property
    def kept(self) -> int:
        """What of it is the community's: neither sent back nor taken back."""
        if self.standing is not Standing.PAID:
            return 0
        taken = sum(one.amount for one in self.disputes if one.won is not True)
        gone = sum(back.amount for back in self.backs.values() if back.state is Outcome.SUCCEEDED)
        return self.amount - gone - taken


@dataclass
class Session:
    """A page where one order can be paid once."""

    reference: str
    purchase: Purchase
    intent: Intent | None = None
