"""What is offered for a price, as orders and access take it from the catalogue."""

from domain.ids import ContentId
from domain.money import Money
from domain.product import BillingInterval, ProductKind
from domain.record import Record


class Offer(Record):
    """What one price buys, with everything an order keeps of it: later changes of the catalogue don't change it.

    `live` is false once the price, the product or the tier is archived, or there is nothing to read behind it any
    more: it isn't sold then, and who pays it goes on doing so.
    """

    price_id: str
    product_id: str
    product_kind: ProductKind
    name: str
    amount_minor: int
    currency: str
    interval: BillingInterval
    live: bool
    benefit_ids: tuple[str, ...]
    author_id: str | None
    author_share_percent: int
    tier_id: str | None
    rank: int
    """Of the tier, 0 for what is none; a higher one is more."""
    trial_days: int

    @property
    def amount(self) -> Money:
        """What is paid each time."""
        return Money(amount_minor=self.amount_minor, currency=self.currency)


class ContentOffer(Record):
    """The price at which a content is to be had most cheaply."""

    content_id: ContentId
    price_id: str
    product_id: str
    amount_minor: int
    currency: str
    interval: BillingInterval

    @property
    def amount(self) -> Money:
        """What is paid, once or each time."""
        return Money(amount_minor=self.amount_minor, currency=self.currency)
