"""Subscribers in the graph: the spans for which subscriptions are paid for, and what each day moved of them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.subscriber import OPEN, Span, month_of, step, worth_of
from domain.subscription import Subscription
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class OpenParams(Params):
    subscription_id: str
    user_id: str


class KeepParams(Params):
    spans: Sequence[Mapping[str, Any]]
    days: Sequence[Mapping[str, Any]]


class Found(Span):
    is_open: bool


FIND = Query("subscriber/open", OpenParams, Found)
KEEP = Query("subscriber/keep", KeepParams, NoRow)


async def follow(tx: Transaction, subscription: Subscription, at: datetime) -> None:
    """Keep what a subscription is worth from a moment on, when that isn't what it was; its member is locked."""
    params = OpenParams(subscription_id=subscription.id, user_id=subscription.user_id)
    found = await FIND.all(tx, params)
    before = next((_span(row) for row in found if row.is_open), None)
    gone = next((_span(row) for row in found if not row.is_open), None)
    spans, moved = step(subscription.id, before, gone, worth_of(subscription), at)
    if spans:
        days = [one.model_dump(mode="json") for one in moved]
        await KEEP.run(tx, KeepParams(spans=[_kept(span) for span in spans], days=days))


def _span(row: Found) -> Span:
    return Span.model_validate(row.model_dump(exclude={"is_open"}))


def _kept(span: Span) -> dict[str, Any]:
    """A span as its node keeps it: an open one is found by its subscription, and so is one that lost a subscriber."""
    is_open = span.until == OPEN
    lost = not is_open and (span.came_back or span.lost_in(month_of(span.until)))
    return {**span.model_dump(), "open_id": span.subscription_id if is_open else None, "lost": lost}
