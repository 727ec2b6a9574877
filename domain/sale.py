"""What a sale moves: tax, the processor's fee, and of what is left the shares of author, affiliate and community.

What is shared out of a line is `net = total − tax − fee`; author and affiliate get their percent of it and the
community the rest, in whole minor units that sum to it exactly. What is paid back is taken back by what was refunded
of the line in all, before and after: so it doesn't matter in how many pieces, and of the last nothing is left over.
The fee stays with the processor: the community bears it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from domain.ledger import FEES, OUTSIDE, SALES, TAX, Posting, earnings
from domain.money import split
from domain.order import Order, OrderLine


class Shares(NamedTuple):
    """Whose what is of a net amount, in minor units; they sum to it."""

    author: int
    affiliate: int
    community: int


class Reversal(NamedTuple):
    """What is moved back, and how much of it is tax, in minor units."""

    postings: Sequence[Posting]
    tax_minor: int


def shares(net_minor: int, author_percent: int, affiliate_percent: int) -> Shares:
    """The shares of a net amount. Of a loss, where the fee was more than what was paid, nobody else has a share."""
    if net_minor <= 0:
        return Shares(0, 0, net_minor)
    author = min(author_percent, 100)
    affiliate = min(affiliate_percent, 100 - author)
    return Shares(*split(net_minor, [author, affiliate, 100 - author - affiliate]))


def shared(order: Order, fee_minor: int) -> list[OrderLine]:
    """The order's lines with their parts of the fee and the shares that follow.

    Who buys their own has no share of that, neither as its author nor as who recommended it.
    """
    totals = [line.total_minor for line in order.lines]
    fees = split(fee_minor, totals) if any(totals) else [fee_minor] + [0] * (len(totals) - 1)
    return [_shared(order, line, fee) for line, fee in zip(order.lines, fees, strict=True)]


def _shared(order: Order, line: OrderLine, fee_minor: int) -> OrderLine:
    author = line.author_share_percent if line.author_id not in (None, order.user_id) else 0
    affiliate = line.affiliate_percent if line.affiliate_id not in (None, order.user_id) else 0
    of_net = shares(line.total_minor - line.tax_minor - fee_minor, author, affiliate)
    return line.model_copy(
        update={"fee_minor": fee_minor, "author_minor": of_net.author, "affiliate_minor": of_net.affiliate}
    )


def sale(lines: Sequence[OrderLine], currency: str) -> list[Posting]:
    """What goes to whom when an order is paid; nothing for one that costs nothing."""
    moved: Counter[str] = Counter()
    for line in lines:
        moved[OUTSIDE] -= line.total_minor
        moved[TAX] += line.tax_minor
        moved[FEES] += line.fee_minor
        for account, amount in _earned(line, line.author_minor, line.affiliate_minor):
            moved[account] += amount
        moved[SALES] += line.total_minor - line.tax_minor - line.fee_minor - line.author_minor - line.affiliate_minor
    return _postings(moved, currency)


def reversal(order: Order, parts: Mapping[int, int]) -> Reversal:
    """What goes back when so much of some lines, by their numbers, is paid back.

    `order` is as it was before: of each line no more is left than is paid back now.
    """
    moved: Counter[str] = Counter()
    tax = 0
    for n, amount in parts.items():
        line = order.line(n)
        before, after = _returned(line, line.refunded_minor), _returned(line, line.refunded_minor + amount)
        back = [later - earlier for later, earlier in zip(after, before, strict=True)]
        tax += back[0]
        moved[OUTSIDE] += amount
        moved[TAX] -= back[0]
        for account, earned in _earned(line, back[1], back[2]):
            moved[account] -= earned
        moved[SALES] -= amount - sum(back)
    return Reversal(_postings(moved, order.currency), tax)


def author_left(line: OrderLine) -> int:
    """What of its author's share wasn't taken back by refunds, in minor units."""
    return line.author_minor - _returned(line, line.refunded_minor)[1]


def negated(postings: Sequence[Posting]) -> list[Posting]:
    """The same movement the other way."""
    return [Posting(posting.account, posting.currency, -posting.amount_minor) for posting in postings]


def _returned(line: OrderLine, refunded_minor: int) -> tuple[int, int, int]:
    """Tax, author's and affiliate's share in what was refunded of a line so far; all of them once all of it was."""
    if refunded_minor == 0:
        return 0, 0, 0
    tax = line.tax_minor * refunded_minor // line.total_minor
    net, of = refunded_minor - tax, line.total_minor - line.tax_minor
    return tax, line.author_minor * net // of, line.affiliate_minor * net // of


def _earned(line: OrderLine, author: int, affiliate: int) -> list[tuple[str, int]]:
    earned = [(line.author_id, author), (line.affiliate_id, affiliate)]
    return [(earnings(id), amount) for id, amount in earned if id is not None]


def _postings(moved: Counter[str], currency: str) -> list[Posting]:
    return [Posting(account, currency, amount) for account, amount in sorted(moved.items()) if amount]
