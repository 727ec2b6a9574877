"""What all accounts come to in random histories, folded anew from every sale whenever it is asked for."""

from collections import Counter
from collections.abc import Iterable, Mapping

from tests.histories.reference_order import Line, Order


def balances(orders: Iterable[Order]) -> Mapping[str, int]:
    """What every account holds by all sales, but for those that hold nothing."""
    found: Counter[str] = Counter()
    for order in orders:
        if order.paid_at is not None:
            for n, line in enumerate(order.lines, start=1):
                found.update(_kept(order, n, line))
        for dispute in order.disputes.values():
            found.update({"platform:fees": dispute.fee, "platform:sales": -dispute.fee})
    return {account: amount for account, amount in found.items() if amount}


def _kept(order: Order, n: int, line: Line) -> Mapping[str, int]:
    """What is left of a line to whom: of what was refunded the beginning went, of what is disputed the end."""
    tax, author, affiliate = line.taken(line.refunded)
    money = line.total - line.refunded
    for dispute in order.disputes.values():
        if dispute.won is not True and (part := dispute.parts.get(n, 0)):
            whole, rest = line.taken(line.total), line.taken(line.total - part)
            tax, author = tax + whole[0] - rest[0], author + whole[1] - rest[1]
            affiliate, money = affiliate + whole[2] - rest[2], money - part
    found: Counter[str] = Counter({"outside": -money, "platform:fees": line.fee, "platform:tax": line.tax - tax})
    if line.thing.author:
        found[f"member:{line.thing.author}:earnings"] += line.author_minor - author
    if line.affiliate:
        found[f"member:{line.affiliate}:earnings"] += line.affiliate_minor - affiliate
    found["platform:sales"] = -sum(found.values())
    return found
