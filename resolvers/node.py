"""Anything by its id: the root of Relay's refetching."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from domain.errors import InvalidInput
from domain.ids import IdPrefix, parse_id
from domain.record import Record
from resolvers import (
    ad,
    ad_request,
    area,
    badge,
    benefit,
    campaign,
    content,
    coupon,
    flight,
    notification,
    order,
    payout,
    product,
    refund,
    scoring,
    series,
    service,
    sponsor,
    subscription,
    tag,
    tier,
    trial,
    user,
)
from resolvers.context import Context

MAX_NODES = 100
FINDERS: dict[IdPrefix, Callable[[Context, Any], Awaitable[Record | None]]] = {
    IdPrefix.USER: user.by_id,
    IdPrefix.CONTENT: content.found_or_original,
    IdPrefix.SERIES: series.by_id,
    IdPrefix.TAG: tag.by_id,
    IdPrefix.AREA: area.by_id,
    IdPrefix.MODEL: scoring.by_id,
    IdPrefix.MODEL_TRIAL: trial.by_id,
    IdPrefix.NOTIFICATION: notification.by_id,
    IdPrefix.BADGE: badge.by_id,
    IdPrefix.BENEFIT: benefit.by_id,
    IdPrefix.PRODUCT: product.by_id,
    IdPrefix.PRICE: product.price_by_id,
    IdPrefix.TIER: tier.by_id,
    IdPrefix.SUBSCRIPTION: subscription.by_id,
    IdPrefix.COUPON: coupon.by_id,
    IdPrefix.SPONSOR: sponsor.by_id,
    IdPrefix.CAMPAIGN: campaign.by_id,
    IdPrefix.FLIGHT: flight.by_id,
    IdPrefix.AD: ad.by_id,
    IdPrefix.DECISION: ad_request.by_id,
    IdPrefix.ORDER: order.by_id,
    IdPrefix.REFUND: refund.by_id,
    IdPrefix.PAYOUT: payout.by_id,
    IdPrefix.SERVICE_REQUEST: service.by_id,
}


async def one(ctx: Context, id: str) -> Record | None:
    """What has that id, or None when there is nothing the viewer can find.

    Raises:
        InvalidInput: the id is malformed.
    """
    finder = FINDERS.get(parse_id(id))
    return await finder(ctx, id) if finder else None


def many(ctx: Context, ids: Sequence[str]) -> list[Awaitable[Record | None]]:
    """The same for up to 100 ids, in their order; each is awaited by itself, so one bad id spoils only its place."""
    if len(ids) > MAX_NODES:
        raise InvalidInput(f"Ask for at most {MAX_NODES} ids at once.", path=("ids",))
    return [one(ctx, id) for id in ids]
