"""What members do about subscriptions: they begin, cancel and resume them, each in one transaction."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.audit import AuditEntry
from domain.catalogue import Offer
from domain.errors import Conflict, InvalidInput, NotFound
from domain.ids import UserId
from domain.outbox import EventType
from domain.renewal import renewed
from domain.subscription import OpenKind, Subscription, Terms, begin, taxed
from domain.subscription import cancel as cancelled
from domain.subscription import resume as resumed
from graph import audit
from graph import order as orders
from graph.database import Transaction
from graph.subscription import save
from graph.subscription_order import order_period
from graph.subscription_store import History, history, hold

_PRICE = ("input", "priceId")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A subscription that is asked for. `trial` is how long the member may try the tier if they never did."""

    id: str
    user_id: UserId
    offer: Offer
    trial: timedelta
    coupon_code: str | None
    processor: str
    order_id: str
    at: datetime
    order_expires_at: datetime


def terms_of(offer: Offer) -> Terms:
    """What is paid for a tier at that price."""
    return Terms(
        price_id=offer.price_id,
        product_id=offer.product_id,
        tier_id=offer.tier_id or "",
        amount_minor=offer.amount_minor,
        currency=offer.currency,
        interval=offer.interval,
    )


async def start(tx: Transaction, wanted: Wanted) -> Subscription:
    """Let a member subscribe: on trial, at once where nothing is to be paid, or once their first order is paid.

    Raises:
        Conflict: they have a live subscription.
        InvalidInput: they begin with a trial, and name a coupon.
    """
    terms = terms_of(wanted.offer)
    past = await history(tx, wanted.user_id, terms.tier_id)
    _check_free(past, terms)
    trial = timedelta() if past.tried else wanted.trial
    made = begin(wanted.id, wanted.user_id, terms, trial, wanted.processor, wanted.at)
    if trial and wanted.coupon_code is not None:
        raise InvalidInput(
            "You begin with a trial, for which nothing is paid: leave the coupon out, or pass `trial: false` and pay "
            "with it now.",
            ("input", "couponCode"),
        )
    if trial:
        return await save(tx, None, made, wanted.at, EventType.SUBSCRIPTION_CREATED)
    if not terms.amount_minor:
        active = renewed(made, terms, 0, 0, wanted.at)
        return await save(tx, None, active, wanted.at, EventType.SUBSCRIPTION_CREATED)
    await save(tx, None, made, wanted.at, EventType.SUBSCRIPTION_CREATED)
    expires_at = wanted.order_expires_at
    first = await order_period(tx, made, OpenKind.FIRST, wanted.order_id, wanted.at, expires_at, wanted.coupon_code)
    return first or made


def _check_free(past: History, terms: Terms) -> None:
    """Go on only with who has no live subscription."""
    if past.live_id is None:
        return
    if past.live_tier_id == terms.tier_id:
        raise Conflict("You have this tier already: `viewer.subscriptions` shows how it stands.", _PRICE)
    raise Conflict("You have a subscription to another tier: change it by `changeTier`.", _PRICE)


async def cancel(
    tx: Transaction, id: str, at_period_end: bool, at: datetime, entry: AuditEntry | None = None
) -> Subscription:
    """Cancel a subscription, and give up the order it waits for; an operator's doing is noted by `entry`.

    Raises:
        NotFound: there is none of that id.
        Conflict: it has ended.
    """
    held = await _known(tx, id)
    after = cancelled(held, at_period_end, at)
    told = EventType.SUBSCRIPTION_CANCELLED if after.is_live else EventType.SUBSCRIPTION_EXPIRED
    await _act(tx, held, after, at, told, entry)
    if held.open is not None:
        await orders.cancel(tx, held.open.order_id, "CANCELLED", at)
    return after


async def set_tax(
    tx: Transaction, id: str, basis_points: int, at: datetime, entry: AuditEntry | None = None
) -> Subscription:
    """Let so much tax be added to what is ordered for a subscription from now on.

    Raises:
        NotFound: there is none of that id.
        InvalidInput: it isn't from 0 to 100 percent.
        Conflict: it has ended.
    """
    held = await _known(tx, id)
    after = taxed(held, basis_points)
    await _act(tx, held, after, at, None, entry)
    return after


async def resume(tx: Transaction, id: str, at: datetime, entry: AuditEntry | None = None) -> Subscription:
    """Let a cancelled subscription go on.

    Raises:
        NotFound: there is none of that id.
        Conflict: it isn't cancelled, or over.
    """
    held = await _known(tx, id)
    after = resumed(held, at)
    await _act(tx, held, after, at, EventType.SUBSCRIPTION_RESUMED, entry)
    return after


async def _act(
    tx: Transaction,
    held: Subscription,
    after: Subscription,
    at: datetime,
    told: EventType | None,
    entry: AuditEntry | None,
) -> None:
    if after == held:
        return
    if entry is not None:
        await audit.append_change(tx, entry, held, after)
    await save(tx, held, after, at, told)


async def _known(tx: Transaction, id: str) -> Subscription:
    held = await hold(tx, id)
    if held is None:
        raise NotFound("There is no such subscription.", ("input", "id"))
    return held
