"""Whether the server stands where the reference does: orders, books, access, subscriptions, coupons, seats, numbers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.access import SCOPES_OF_ROLE, Role, Viewer, access_to
from domain.ids import UserId
from domain.order import Order as Served
from domain.payment import Standing
from domain.subscription import Subscription as Held
from graph import access, content, order_store
from graph import subscription_store as store
from tests.books import check_books
from tests.graph.privacy import rows
from tests.histories.bank import Bank
from tests.histories.play import Play
from tests.histories.reference import Reference
from tests.histories.reference_money import balances
from tests.histories.reference_order import PAYABLE, Order
from tests.histories.reference_subscription import Subscription
from tests.histories.sold import ADA, CONTENTS, MEMBERS, SEATS

ALL = """
RETURN COLLECT { MATCH (o:Order) RETURN o.id } AS orders,
       COLLECT { MATCH (s:Subscription) RETURN s.id } AS subscriptions,
       COLLECT { MATCH (b:AccountBalance) WHERE b.amount_minor <> 0 RETURN [b.account, b.amount_minor] } AS balances,
       COLLECT { MATCH (c:Coupon) RETURN [c.code, c.redeemed] } AS redeemed,
       COLLECT { MATCH (u:CouponRedemption) RETURN [substring(u.coupon_id, 4), u.user_id, u.order_id] } AS uses,
       COLLECT { MATCH (s:Seat) WHERE s.state <> 'OFFERED' OR s.offered_until > $at
                 RETURN [s.user_id, s.state, s.order_id] } AS seats,
       COLLECT { MATCH (r:Refund) RETURN [r.id, r.state] } AS refunds,
       COLLECT { MATCH (d:Dispute) RETURN [d.reference, d.state, d.amount_minor] } AS disputes,
       COLLECT { MATCH (p:Payment {state: 'FAILED'}) WHERE p.problem IS NULL AND p.amount_minor > 0
                 RETURN p.reference } AS strays,
       COLLECT { MATCH (p:Payment) WHERE NOT p.state IN ['FAILED', 'RETURNED'] RETURN p.order_id } AS settled
"""
DISPUTES = {None: "OPEN", True: "WON", False: "LOST"}


async def compare(play: Play) -> None:
    """Hold the server against the reference.

    Raises:
        AssertionError: something differs; it says what.
    """
    graph, model = play.graph, play.model
    (row,) = await rows(graph, ALL, at=play.now)
    await graph.read(check_books)
    served = await graph.read(order_store.by_ids, row["orders"]) if row["orders"] else {}
    orders = {id: _wanted(one) for id, one in model.orders.items()}
    _same("orders", {id: _served(one) for id, one in served.items()}, orders)
    _same("balances", dict(map(tuple, row["balances"])), balances(model.orders.values()))
    for one in served.values():
        _paid_back(one)
    numbers = sorted(one.number for one in served.values() if one.number)
    wanted = [f"{year}-{n:06}" for year, count in sorted(model.numbers.items()) for n in range(1, count + 1)]
    _same("numbers of invoices", numbers, wanted)
    _same("orders settled twice", sorted(row["settled"]), sorted(set(row["settled"])))
    held = await graph.read(store.by_ids, row["subscriptions"]) if row["subscriptions"] else {}
    theirs = {id: _expected(one) for id, one in model.subscriptions.items()}
    _same("subscriptions", {id: _held(one) for id, one in held.items()}, theirs)
    _same("refunds", dict(map(tuple, row["refunds"])), {id: one.state for id, one in model.refunds.items()})
    disputes = {id: each for one in model.orders.values() for id, each in one.disputes.items()}
    expected = {id: (DISPUTES[one.won], sum(one.parts.values())) for id, one in disputes.items()}
    _same("disputes", {id: (state, amount) for id, state, amount in row["disputes"]}, expected)
    _same("payments for nothing", sorted(row["strays"]), sorted(model.strays))
    _of_shop(row, model, play.now)
    await _access(play)


def _of_shop(row: Mapping[str, Any], model: Reference, at: datetime) -> None:
    """Coupons and seats: used and taken as often as they may be, and by whom."""
    _same("uses of coupons", {(code, user): of for code, user, of in row["uses"]}, model.uses)
    for code, redeemed in row["redeemed"]:
        assert redeemed == sum(used == code for used, _ in model.uses), f"{code} counts {redeemed} uses"
    seats = {user: (state, of) for user, state, of in row["seats"]}
    of = model.cohort
    wanted: dict[str, tuple[str, str | None]] = {user: ("TAKEN", id) for user, id in of.taken.items()}
    wanted |= {user: ("OFFERED", None) for user, until in of.offered.items() if until > at}
    wanted |= {user: ("WAITING", None) for user in of.waiting}
    _same("seats", seats, wanted)
    assert sum(state != "WAITING" for state, _ in seats.values()) <= SEATS, "more seats than there are"


def _paid_back(order: Served) -> None:
    """No more is paid back than was paid, of the whole and of each line."""
    assert 0 <= order.refunded_minor + order.refunding_minor <= order.total_minor, order
    for line in order.lines:
        assert 0 <= line.refunded_minor <= line.refunded_minor + line.refunding_minor <= line.total_minor, line


async def _access(play: Play) -> None:
    """Every member reads what they are to read, and nothing else."""
    ids, at = [*CONTENTS], play.now
    if not play.contents:
        play.contents = await play.graph.read(content.by_ids, ids, _viewer(ADA), at)
    for member in MEMBERS:
        claims = await play.graph.read(access.claims, ids, member, at)
        allowed = [access_to(_viewer(member), each, at, claims.get(each.id)) for each in play.contents.values()]
        reads = {id for id, of in zip(play.contents, allowed, strict=True) if of.allowed}
        _same(f"what {member} reads", reads, {id for id in CONTENTS if play.model.reads(member, id, at)})


def _viewer(member: UserId) -> Viewer:
    return Viewer(member, Role.MEMBER, SCOPES_OF_ROLE[Role.MEMBER])


def _served(order: Served) -> dict[str, Any]:
    parts = ("total", "tax", "discount", "refunded", "refunding", "fee", "author", "affiliate")
    lines = [[getattr(line, f"{part}_minor") for part in parts] for line in order.lines]
    names = ("state", "total_minor", "refunded_minor", "number", "user_id", "paid_at", "subscription_id")
    shown = {name: getattr(order, name) for name in names}
    return shown | {"lines": lines, "holder": order.holder_id, "expires": order.expires_at}


def _wanted(order: Order) -> dict[str, Any]:
    parts = ("total", "tax", "discount", "refunded", "reserved", "fee", "author_minor", "affiliate_minor")
    lines = [[getattr(line, part) for part in parts] for line in order.lines]
    return {
        "state": order.state,
        "total_minor": order.total,
        "refunded_minor": order.refunded,
        "number": order.number,
        "user_id": order.user,
        "paid_at": order.paid_at,
        "subscription_id": order.subscription,
        "lines": lines,
        "holder": order.holder,
        "expires": order.expires,
    }


def _held(one: Held) -> dict[str, Any]:
    names = ("user_id", "state", "period_start", "period_end", "grace_until", "attempts", "next_attempt_at", "ended_at")
    shown = {name: getattr(one, name) for name in names}
    following = one.next_terms.price_id if one.next_terms else None
    paid = {"price": one.terms.price_id, "next": following, "value": one.value_minor, "credit": one.credit_minor}
    return shown | paid | {"open": one.open and (one.open.order_id, one.open.kind), "means": one.processor_reference}


def _expected(one: Subscription) -> dict[str, Any]:
    return {
        "user_id": one.user,
        "state": one.state,
        "period_start": one.start,
        "period_end": one.end,
        "grace_until": one.grace,
        "attempts": one.attempts,
        "next_attempt_at": one.next_attempt,
        "ended_at": one.ended,
        "price": one.thing.price_id,
        "next": one.next.price_id if one.next else None,
        "value": one.value,
        "credit": one.credit,
        "open": one.open and (one.open.order.id, one.open.kind),
        "means": one.means,
    }


def compare_money(model: Reference, bank: Bank) -> None:
    """Once everything was told: what the community has by the books is what the processor has for it.

    Raises:
        AssertionError: an order was paid twice, or something was lost or kept that isn't theirs.
    """
    for order in model.orders.values():
        paid = [one for one in bank.of_order(order.id) if one.standing is Standing.PAID]
        settling = [one for one in paid if one.reference == order.reference]
        for stray in paid:
            assert stray in settling or stray.disputes or stray.kept == 0, f"kept for nothing: {stray}"
        if not settling:
            assert order.state not in PAYABLE or not paid, f"{order.id} is paid, and nobody knows: {paid}"
            continue
        taken = sum(sum(one.parts.values()) for one in order.disputes.values() if one.won is not True)
        books = order.total - order.refunded - taken
        assert books == settling[0].kept, f"{order.id}: {books} by the books, {settling[0].kept} at the processor"


def _same(what: str, found: Any, wanted: Any) -> None:
    if found == wanted:
        return
    if isinstance(found, dict) and isinstance(wanted, Mapping):
        keys = [key for key in {**found, **wanted} if found.get(key) != wanted.get(key)]
        found, wanted = {key: found.get(key) for key in keys}, {key: wanted.get(key) for key in keys}
        if all(isinstance(each, dict) for each in (*found.values(), *wanted.values())):
            found, wanted = _parts(found, wanted), _parts(wanted, found)
    raise AssertionError(f"{what} differ:\n  the server has {found}\n  and is to have {wanted}")


def _parts(one: dict[Any, Any], other: dict[Any, Any]) -> dict[Any, Any]:
    return {key: {name: each for name, each in row.items() if other[key].get(name) != each} for key, row in one.items()}
