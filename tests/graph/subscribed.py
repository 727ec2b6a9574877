"""A member who subscribes, in the graph of a test: tiers on sale, a card that pays or doesn't, and nights that pass."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.benefit import BenefitKind
from domain.ids import IdPrefix, UserId, new_id
from domain.order import Order
from domain.payment import Charge, ChargeOutcome, Outcome, Paid, Processors
from domain.product import BillingInterval
from domain.renewal import Dunning
from domain.subscription import Subscription
from domain.tier_change import ChangeTime
from graph import catalogue, settlement, subscribing, tier_change
from graph import order_store as orders
from graph import subscription_store as store
from graph.database import Graph
from jobs.renew_subscriptions import Renewals
from payments.manual import Manual
from tests import sample
from tests.graph.privacy import rows
from tests.graph.shop import Sold, sell

ADA = UserId(sample.ADA)
DAY = timedelta(days=1)
CARD = "card"
DUNNING = Dunning()
PRICE = """
MATCH (product:Product {id: $product_id})
CREATE (product)-[:PRICED]->(:Price {id: $id, product_id: $product_id, amount_minor: $amount, currency: $currency,
  interval: $interval, created_at: $at})
"""


@dataclass
class Card(Manual):
    """A processor that charges a card. Under one key it answers once, as processors do; `says` is what comes next."""

    name = CARD
    now: datetime = datetime(2027, 1, 1, tzinfo=UTC)
    says: list[Outcome | type[Exception]] = field(default_factory=list)
    answered: dict[str, ChargeOutcome] = field(default_factory=dict)
    charged: list[tuple[datetime, int]] = field(default_factory=list)
    dies_after: bool = False

    async def charge(self, charge: Charge) -> ChargeOutcome:
        key = f"{charge.order_id}:{charge.attempt}"
        says = self.says.pop(0) if self.says and key not in self.answered else Outcome.SUCCEEDED
        if isinstance(says, type):
            raise says("Not now.")
        if key not in self.answered:
            self.answered[key] = self._answer(key, charge, says)
        if self.dies_after:
            raise ConnectionResetError("The process was killed after it charged.")
        return self.answered[key]

    def _answer(self, key: str, charge: Charge, says: Outcome) -> ChargeOutcome:
        if says is not Outcome.SUCCEEDED:
            return ChargeOutcome(state=says, reason="card_declined")
        self.charged.append((self.now, charge.amount_minor))
        paid = Paid(
            processor=CARD, reference=key, amount_minor=charge.amount_minor, currency=charge.currency, at=self.now
        )
        return ChargeOutcome(state=says, paid=paid)


@dataclass
class World:
    """The sample community with tiers on sale, and the clock of a test."""

    graph: Graph
    now: datetime
    card: Card = field(default_factory=Card)

    async def price(self, of: Sold, amount: int, interval: BillingInterval = BillingInterval.YEAR) -> str:
        """Another price of a tier."""
        id = new_id(IdPrefix.PRICE)
        given = {"amount": amount, "interval": interval, "currency": "EUR", "at": self.now}
        await rows(self.graph, PRICE, product_id=of.product_id, id=id, **given)
        return id

    async def subscribe(
        self, price_id: str, means: str | None = "card_1", user: UserId = ADA, coupon_code: str | None = None
    ) -> Subscription:
        """Subscribe, and pay the first order where one is to be paid and there is a card."""
        offer = (await self.graph.read(catalogue.offers, [price_id]))[price_id]
        wanted = subscribing.Wanted(
            id=new_id(IdPrefix.SUBSCRIPTION),
            user_id=user,
            offer=offer,
            trial=DAY * offer.trial_days,
            coupon_code=coupon_code,
            processor=CARD if means else "manual",
            order_id=new_id(IdPrefix.ORDER),
            at=self.now,
            order_expires_at=self.now + DAY,
        )
        made = await self.graph.write(subscribing.start, wanted)
        if means and made.open:
            await self.pay(made.open.order_id, means)
        elif means:
            text = "MATCH (s:Subscription {id: $id}) SET s.processor_reference = $means"
            await rows(self.graph, text, id=made.id, means=means)
        return await self.subscription(made.id)

    async def pay(self, order_id: str, means: str | None = None) -> Order:
        """Pay an order in full, as its processor would tell."""
        order = (await self.graph.read(orders.by_ids, [order_id]))[order_id]
        paid = Paid(
            processor=order.processor,
            reference=f"paid {order_id}",
            amount_minor=order.total_minor,
            currency=order.currency,
            at=self.now,
            means=means,
        )
        return await self.graph.write(settlement.settle, order_id, paid)

    async def change(self, id: str, price_id: str, when: ChangeTime | None = None) -> Subscription:
        """Ask for a change of what is paid."""
        wanted = tier_change.Change(id, price_id, when, new_id(IdPrefix.ORDER), self.now, self.now + DAY)
        return await self.graph.write(tier_change.change, wanted)

    async def subscription(self, id: str) -> Subscription:
        """A subscription as it is now."""
        return (await self.graph.read(store.by_ids, [id]))[id]

    async def night(self, at: datetime) -> Counter[str]:
        """Let the job run at that moment."""
        self.now = self.card.now = at
        report = await Renewals(self.graph, Processors([self.card, Manual()]), DUNNING).run(at)
        return Counter(report.counts)

    async def nights(self, number: int) -> None:
        """Let so many nights pass, with the job in each of them."""
        for _ in range(number):
            await self.night(self.now + DAY)

    async def orders(self) -> list[dict[str, Any]]:
        """What was ordered for subscriptions, in the order of their periods."""
        text = """MATCH (o:Order) WHERE o.subscription_id IS NOT NULL
        RETURN o.state AS state, o.total_minor AS total, o.discount_minor AS discount, o.period_start AS start
        ORDER BY start, o.created_at"""
        return await rows(self.graph, text)

    async def holds(self, at: datetime | None = None, user: UserId = ADA) -> Sequence[str]:
        """The slugs of the benefits that a member holds at that moment, each once."""
        text = """MATCH (g:EntitlementGrant {user_id: $user})
        WHERE g.granted_at <= $at AND (g.expires_at IS NULL OR $at < g.expires_at)
          AND (g.ended_at IS NULL OR $at < g.ended_at)
        MATCH (b:Benefit {id: g.benefit_id}) RETURN DISTINCT b.slug AS slug ORDER BY slug"""
        return [row["slug"] for row in await rows(self.graph, text, user=user, at=at or self.now)]

    async def told(self) -> list[str]:
        """What members are told of subscriptions, in order."""
        text = """MATCH (e:OutboxEvent {type: 'member.concerned'}) RETURN e.payload AS told ORDER BY e.seq"""
        kinds = ("TRIAL_ENDS", "SUBSCRIPTION_RENEWS", "SUBSCRIPTION_UNPAID", "SUBSCRIPTION_EXPIRED")
        return [kind for row in await rows(self.graph, text) for kind in kinds if f'"{kind}"' in row["told"]]


async def world(graph: Graph, now: datetime) -> World:
    """The sample community at that moment."""
    await graph.write(sample.load)
    return World(graph, now)


async def tier(graph: Graph, slug: str = "gold", amount: int = 1_000, rank: int = 1, **more: Any) -> Sold:
    """A tier on sale, with a benefit of its own name."""
    sold = await sell(graph, slug=slug, amount=amount, benefit=BenefitKind.FEATURE, **more)
    await rows(graph, "MATCH (t:Tier {id: $id}) SET t.rank = $rank", id=sold.tier_id, rank=rank)
    return sold
