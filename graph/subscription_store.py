"""What is kept of subscriptions, and the queries that find and change it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from domain.ids import UserId
from domain.record import Moment, Record
from domain.renewal import due_at
from domain.subscription import Subscription, SubscriptionState
from graph import event as events
from graph.content import LAST_ID, IdsParams
from graph.database import Transaction
from graph.in_order import in_order
from graph.queries import NoRow, Params, Query


class IdParams(Params):
    id: str


class SaveParams(IdParams):
    properties: Mapping[str, Any]


class OfUserParams(Params):
    user_id: UserId
    before_id: str = LAST_ID
    limit: int


class LiveOfParams(Params):
    user_id: UserId


class HistoryParams(LiveOfParams):
    tier_id: str


class LatestParams(Params):
    """`tier_id` is None for all."""

    tier_id: str | None
    states: Sequence[SubscriptionState]
    before_id: str = LAST_ID
    limit: int


class DueParams(Params):
    as_of: datetime
    after_at: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    after_id: str = ""
    limit: int


class Owner(Record):
    user_id: UserId


class Id(Record):
    id: str


class Due(Record):
    id: str
    due_at: Moment


class History(Record):
    """What a member has of subscriptions: the live one, and whether they had a tier on trial."""

    live_id: str | None
    live_tier_id: str | None
    tried: bool


BY_IDS = Query("subscription/by_ids", IdsParams, Subscription)
OWNER = Query("subscription/owner", IdParams, Owner)
LOCK = Query("subscription/lock", IdParams, Owner)
SAVE = Query("subscription/save", SaveParams, NoRow)
OF_USER = Query("subscription/of_user", OfUserParams, Id)
LIVE_OF = Query("subscription/live_of", LiveOfParams, Id)
HISTORY = Query("subscription/history", HistoryParams, History)
LATEST = Query("subscription/latest", LatestParams, Id)
DUE = Query("subscription/due", DueParams, Due)


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, Subscription]:
    """Subscriptions by id, whosever they are: ask whose before showing one."""
    return {row.id: row for row in await BY_IDS.all(tx, IdsParams(ids=ids))}


async def of_user(tx: Transaction, user_id: str, limit: int) -> list[Subscription]:
    """A member's subscriptions, the newest first."""
    rows = await OF_USER.all(tx, OfUserParams(user_id=UserId(user_id), limit=limit))
    return await in_order(tx, by_ids, [row.id for row in rows])


async def latest(tx: Transaction, params: LatestParams) -> list[Subscription]:
    """Subscriptions of some tiers in some states, the newest first."""
    return await in_order(tx, by_ids, [row.id for row in await LATEST.all(tx, params)])


async def live_of(tx: Transaction, user_id: UserId) -> str | None:
    """The id of a member's live subscription, if they have one."""
    found = await LIVE_OF.one_or_none(tx, LiveOfParams(user_id=user_id))
    return found.id if found else None


async def history(tx: Transaction, user_id: UserId, tier_id: str) -> History:
    """What a member has of subscriptions, while they are locked."""
    await events.lock(tx, [user_id], [])
    return await HISTORY.one(tx, HistoryParams(user_id=user_id, tier_id=tier_id))


async def hold(tx: Transaction, id: str) -> Subscription | None:
    """A subscription as it is now, locked behind its member until the transaction ends; None when there is none."""
    owner = await OWNER.one_or_none(tx, IdParams(id=id))
    if owner is None:
        return None
    await events.lock(tx, [owner.user_id], [])
    await LOCK.run(tx, IdParams(id=id))
    return (await by_ids(tx, [id])).get(id)


async def keep(tx: Transaction, subscription: Subscription) -> None:
    """Keep what a subscription has become; no more than that."""
    await SAVE.run(tx, SaveParams(id=subscription.id, properties=_properties(subscription)))


def _properties(subscription: Subscription) -> dict[str, Any]:
    """A subscription as its node keeps it."""
    kept = subscription.model_dump(exclude={"id", "terms", "next_terms", "open"})
    order, following = subscription.open, subscription.next_terms
    return {
        **kept,
        "live_key": subscription.user_id if subscription.is_live else None,
        "tier_id": subscription.terms.tier_id,
        "price_id": subscription.terms.price_id,
        "next_price_id": following.price_id if following else None,
        "open_order_id": order.order_id if order else None,
        "open_kind": order.kind if order else None,
        "open_price_id": order.terms.price_id if order else None,
        "open_value_minor": order.value_minor if order else None,
        "open_credit_minor": order.credit_minor if order else None,
        "open_tax_minor": order.tax_minor if order else None,
        "open_at": order.at if order else None,
        "open_to_charge": order.to_charge if order else None,
        "open_charges": order.charges if order else None,
        "due_at": due_at(subscription),
    }
