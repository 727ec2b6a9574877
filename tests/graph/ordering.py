"""Orders in the graph of a test: made, paid, and what became of money and access."""

from datetime import UTC, datetime, timedelta
from typing import Any

from domain.benefit import BenefitKind
from domain.ids import IdPrefix, UserId, new_id
from domain.ledger import OUTSIDE, SALES, TAX, earnings, prepaid
from domain.money import Money
from domain.new_order import CHECKOUT_HOLDS, Gift, Item, NewOrder
from domain.order import Order
from domain.payment import Paid
from domain.product import ProductKind
from domain.refund import Refund
from graph import grant, ledger, order, order_store, refund, settlement
from graph.database import Graph
from graph.refund import Wanted
from tests import sample
from tests.graph.shop import Sold, sell

ADA, BEN, CLEO = UserId(sample.ADA), UserId(sample.BEN), UserId(sample.CLEO)
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)


async def article(graph: Graph, amount: int = 1_000, slug: str = "an-article", **more: Any) -> Sold:
    """Ada's article on sale, of which 70 percent are hers."""
    given: dict[str, Any] = {"kind": ProductKind.ARTICLE, "slug": slug, "amount": amount, "author_id": ADA,
             "benefit": BenefitKind.CONTENT, "contents": (sample.PAID,)}  # fmt: skip
    return await sell(graph, **given | more)


def wanted(*sold: Sold | Item, user: UserId = CLEO, at: datetime = NOW, **more: Any) -> NewOrder:
    """What is to be ordered."""
    items = [one if isinstance(one, Item) else Item(one.price_id) for one in sold]
    given: dict[str, Any] = {"id": new_id(IdPrefix.ORDER), "processor": "manual", "expires_at": at + CHECKOUT_HOLDS}
    return NewOrder(user_id=user, items=items, at=at, **given | more)


async def ordered(graph: Graph, *sold: Sold | Item, **more: Any) -> Order:
    """An order that waits for its payment."""
    return await graph.write(order.create, wanted(*sold, **more))


def paid(bought: Order, fee: int = 0, at: datetime = LATER, **more: Any) -> Paid:
    """That it was paid."""
    given: dict[str, Any] = {"processor": "manual", "reference": f"R-{bought.id}", "amount_minor": bought.total_minor,
             "currency": bought.currency, "fee_minor": fee, "at": at}  # fmt: skip
    return Paid.model_validate(given | more)


async def bought(graph: Graph, *sold: Sold | Item, fee: int = 0, **more: Any) -> Order:
    """An order that is paid."""
    made = await ordered(graph, *sold, **more)
    return await graph.write(settlement.settle, made.id, paid(made, fee))


async def order_of(graph: Graph, id: str) -> Order:
    """An order as it is now."""
    return (await graph.read(order_store.by_ids, [id]))[id]


async def holds(graph: Graph, sold: Sold, user: UserId = CLEO, at: datetime = LATER) -> bool:
    """Whether a member holds what is sold."""
    return bool(await graph.read(grant.live, user, [sold.benefit_id], at))


async def balance(graph: Graph, account: str) -> int:
    """What an account holds, in minor units of the one currency it has."""
    return sum(money.amount_minor for money in (await graph.read(ledger.balances, [account])).get(account, []))


async def balances(graph: Graph) -> dict[str, int]:
    """What Ada earned, and the community and the state, and whoever paid beside the sample's sponsor."""
    accounts = {"ada": earnings(ADA), "sales": SALES, "tax": TAX, "outside": OUTSIDE}
    held = {name: await balance(graph, account) for name, account in accounts.items()}
    return held | {"outside": held["outside"] + await balance(graph, prepaid(sample.ACME))}


def back(of: Order, amount: int | None = None, line: int | None = None, key: str | None = None) -> Wanted:
    """What is to be paid back of an order."""
    id = new_id(IdPrefix.REFUND)
    asked = None if amount is None else Money(amount_minor=amount, currency=of.currency)
    return Wanted(id, key or id, of.id, asked, line, "Not what they expected.", "user:test", LATER)


async def refunded(graph: Graph, of: Order, amount: int | None = None, line: int | None = None) -> Refund:
    """Something of an order that was paid back."""
    asked = await graph.write(refund.request, back(of, amount, line))
    return await graph.write(refund.succeed, asked.id, "re_1", LATER)


def eur(minor: int) -> Money:
    """So many cents."""
    return Money(amount_minor=minor, currency="EUR")


def by_code(digest: str) -> Gift:
    """A gift to whoever has the code."""
    return Gift(code_digest=digest)
