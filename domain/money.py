"""Money: whole minor units of one currency, never a fraction."""

from collections.abc import Sequence

from babel.numbers import get_currency_precision, list_currencies

from domain.errors import InvalidInput
from domain.record import Record

MAX_MINOR = 10**15
"""No single amount is larger; sums of a thousand such still fit 64 bits."""

MICROS = 1_000_000
"""Micro-units in a minor unit: what is accrued for one view of an ad."""

_KNOWN = frozenset(code for code in list_currencies() if len(code) == 3)


class Money(Record):
    """So many minor units (cents, öre, yen) of the currency with that ISO 4217 code."""

    amount_minor: int
    currency: str

    @property
    def precision(self) -> int:
        """Decimal places of the currency's unit: 2 for EUR, 0 for JPY, 3 for KWD."""
        return get_currency_precision(self.currency)


def is_currency(code: str) -> bool:
    """Whether ISO 4217 has that code."""
    return code in _KNOWN


def check_currency(code: str, path: tuple[str, ...]) -> str:
    """The code itself.

    Raises:
        InvalidInput: ISO 4217 has no such code.
    """
    if not is_currency(code):
        raise InvalidInput("Give the ISO 4217 code of a currency in capitals, as in EUR.", path)
    return code


def check_amount(amount_minor: int, path: tuple[str, ...]) -> int:
    """The amount itself, of something that is paid.

    Raises:
        InvalidInput: it isn't positive, or absurdly large.
    """
    if not 0 < amount_minor <= MAX_MINOR:
        raise InvalidInput(f"Give an amount of 1 to {MAX_MINOR:,} minor units, as in 1050 for 10.50 EUR.", path)
    return amount_minor


def split(amount_minor: int, weights: Sequence[int]) -> list[int]:
    """The amount in whole minor units by weights, which sum back to it exactly; what has no weight gets nothing.

    By the largest remainder: each part is its share rounded down or up, and of equal remainders the first are rounded
    up. So no part of an amount within Σ weights is above its weight. A negative amount is split as the positive one.

    Raises:
        ValueError: a weight is negative, or an amount has nothing to go by.
    """
    total = sum(weights)
    if min(weights, default=0) < 0 or (total == 0 and amount_minor != 0):
        raise ValueError(f"{amount_minor} can't be split by {list(weights)}")
    if amount_minor < 0:
        return [-part for part in split(-amount_minor, weights)]
    if total == 0:
        return [0] * len(weights)
    shares = [divmod(amount_minor * weight, total) for weight in weights]
    parts = [whole for whole, _ in shares]
    first = sorted(range(len(weights)), key=lambda place: (-shares[place][1], place))
    for place in first[: amount_minor - sum(parts)]:
        parts[place] += 1
    return parts
