"""Products and their prices: what can be bought, and for how much at a time."""

from enum import StrEnum

from domain.content import ContentKind
from domain.errors import InvalidInput
from domain.money import Money, check_currency
from domain.record import Moment, Record

MAX_PRICE_MINOR = 1_000_000_000
"""Minor units of one price: an order of a thousand such still stays below `domain.money.MAX_MINOR`."""


class ProductKind(StrEnum):
    """What a product is."""

    ARTICLE = "ARTICLE"
    COURSE = "COURSE"
    MEMBERSHIP = "MEMBERSHIP"
    SERVICE = "SERVICE"

    @property
    def of_content(self) -> bool:
        """Whether it is sold to read contents, and so only while there is one to read."""
        return self in {ProductKind.ARTICLE, ProductKind.COURSE}


class BillingInterval(StrEnum):
    """How often a price is paid."""

    ONCE = "ONCE"
    MONTH = "MONTH"
    YEAR = "YEAR"


class Product(Record):
    """Something that is sold. `author_id` is who earns by it, None for the community.

    `author_share_percent` of what is paid without tax is the author's; it is what the setting was when it was made.
    """

    id: str
    kind: ProductKind
    name: str
    description: str | None
    author_id: str | None
    author_share_percent: int
    created_at: Moment
    archived_at: Moment | None


class Price(Record):
    """One price of a product. It never changes: a new one takes its place, and who pays it goes on paying it."""

    id: str
    product_id: str
    amount_minor: int
    currency: str
    interval: BillingInterval
    created_at: Moment
    archived_at: Moment | None

    @property
    def amount(self) -> Money:
        """What is paid each time."""
        return Money(amount_minor=self.amount_minor, currency=self.currency)


class NewPrice(Record):
    """What a price is to be."""

    amount_minor: int
    currency: str
    interval: BillingInterval


def is_sellable(content: ContentKind) -> bool:
    """Whether a content of that kind can be sold by itself: a lesson goes with its course, and talk is free."""
    return content.standalone and content not in {ContentKind.QUESTION, ContentKind.DISCUSSION}


def kind_of(content: ContentKind) -> ProductKind:
    """What a content is sold as."""
    return ProductKind.COURSE if content is ContentKind.COURSE else ProductKind.ARTICLE


def check_price(kind: ProductKind, price: NewPrice, path: tuple[str, ...], name: str = "amount") -> NewPrice:
    """The price itself; `name` is what its amount is called in the input at `path`.

    Raises:
        InvalidInput: the amount is negative, absurd, or nothing where that is no price; there is no such currency; or
            what is bought once and for all would be paid again and again.
    """
    check_currency(price.currency, (*path, name, "currency"))
    least = 0 if kind is ProductKind.MEMBERSHIP else 1
    if not least <= price.amount_minor <= MAX_PRICE_MINOR:
        raise InvalidInput(
            f"Give a price of {least} to {MAX_PRICE_MINOR:,} minor units, as in 1050 for 10.50 EUR.",
            (*path, name, "amountMinor"),
        )
    if kind is not ProductKind.MEMBERSHIP and price.interval is not BillingInterval.ONCE:
        raise InvalidInput(
            f"{kind} is bought ONCE; only a MEMBERSHIP is paid by the month or year.", (*path, "interval")
        )
    return price


def check_share(percent: int, path: tuple[str, ...]) -> int:
    """The author's share itself, in percent.

    Raises:
        InvalidInput: it isn't from 0 to 100.
    """
    if not 0 <= percent <= 100:
        raise InvalidInput("A share is 0 to 100 percent.", path)
    return percent
