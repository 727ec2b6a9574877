"""Conversions in the graph: each order told once, given to the last click before it, charged where that is paid for.

Decisions are locked first, in the order of their ids, then the conversion, the flight and the cell.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple

from domain.ad_act import charge
from domain.conversion import Conversion, KeptDecision, fingerprint, last_click
from domain.delivery import Counts
from domain.errors import Conflict, NotFound
from domain.invalid import AdAct, InvalidReason
from domain.money import Money
from graph import ad_act, delivery_cell
from graph import flight as flights
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class KeyParams(Params):
    key: str


class KeepParams(KeyParams):
    id: str
    sponsor_id: str
    order_id: str
    decision_id: str
    flight_id: str
    campaign_id: str
    ad_id: str
    at: datetime
    value_minor: int | None
    currency: str
    fingerprint: str
    claim: int


class ChargeParams(KeyParams):
    spent: Mapping[str, int]
    day: date


LOCK = Query("conversion/lock", IdsParams, KeptDecision)
OF_ORDER = Query("conversion/of_order", KeyParams, Conversion)
KEEP = Query("conversion/keep", KeepParams, Conversion)
CHARGE = Query("conversion/charge", ChargeParams, NoRow)


class Told(NamedTuple):
    """An order as it is told of."""

    id: str
    order_id: str
    click_ids: Sequence[str]
    at: datetime
    value: Money | None
    sponsor_id: str | None
    """Whose orders may be told of; None for any."""
    now: datetime
    claim: int
    """Of this telling: a transaction that is run again finds its own conversion by it."""
    invalid_id: str


class Recorded(NamedTuple):
    """What became of it: a conversion, or the reason why there is none."""

    conversion: Conversion | None = None
    duplicate: bool = False
    reason: InvalidReason | None = None


async def record(tx: Transaction, told: Told) -> Recorded:
    """Enter an order once, whoever tells it how often.

    Raises:
        NotFound: none of the clicks is one of the sponsor's ads.
        Conflict: the order was told before with other clicks or another value, or this is another currency.
    """
    locked = await LOCK.all(tx, IdsParams(ids=sorted(set(told.click_ids))))
    sponsor_id = told.sponsor_id or (locked[0].sponsor_id if locked else None)
    decisions = [row for row in locked if row.sponsor_id == sponsor_id]
    if sponsor_id is None or not decisions:
        raise NotFound("None of these is a click on an ad of the sponsor.", ("input", "clickIds"))
    key = f"{sponsor_id}|{told.order_id}"
    known = await OF_ORDER.one_or_none(tx, KeyParams(key=key))
    if known is not None:
        return _again(known, told)
    click = last_click(decisions, told.at)
    if isinstance(click, InvalidReason):
        await _refuse(tx, decisions[-1], click, told)
        return Recorded(reason=click)
    if told.value is not None and told.value.currency != click.currency:
        raise Conflict(f"The sponsor's account is in {click.currency}.", ("input", "value", "currency"))
    kept = await KEEP.one(tx, _kept(key, click, told))
    return await _charged(tx, key, click, kept, told) if kept.fresh else _again(kept, told)


def _again(known: Conversion, told: Told) -> Recorded:
    if known.fingerprint != fingerprint(told.click_ids, told.value):
        raise Conflict("This order was told before with other clicks or another value.", ("input", "orderId"))
    return Recorded(known, duplicate=True)


def _kept(key: str, click: KeptDecision, told: Told) -> KeepParams:
    return KeepParams(
        key=key,
        id=told.id,
        sponsor_id=click.sponsor_id,
        order_id=told.order_id,
        decision_id=click.id,
        flight_id=click.flight_id,
        campaign_id=click.campaign_id,
        ad_id=click.ad_id,
        at=told.at,
        value_minor=told.value.amount_minor if told.value else None,
        currency=click.currency,
        fingerprint=fingerprint(told.click_ids, told.value),
        claim=told.claim,
    )


async def _charged(tx: Transaction, key: str, click: KeptDecision, kept: Conversion, told: Told) -> Recorded:
    flight = await flights.LOCK.one_or_none(tx, flights.IdParams(id=click.flight_id))
    if flight is None:
        raise NotFound("The flight is gone.", ("input", "clickIds"))
    today = told.now.astimezone(flight.zone).date()
    standing = await ad_act.standing_of(tx, flight.id, today, None, told.now)
    cost = charge(AdAct.CONVERSION, click.pricing, click.price_micro, flight, standing)
    day, spent = standing.day if cost.micro else today, ad_act.spent_by(cost, standing)
    counts = Counts(conversions=1, spend_micro=spent["charged_micro"])
    changed = ad_act.flight_after(flight, standing, cost)
    params = ad_act.CountParams(
        decision_id=click.id,
        decision={},
        client="",
        remembered={},
        flight_id=flight.id,
        flight=changed,
        day=day,
        counts=ad_act.of_day(counts, cost),
    )
    await ad_act.COUNT.run(tx, params)
    await CHARGE.run(tx, ChargeParams(key=key, spent=spent, day=day))
    await delivery_cell.add(tx, click, day, counts)
    await flights.tell_by_budget(tx, flight, changed, told.now, kept.id)
    return Recorded(kept.model_copy(update={"charged_micro": spent["charged_micro"]}))


async def _refuse(tx: Transaction, decision: KeptDecision, reason: InvalidReason, told: Told) -> None:
    params = ad_act.RefuseParams(
        id=told.invalid_id,
        decision_id=decision.id,
        flight_id=decision.flight_id,
        kind=AdAct.CONVERSION,
        reason=reason,
        at=told.now,
    )
    await ad_act.REFUSE.run(tx, params)
    flight = (await flights.by_ids(tx, [decision.flight_id])).get(decision.flight_id)
    day = told.now.astimezone(flight.zone if flight else UTC).date()
    await delivery_cell.add(tx, decision, day, Counts(invalid={reason: 1}))
