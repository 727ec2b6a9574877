"""Making an order: what may be bought together, what its lines cost, and what has to be paid for it.

A client names prices and quantities, never an amount that counts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.catalogue import Offer
from domain.coupon import CouponLine, Redeemed
from domain.errors import Conflict, InvalidInput, NotFound
from domain.ids import UserId
from domain.money import MAX_MINOR, Money, split
from domain.order import OrderLine
from domain.payment import BY_HAND
from domain.product import BillingInterval, ProductKind

MAX_LINES = 20
MAX_QUANTITY = 100
CHECKOUT_HOLDS = timedelta(hours=24)
"""How long an order can be paid at a processor's pages."""
TRANSFER_HOLDS = timedelta(days=14)
"""How long one can be paid by hand: a transfer takes days."""
_ITEMS = ("input", "items")


def payable_for(processor: str) -> timedelta:
    """How long an order can be paid at a processor."""
    return TRANSFER_HOLDS if processor == BY_HAND else CHECKOUT_HOLDS


@dataclass(frozen=True, slots=True)
class Item:
    """What is asked for.

    Of a subscription's order `unit_minor` and `discount_minor` are what it prorates to, and of a service's `unit_minor`
    is what was agreed on.
    """

    price_id: str
    quantity: int = 1
    cohort_id: str | None = None
    unit_minor: int | None = None
    discount_minor: int = 0
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Gift:
    """For whom it is bought: a member, or whoever has the code of that digest."""

    to: UserId | None = None
    code_digest: str | None = None


@dataclass(frozen=True, slots=True)
class NewOrder:
    """What is to be ordered. `key` is its identity for who makes it: told twice, the first order is given back."""

    id: str
    user_id: UserId
    items: Sequence[Item]
    at: datetime
    processor: str
    expires_at: datetime | None = None
    coupon_code: str | None = None
    gift: Gift | None = None
    tax: Money | None = None
    billing_name: str | None = None
    billing_address: str | None = None
    expected: Money | None = None
    subscription_id: str | None = None
    period_start: datetime | None = None
    key: str | None = None


def check_items(items: Sequence[Item]) -> None:
    """Go on only with a list that can be ordered.

    Raises:
        InvalidInput: it is empty or too long, names a price twice, or a quantity out of range.
    """
    if not 1 <= len(items) <= MAX_LINES:
        raise InvalidInput(f"Order 1 to {MAX_LINES} things at a time.", _ITEMS)
    seen: set[str] = set()
    for number, item in enumerate(items):
        if not 1 <= item.quantity <= MAX_QUANTITY:
            raise InvalidInput(f"Order 1 to {MAX_QUANTITY} of a thing.", (*_ITEMS, str(number), "quantity"))
        if item.price_id in seen:
            raise InvalidInput("Name each price once, with its quantity.", (*_ITEMS, str(number), "priceId"))
        seen.add(item.price_id)


def lines_of(new: NewOrder, offers: Mapping[str, Offer]) -> list[OrderLine]:
    """The lines before coupon and tax, numbered from 1.

    Raises:
        InvalidInput: a quantity makes no sense.
        NotFound: a price isn't there, or isn't sold any more.
        Conflict: they are in several currencies; a membership that renews isn't subscribed to; or a service has no
            offer.
    """
    check_items(new.items)
    lines = []
    for number, item in enumerate(new.items):
        offer = offers.get(item.price_id)
        if offer is None or not (offer.live or new.subscription_id):
            raise NotFound("This isn't sold, or isn't any more.", (*_ITEMS, str(number), "priceId"))
        if offer.currency != offers[new.items[0].price_id].currency:
            raise Conflict("An order is paid in one currency: order these apart.", (*_ITEMS, str(number), "priceId"))
        if new.subscription_id is None:
            _check_sold(new, item, offer, (*_ITEMS, str(number)))
        lines.append(_line(number + 1, item, offer))
    return lines


def _check_sold(new: NewOrder, item: Item, offer: Offer, path: tuple[str, ...]) -> None:
    """A membership that renews is given for so many of its periods, or subscribed to; a service is paid by what was
    offered for it, as only then it is held; and everything else is bought once."""
    if offer.product_kind is ProductKind.SERVICE and item.unit_minor is None:
        said = "A service isn't ordered: ask for it by `requestService`, and accept what its provider offers."
        raise Conflict(said, (*path, "priceId"))
    renews = offer.interval is not BillingInterval.ONCE
    if renews and new.gift is None:
        raise Conflict("Subscribe to what renews by `subscribeToTier`, or give it to somebody.", (*path, "priceId"))
    if item.quantity > 1 and not renews:
        raise InvalidInput("This is bought once and for all: its quantity is 1.", (*path, "quantity"))


def _line(n: int, item: Item, offer: Offer) -> OrderLine:
    unit = offer.amount_minor if item.unit_minor is None else item.unit_minor
    return OrderLine(
        n=n,
        product_id=offer.product_id,
        price_id=offer.price_id,
        kind=offer.product_kind,
        name=item.name or offer.name,
        interval=offer.interval,
        currency=offer.currency,
        quantity=item.quantity,
        unit_minor=unit,
        discount_minor=item.discount_minor,
        tax_minor=0,
        total_minor=unit * item.quantity - item.discount_minor,
        benefit_ids=offer.benefit_ids,
        author_id=offer.author_id,
        author_share_percent=offer.author_share_percent if offer.author_id else 0,
        cohort_id=item.cohort_id,
    )


def for_coupon(lines: Sequence[OrderLine]) -> list[CouponLine]:
    """What a coupon is used on."""
    return [CouponLine(product_id=line.product_id, amount_minor=line.total_minor) for line in lines]


def discounted(lines: Sequence[OrderLine], redeemed: Redeemed) -> list[OrderLine]:
    """The lines less what a coupon takes off; who earns by it earns of those that it takes something off."""
    found = []
    for line, off in zip(lines, redeemed.discounts, strict=True):
        by = {"affiliate_id": redeemed.affiliate_id, "affiliate_percent": redeemed.affiliate_percent} if off else {}
        sums = {"discount_minor": line.discount_minor + off, "total_minor": line.total_minor - off}
        found.append(line.model_copy(update=sums | by))
    return found


def taxed(lines: Sequence[OrderLine], tax: Money | None) -> list[OrderLine]:
    """The lines with the tax of the whole, which is shared out by what they cost.

    Raises:
        InvalidInput: it is negative, or more than what is taxed.
        Conflict: it is in another currency.
    """
    net = [line.total_minor for line in lines]
    if tax is None:
        return list(lines)
    if tax.currency != lines[0].currency:
        raise Conflict(f"The order is in {lines[0].currency}: so is its tax.", ("input", "tax", "currency"))
    tax_minor = tax.amount_minor
    if not 0 <= tax_minor <= sum(net):
        said = f"Tax is 0 to {sum(net):,} minor units here: no more than what is taxed."
        raise InvalidInput(said, ("input", "tax", "amountMinor"))
    taxes = split(tax_minor, net) if tax_minor else [0] * len(net)
    return [
        line.model_copy(update={"tax_minor": part, "total_minor": amount + part})
        for line, amount, part in zip(lines, net, taxes, strict=True)
    ]


def check_total(lines: Sequence[OrderLine], currency: str, expected: Money | None) -> None:
    """Go on only when what is to be paid is what the buyer was shown.

    Raises:
        InvalidInput: it is absurdly much.
        Conflict: it is something else; the message says how much.
    """
    total = sum(line.total_minor for line in lines)
    if total > MAX_MINOR:
        raise InvalidInput(f"An order is of at most {MAX_MINOR:,} minor units.", _ITEMS)
    if expected is not None and expected != Money(amount_minor=total, currency=currency):
        raise Conflict(
            f"This costs {total:,} minor units of {currency} now: show that, and order again with it.",
            ("input", "expectedTotal"),
        )
