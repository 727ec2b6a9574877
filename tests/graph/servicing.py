"""Services in the graph of a test: asked for, offered, accepted, and what they hold."""

from datetime import datetime, timedelta
from typing import Any

from domain.ids import IdPrefix, UserId, new_id
from domain.ledger import escrow
from domain.money import Money
from domain.product import ProductKind
from domain.service import ServiceKind, ServiceRequest, ServiceState
from domain.service_terms import ServiceOffer
from graph import order_store, service_request, service_store, settlement
from graph.database import Graph
from graph.service_request import Accepting
from graph.service_return import PayingBack
from tests.graph.ordering import ADA, CLEO, NOW, balance, paid
from tests.graph.shop import Sold, sell

DAY = timedelta(days=1)
AT_ONCE = ("manual", "none")


async def consulting(graph: Graph, slug: str = "an-hour", **more: Any) -> Sold:
    """Ada's consulting on sale, of which 70 percent are hers."""
    return await sell(graph, **{"kind": ProductKind.SERVICE, "slug": slug, "author_id": ADA} | more)


def wanted(sold: Sold, buyer: UserId = CLEO, at: datetime = NOW, **more: Any) -> ServiceRequest:
    """What Cleo asks for."""
    given = {
        "id": new_id(IdPrefix.SERVICE_REQUEST),
        "kind": ServiceKind.CONSULTING,
        "product_id": sold.product_id,
        "buyer_id": buyer,
        "provider_id": None,
        "state": ServiceState.REQUESTED,
        "brief": "Look at my graph.",
        "created_at": at,
    }
    return ServiceRequest.model_validate(given | more)


def offered(amount: int = 10_000, at: datetime = NOW, currency: str = "EUR") -> ServiceOffer:
    """An offer that holds for a week, of ten days' work."""
    return ServiceOffer(Money(amount_minor=amount, currency=currency), at + 7 * DAY, 10, "Gladly.")


def accepting(expected: Money | None = None) -> Accepting:
    """What an order needs."""
    return Accepting(new_id(IdPrefix.ORDER), "manual", NOW + 14 * DAY, expected)


def paying_back(back: Money | None = None, at_once: tuple[str, ...] = AT_ONCE) -> PayingBack:
    """What a refund needs."""
    return PayingBack(new_id(IdPrefix.REFUND), "user:test", "It wasn't done.", at_once, back)


async def asked(graph: Graph, sold: Sold, **more: Any) -> str:
    """A request; its id."""
    return (await graph.write(service_request.ask, wanted(sold, **more))).id


async def running(graph: Graph, sold: Sold, amount: int = 10_000, fee: int = 0, **more: Any) -> str:
    """A request that is paid; its id."""
    id = await asked(graph, sold, **more)
    await graph.write(service_request.offer, id, offered(amount), ADA, NOW)
    _, order = await graph.write(service_request.accept, id, accepting(), NOW)
    await graph.write(settlement.settle, order.id, paid(order, fee, NOW))
    return id


async def delivered(graph: Graph, sold: Sold, **more: Any) -> str:
    """One that was delivered; its id."""
    id = await running(graph, sold, **more)
    await graph.write(service_request.deliver, id, "Here it is.", ADA, NOW + DAY)
    return id


async def disputed(graph: Graph, sold: Sold, **more: Any) -> str:
    """One that is disputed; its id."""
    id = await delivered(graph, sold, **more)
    await graph.write(service_request.dispute, id, "It isn't what I asked for.", NOW + 2 * DAY)
    return id


async def now(graph: Graph, id: str) -> ServiceRequest:
    """A request as it is."""
    return (await graph.read(service_store.by_ids, [id]))[id]


async def held(graph: Graph, id: str) -> int:
    """What is held for it; the same in the ledger and on the request."""
    found = await balance(graph, escrow(id))
    assert found == (await now(graph, id)).escrow_minor
    return found


async def order_state(graph: Graph, id: str) -> str | None:
    """Where the order of a request stands."""
    order_id = (await now(graph, id)).order_id
    return (await graph.read(order_store.by_ids, [order_id]))[order_id].state if order_id else None
