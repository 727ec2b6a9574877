"""Coupons: what a code takes off an order, for whom and how often."""

from collections.abc import Sequence
from datetime import datetime

from domain.errors import Conflict, LimitReached, NotAllowed, NotFound
from domain.money import Money, split
from domain.record import Moment, Record

CODE_PATH = ("input", "coupon")


class Coupon(Record):
    """One coupon: it takes off `percent_off` or `amount_off_minor` of `currency`, of all products or those named.

    An affiliate earns `affiliate_percent` of what is paid, without tax, for what it takes something off.
    """

    id: str
    code: str
    percent_off: int | None
    amount_off_minor: int | None
    currency: str | None
    product_ids: tuple[str, ...]
    starts_at: Moment | None
    ends_at: Moment | None
    max_redemptions: int | None
    redeemed: int
    affiliate_id: str | None
    affiliate_percent: int
    created_at: Moment
    archived_at: Moment | None

    @property
    def amount_off(self) -> Money | None:
        """What it takes off; None where that is a percentage."""
        if self.amount_off_minor is None or self.currency is None:
            return None
        return Money(amount_minor=self.amount_off_minor, currency=self.currency)

    def check(self, user_id: str, currency: str, now: datetime, path: tuple[str, ...] = CODE_PATH) -> None:
        """Go on only when that member may use it now, for something in that currency.

        Raises:
            NotFound: it is archived: who asks needn't know that there was one.
            NotAllowed: it is the member's own.
            Conflict: it hasn't begun or has ended, or takes off money of another currency.
            LimitReached: it was used as often as it may be.
        """
        if self.archived_at is not None:
            raise unknown(path)
        if self.affiliate_id == user_id:
            raise NotAllowed("This code is your own: it is for others. Leave it out.", path)
        if self.starts_at is not None and now < self.starts_at:
            raise Conflict(f"The coupon {self.code} begins on {self.starts_at:%Y-%m-%d at %H:%M} UTC.", path)
        if self.ends_at is not None and self.ends_at <= now:
            raise Conflict(f"The coupon {self.code} ended on {self.ends_at:%Y-%m-%d at %H:%M} UTC.", path)
        if self.currency is not None and self.currency != currency:
            raise Conflict(
                f"The coupon {self.code} is for prices in {self.currency}, and these are in {currency}.", path
            )
        self.check_left(path)

    def check_left(self, path: tuple[str, ...] = CODE_PATH) -> None:
        """Go on only while it can be used once more.

        Raises:
            LimitReached: it was used as often as it may be.
        """
        if self.max_redemptions is not None and self.redeemed >= self.max_redemptions:
            raise LimitReached(f"The coupon {self.code} has been used as often as it may be.", path)

    def covers(self, product_id: str) -> bool:
        """Whether it takes something off that product."""
        return not self.product_ids or product_id in self.product_ids


class CouponLine(Record):
    """What a coupon is used on: so much of a product, before any discount and without tax."""

    product_id: str
    amount_minor: int


class Redeemed(Record):
    """A coupon as it was used: what it took off each line, in their order, and who earns by it."""

    coupon_id: str
    code: str
    discounts: tuple[int, ...]
    affiliate_id: str | None
    affiliate_percent: int


class CouponQuote(Record):
    """What a code would take off some prices, before tax."""

    code: str
    currency: str
    subtotal_minor: int
    discount_minor: int

    @property
    def subtotal(self) -> Money:
        """What they come to."""
        return Money(amount_minor=self.subtotal_minor, currency=self.currency)

    @property
    def discount(self) -> Money:
        """What is taken off."""
        return Money(amount_minor=self.discount_minor, currency=self.currency)

    @property
    def total(self) -> Money:
        """What is left to pay."""
        return Money(amount_minor=self.subtotal_minor - self.discount_minor, currency=self.currency)


def discounts(coupon: Coupon, amounts: Sequence[int]) -> list[int]:
    """What the coupon takes off each of these amounts, which it covers, in minor units.

    A percentage is taken of their sum, and a fraction of a minor unit of it is left to the seller; an amount is taken
    off no more than there is. The whole is shared out by the amounts, by the largest remainder: it sums exactly, no
    line falls below zero, and 100 percent leave nothing.
    """
    total = sum(amounts)
    if coupon.percent_off is not None:
        whole = total * coupon.percent_off // 100
    else:
        whole = min(coupon.amount_off_minor or 0, total)
    return split(whole, amounts) if whole else [0] * len(amounts)


def discounts_of(coupon: Coupon, lines: Sequence[CouponLine], path: tuple[str, ...] = CODE_PATH) -> tuple[int, ...]:
    """What the coupon takes off each line, in their order: nothing off those of products it isn't for.

    Raises:
        Conflict: it is for none of them.
    """
    covered = [number for number, line in enumerate(lines) if coupon.covers(line.product_id)]
    if not covered:
        raise Conflict(f"The coupon {coupon.code} isn't for any of these products.", path)
    taken = dict(zip(covered, discounts(coupon, [lines[number].amount_minor for number in covered]), strict=True))
    return tuple(taken.get(number, 0) for number in range(len(lines)))


def unknown(path: tuple[str, ...] = CODE_PATH) -> NotFound:
    """The refusal of a code that stands for nothing."""
    return NotFound("There is no such coupon: look at how its code is written, or leave it out.", path)


def used_already(code: str, path: tuple[str, ...] = CODE_PATH) -> Conflict:
    """The refusal of who has used it."""
    return Conflict(f"You have used the coupon {code} before, and it is for one order of each member.", path)


def code_of(text: str) -> str:
    """A code as it is kept, however it was typed."""
    return text.strip().upper()
