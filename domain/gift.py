"""What an order gives and to whom, and the codes by which gifts are given to whoever has them."""

import secrets
from base64 import b32encode
from calendar import monthrange
from collections import defaultdict
from datetime import datetime
from hashlib import sha256

from domain.errors import Conflict, NotFound
from domain.grant import Given
from domain.order import SETTLED, Order, OrderLine
from domain.product import BillingInterval

PREFIX = "GIFT-"
_MONTHS = {BillingInterval.MONTH: 1, BillingInterval.YEAR: 12}
_FOREVER = datetime.max


def new_code() -> str:
    """A code of 80 random bits, in letters and digits that aren't mistaken for each other. It is shown once."""
    text = b32encode(secrets.token_bytes(10)).decode()
    return PREFIX + "-".join(text[start : start + 4] for start in range(0, 16, 4))


def digest_of(code: str) -> str:
    """What of a code is kept, however it was typed."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum()).removeprefix(PREFIX.rstrip("-"))
    return sha256(plain.encode()).hexdigest()


def check_redeemable(order: Order | None, user_id: str) -> Order:
    """The order by which a gift was bought, when that member can have it.

    Raises:
        NotFound: no gift has that code, or it isn't paid.
        Conflict: somebody else has it.
    """
    if order is None or order.state not in SETTLED:
        raise NotFound("There is no gift of this code: look at how it is written.", ("input", "code"))
    if order.gift_to not in (None, user_id):
        raise Conflict("This gift has been redeemed.", ("input", "code"))
    return order


def grants(order: Order, at: datetime) -> list[Given]:
    """What the holder of an order is given at that moment, of lines that weren't paid back.

    A benefit of several lines is given once, for as long as the longest of them.
    """
    if order.holder_id is None:
        return []
    until: dict[str, datetime | None] = {}
    for line in order.lines:
        end = end_of(line, at)
        for id in () if line.returned else line.benefit_ids:
            until[id] = max(end or _FOREVER, until[id] or _FOREVER, key=_naive) if id in until else end
    ends: defaultdict[datetime | None, list[str]] = defaultdict(list)
    for id, end in until.items():
        ends[None if end is _FOREVER else end].append(id)
    return [Given(order.holder_id, tuple(ids), order.source, at, end) for end, ids in ends.items()]


def end_of(line: OrderLine, at: datetime) -> datetime | None:
    """When what a line gives ends that is given from `at` on: after so many months or years, or never."""
    months = _MONTHS.get(line.interval, 0) * line.quantity
    if not months:
        return None
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    return at.replace(year=year, month=month + 1, day=min(at.day, monthrange(year, month + 1)[1]))


def _naive(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)
