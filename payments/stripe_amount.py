"""Amounts as Stripe writes them: it counts some currencies in other units than the rest of the world.

Our minor units are those of CLDR (`domain.money.Money.precision`). Stripe has whole units for fifteen currencies,
thousandths that end in 0 for five, and hundredths for all others, also where nobody counts in them: 500 HUF are 50000
there. (docs.stripe.com/currencies, "Zero-decimal currencies", "Three-decimal currencies", "Special cases".)
"""

from domain.errors import InvalidInput
from domain.money import Money

WHOLE = ("BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF")
"""ISK and UGX are whole units too, and Stripe counts them in hundredths that end in 00."""
THOUSANDTHS = ("BHD", "JOD", "KWD", "OMR", "TND")


def digits(currency: str) -> int:
    """Decimal places of what Stripe counts a currency in."""
    return 0 if currency in WHOLE else 3 if currency in THOUSANDTHS else 2


def to_stripe(amount_minor: int, currency: str) -> int:
    """So many minor units of ours as Stripe counts them.

    Raises:
        InvalidInput: Stripe can't say this amount, as of thousandths of a dinar that don't end in 0.
    """
    amount, rest = divmod(amount_minor * units(digits(currency)), units(_ours(currency)))
    if rest or (currency in THOUSANDTHS and amount % 10):
        raise InvalidInput(f"Amounts of {currency} that are paid by Stripe end in 0: change the price.")
    return amount


def from_stripe(amount: int, currency: str) -> int:
    """What Stripe counts, in minor units of ours; what is less than one of ours is rounded half up."""
    numerator, denominator = amount * units(_ours(currency)), units(digits(currency))
    return (2 * numerator + denominator) // (2 * denominator)


def units(digits: int) -> int:
    """How many of what is counted with so many decimal places are one unit."""
    return (1, 10, 100, 1_000, 10_000)[digits]


def _ours(currency: str) -> int:
    return Money(amount_minor=0, currency=currency).precision
