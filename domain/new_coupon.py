"""What a new coupon may be."""

import re
from datetime import datetime

from domain.coupon import code_of
from domain.errors import InvalidInput
from domain.money import check_amount, check_currency

MAX_REDEMPTIONS = 1_000_000
MAX_PRODUCTS = 100
_CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]{2,39}")


def check_code(text: str) -> str:
    """The code of a new coupon.

    Raises:
        InvalidInput: nobody could type it.
    """
    code = code_of(text)
    if not _CODE.fullmatch(code):
        raise InvalidInput(
            "A code has 3 to 40 letters from A to Z, digits, hyphens and underscores.", ("input", "code")
        )
    return code


def check_off(percent_off: int | None, amount_off_minor: int | None, currency: str | None) -> None:
    """Go on only with one thing to take off.

    Raises:
        InvalidInput: it is nothing, both, or out of range.
    """
    if (percent_off is None) == (amount_off_minor is None):
        raise InvalidInput("Give either `percentOff` or `amountOff`.", ("input", "percentOff"))
    if percent_off is not None and not 1 <= percent_off <= 100:
        raise InvalidInput("Take off 1 to 100 percent.", ("input", "percentOff"))
    if amount_off_minor is not None:
        check_amount(amount_off_minor, ("input", "amountOff", "amountMinor"))
        check_currency(currency or "", ("input", "amountOff", "currency"))


def check_limits(starts_at: datetime | None, ends_at: datetime | None, max_redemptions: int | None) -> None:
    """Go on only with a coupon that somebody could use.

    Raises:
        InvalidInput: it ends before it starts, or may never be used.
    """
    for name, moment in (("startsAt", starts_at), ("endsAt", ends_at)):
        if moment is not None and moment.tzinfo is None:
            raise InvalidInput("Name the moment with its zone, as in 2026-01-31T12:00:00Z.", ("input", name))
    if starts_at is not None and ends_at is not None and ends_at <= starts_at:
        raise InvalidInput("The coupon ends before it starts.", ("input", "endsAt"))
    if max_redemptions is not None and not 1 <= max_redemptions <= MAX_REDEMPTIONS:
        raise InvalidInput(f"A coupon is used 1 to {MAX_REDEMPTIONS:,} times.", ("input", "maxRedemptions"))
