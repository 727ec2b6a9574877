"""Services: what a member asks another, or the community, to do for money, and what is known of one that was asked for.

Money for it is held in escrow from payment until the work is accepted. Steps from state to state are in
`domain.service_request`.
"""

from datetime import timedelta
from enum import StrEnum

from domain.ids import UserId
from domain.money import Money
from domain.record import Moment, Record

REQUEST_HOLDS = timedelta(days=30)
"""How long a request waits for an offer."""


class ServiceKind(StrEnum):
    """What is asked for."""

    CONSULTING = "CONSULTING"
    PROJECT = "PROJECT"
    JOB_POST = "JOB_POST"
    FEATURED_SLOT = "FEATURED_SLOT"

    @property
    def is_place(self) -> bool:
        """Whether it is delivered by showing a content of the buyer's in an area for some days."""
        return self in {ServiceKind.JOB_POST, ServiceKind.FEATURED_SLOT}


class ServiceState(StrEnum):
    """Where a request stands."""

    REQUESTED = "REQUESTED"
    OFFERED = "OFFERED"
    ACCEPTED = "ACCEPTED"
    PAID = "PAID"
    DELIVERED = "DELIVERED"
    DISPUTED = "DISPUTED"
    RETURNING = "RETURNING"
    COMPLETED = "COMPLETED"
    SPLIT = "SPLIT"
    RETURNED = "RETURNED"
    CANCELLED = "CANCELLED"


ENDS = frozenset({ServiceState.COMPLETED, ServiceState.SPLIT, ServiceState.RETURNED, ServiceState.CANCELLED})
"""In which nothing is to come any more."""

HELD = frozenset({ServiceState.PAID, ServiceState.DELIVERED, ServiceState.DISPUTED, ServiceState.RETURNING})
"""In which its money is held."""


class ServiceEndReason(StrEnum):
    """Why a request ended as it did."""

    BY_BUYER = "BY_BUYER"
    BY_PROVIDER = "BY_PROVIDER"
    NOT_OFFERED = "NOT_OFFERED"
    OFFER_ENDED = "OFFER_ENDED"
    NOT_ANSWERED = "NOT_ANSWERED"
    DECIDED = "DECIDED"
    REFUNDED = "REFUNDED"
    ERASED = "ERASED"


class ServiceDecision(StrEnum):
    """How operators decide a dispute."""

    RELEASE = "RELEASE"
    RETURN = "RETURN"
    SPLIT = "SPLIT"


class ServiceParty(StrEnum):
    """What somebody is to a request."""

    BUYER = "BUYER"
    PROVIDER = "PROVIDER"


class ServiceRequest(Record):
    """One request with all that came of it. Amounts are minor units of `currency`.

    `provider_id` is who sells the product, None for the community, whose operators provide it then. Texts are None once
    who wrote them was erased.
    """

    id: str
    kind: ServiceKind
    product_id: str
    buyer_id: UserId
    provider_id: UserId | None
    state: ServiceState
    brief: str | None
    content_id: str | None = None
    area_id: str | None = None
    place_days: int | None = None
    """Of a place: what is shown, where, and for how long."""
    created_at: Moment
    amount_minor: int | None = None
    """What is offered or was agreed on, without tax."""
    currency: str | None = None
    offers: int = 0
    """How many were made: the last one counts."""
    offer_until: Moment | None = None
    work_days: int | None = None
    """Days from payment within which it is to be delivered."""
    offer_note: str | None = None
    orders: int = 0
    """How often an offer was accepted: an order that isn't paid in time is followed by another."""
    order_id: str | None = None
    escrow_minor: int = 0
    """What is held of the provider's share: the balance of its account in the ledger."""
    deliver_by: Moment | None = None
    delivered_at: Moment | None = None
    delivery_note: str | None = None
    accept_by: Moment | None = None
    """When it counts as accepted, if the buyer doesn't answer."""
    disputed_at: Moment | None = None
    dispute_reason: str | None = None
    decision: ServiceDecision | None = None
    decision_note: str | None = None
    refund_id: str | None = None
    """The refund by which money goes back, while it does and afterwards."""
    ended_at: Moment | None = None
    end_reason: ServiceEndReason | None = None

    @property
    def price(self) -> Money | None:
        """What is offered or was agreed on; None until there is an offer."""
        if self.amount_minor is None or self.currency is None:
            return None
        return Money(amount_minor=self.amount_minor, currency=self.currency)

    @property
    def escrow(self) -> Money | None:
        """What is held; None until there is an offer."""
        return Money(amount_minor=self.escrow_minor, currency=self.currency) if self.currency else None

    @property
    def due_at(self) -> Moment | None:
        """When something follows by itself, as nobody does anything; None where nothing does."""
        waits = {
            ServiceState.REQUESTED: self.created_at + REQUEST_HOLDS,
            ServiceState.OFFERED: self.offer_until,
            ServiceState.DELIVERED: self.accept_by,
        }
        return waits.get(self.state)
