"""Coupons in the graph: whoever uses one holds a lock on it, so that it is never used once more than it may be."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.audit import AuditEntry
from domain.coupon import CODE_PATH, Coupon, CouponLine, Redeemed, code_of, discounts_of, unknown, used_already
from domain.record import Record
from graph import audit
from graph.content import LAST_ID, IdsParams
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class CodeParams(Params):
    code: str


class UseParams(Params):
    id: str
    key: str
    user_id: str
    order_id: str
    at: datetime


class OrderParams(Params):
    order_id: str


class CreateParams(CodeParams):
    id: str
    properties: Mapping[str, Any]
    at: datetime


class ArchiveParams(Params):
    id: str
    archived_at: datetime | None


class LatestParams(Params):
    before_id: str = LAST_ID
    limit: int


class OfAffiliateParams(Params):
    user_id: str
    limit: int


class Used(Record):
    key: str
    order_id: str


class OfOrder(Record):
    order_id: str


BY_IDS = Query("coupon/by_ids", IdsParams, Coupon)
BY_CODE = Query("coupon/by_code", CodeParams, Coupon)
LOCK = Query("coupon/lock", CodeParams, Coupon)
USED = Query("coupon/used", IdsParams, Used)
USE = Query("coupon/use", UseParams, OfOrder)
GIVE_BACK = Query("coupon/give_back", OrderParams, NoRow)
CREATE = Query("coupon/create", CreateParams, Coupon)
ARCHIVE = Query("coupon/archive", ArchiveParams, Coupon)
OF_AFFILIATE = Query("coupon/of_affiliate", OfAffiliateParams, Coupon)
LATEST = Query("coupon/latest", LatestParams, Coupon)


async def redeem(
    tx: Transaction,
    code: str,
    user_id: str,
    order_id: str,
    currency: str,
    lines: Sequence[CouponLine],
    at: datetime,
    path: tuple[str, ...] = CODE_PATH,
) -> Redeemed:
    """Use a coupon for an order, and what it takes off each line. Told again of the same order it counts once.

    Raises:
        NotFound: there is no such coupon.
        Conflict: it isn't for these products, this currency or this time, or the member has used it before.
        LimitReached: it was used as often as it may be.
        NotAllowed: it is the member's own.
    """
    coupon = await LOCK.one_or_none(tx, CodeParams(code=code_of(code)))
    if coupon is None:
        raise unknown(path)
    before = await _used_for(tx, coupon, user_id)
    if before != order_id:
        _check(coupon, before, user_id, currency, at, path)
        key = _key(coupon, user_id)
        await USE.one(tx, UseParams(id=coupon.id, key=key, user_id=user_id, order_id=order_id, at=at))
    return _redeemed(coupon, lines, path)


async def hold(tx: Transaction, code: str, user_id: str, order_id: str, at: datetime) -> bool:
    """Have a coupon count as used for an order that is paid now; False when it does. One that failed had given it back.

    Raises:
        Conflict: the member has used it for another order since.
        LimitReached: others have, as often as it may be.
    """
    coupon = await LOCK.one_or_none(tx, CodeParams(code=code))
    before = None if coupon is None else await _used_for(tx, coupon, user_id)
    if coupon is None or before == order_id:
        return False
    if before is not None:
        raise used_already(coupon.code)
    coupon.check_left()
    await USE.one(tx, UseParams(id=coupon.id, key=_key(coupon, user_id), user_id=user_id, order_id=order_id, at=at))
    return True


async def quote(
    tx: Transaction,
    code: str,
    user_id: str,
    currency: str,
    lines: Sequence[CouponLine],
    at: datetime,
    path: tuple[str, ...],
) -> Redeemed:
    """What a coupon would take off for that member now, without using it; raises as `redeem` does."""
    coupon = await BY_CODE.one_or_none(tx, CodeParams(code=code_of(code)))
    if coupon is None:
        raise unknown(path)
    _check(coupon, await _used_for(tx, coupon, user_id), user_id, currency, at, path)
    return _redeemed(coupon, lines, path)


async def give_back(tx: Transaction, order_id: str) -> None:
    """Count the coupon of an order that won't be paid as not used, so that its member may use it again."""
    await GIVE_BACK.run(tx, OrderParams(order_id=order_id))


async def create(tx: Transaction, params: CreateParams, entry: AuditEntry) -> Coupon | None:
    """Make a coupon; None when its code is taken."""
    made = await CREATE.one_or_none(tx, params)
    if made is not None:
        await audit.append(tx, entry)
    return made


async def archive(tx: Transaction, id: str, archived_at: datetime | None, entry: AuditEntry) -> Coupon | None:
    """Archive a coupon, or take that back; None when there is none of that id."""
    after = await ARCHIVE.one_or_none(tx, ArchiveParams(id=id, archived_at=archived_at))
    if after is not None:
        await audit.append(tx, entry)
    return after


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, Coupon]:
    """Coupons by id."""
    return {row.id: row for row in await BY_IDS.all(tx, IdsParams(ids=ids))}


async def _used_for(tx: Transaction, coupon: Coupon, user_id: str) -> str | None:
    """The order for which that member has used the coupon."""
    used = await USED.one_or_none(tx, IdsParams(ids=[_key(coupon, user_id)]))
    return used.order_id if used else None


def _check(
    coupon: Coupon, before: str | None, user_id: str, currency: str, at: datetime, path: tuple[str, ...]
) -> None:
    coupon.check(user_id, currency, at, path)
    if before is not None:
        raise used_already(coupon.code, path)


def _key(coupon: Coupon, user_id: str) -> str:
    return f"{coupon.id}|{user_id}"


def _redeemed(coupon: Coupon, lines: Sequence[CouponLine], path: tuple[str, ...]) -> Redeemed:
    return Redeemed(
        coupon_id=coupon.id,
        code=coupon.code,
        discounts=discounts_of(coupon, lines, path),
        affiliate_id=coupon.affiliate_id,
        affiliate_percent=coupon.affiliate_percent if coupon.affiliate_id else 0,
    )
