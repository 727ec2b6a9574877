"""Views and clicks of ads: each counted once at most, charged where it is paid for, or kept with why it doesn't count.

One act is one transaction. It locks the decision, then the client, the flight, and last the cell; everything that
decides about the act is read behind the lock that guards it. So neither parallel requests nor other workers count twice
or spend what isn't there, and whoever is killed in between has counted and charged, or has done neither.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from domain.ad_act import (
    BILLED,
    MAX_REFUSALS,
    Charge,
    Lately,
    OpenDecision,
    Standing,
    charge,
    refusal,
    too_frequent,
)
from domain.ad_token import VIEW_WITHIN, AdTicket
from domain.ad_traffic import remembered
from domain.delivery import Counts
from domain.flight import Flight
from domain.flight_account import change_by_budget
from domain.invalid import AdAct, InvalidReason
from graph import delivery_cell
from graph import flight as flights
from graph.database import Transaction
from graph.queries import NoRow, Params, Query

DAY, WEEK = timedelta(days=1), timedelta(days=7)


class OpenParams(Params):
    id: str
    properties: Mapping[str, Any]


class LatelyParams(Params):
    key: str
    at: datetime


class StandingParams(Params):
    flight_id: str
    day: date
    user_id: str | None
    day_ago: datetime
    week_ago: datetime
    decided_since: datetime


class CountParams(Params):
    decision_id: str
    decision: Mapping[str, Any]
    client: str
    remembered: Mapping[str, Any]
    flight_id: str
    flight: Mapping[str, Any]
    day: date
    counts: Mapping[str, int]


class RefuseParams(Params):
    id: str
    decision_id: str
    flight_id: str
    kind: AdAct
    reason: InvalidReason
    at: datetime


class ForgedParams(Params):
    id: str
    kind: AdAct
    at: datetime


OPEN = Query("ad_act/open", OpenParams, OpenDecision)
LATELY = Query("ad_act/lately", LatelyParams, Lately)
STANDING = Query("ad_act/standing", StandingParams, Standing)
COUNT = Query("ad_act/count", CountParams, NoRow)
REFUSE = Query("ad_act/refuse", RefuseParams, NoRow)
FORGED = Query("ad_act/forged", ForgedParams, NoRow)


class Attempt(NamedTuple):
    """An act as it comes in."""

    act: AdAct
    ticket: AdTicket
    client: str
    """Hash of who does it; empty when unknown."""
    mark: int
    at: datetime
    known: InvalidReason | None
    """Why it doesn't count, where that can be told without looking."""
    invalid_id: str
    """What it is kept under if it doesn't count."""


async def take(tx: Transaction, attempt: Attempt) -> InvalidReason | None:
    """Count an act and charge for it, or keep it with the reason why it doesn't count, which is given back."""
    ticket, at = attempt.ticket, attempt.at
    decision = await OPEN.one(tx, OpenParams(id=ticket.id, properties=ticket.decision()))
    lately = await LATELY.one(tx, LatelyParams(key=attempt.client, at=at)) if attempt.client else Lately()
    reason = attempt.known or refusal(attempt.act, ticket, decision, lately, attempt.client, at)
    if reason is None:
        flight = await flights.LOCK.one_or_none(tx, flights.IdParams(id=ticket.flight_id))
        if flight is None:
            return InvalidReason.EXPIRED
        standing = await standing_of(tx, ticket.flight_id, ticket.day(at), ticket.user_id, at)
        if attempt.act is not AdAct.VIEW or not too_frequent(flight, standing):
            await _count(tx, attempt, decision, lately, flight, standing)
            return None
        reason = InvalidReason.FREQUENCY
    await _refuse(tx, attempt, decision, reason)
    return reason


async def standing_of(tx: Transaction, flight_id: str, day: date, user_id: str | None, at: datetime) -> Standing:
    """How a flight that is locked stands."""
    params = StandingParams(
        flight_id=flight_id,
        day=day,
        user_id=user_id,
        day_ago=at - DAY,
        week_ago=at - WEEK,
        decided_since=at - WEEK - VIEW_WITHIN,
    )
    return await STANDING.one(tx, params)


def flight_after(flight: Flight, standing: Standing, cost: Charge) -> dict[str, Any]:
    """What changes of a flight by a charge."""
    if not (cost.micro or cost.unbilled):
        return {}
    spent = standing.spent_micro + cost.micro
    return {"spent_micro": spent} | change_by_budget(flight, spent)


def spent_by(cost: Charge, standing: Standing) -> dict[str, int]:
    """What an act cost, as it is kept with it: money of paid campaigns, of others as much of the budget alone."""
    return {"charged_micro": cost.micro} if standing.paid else {"charged_micro": 0, "nominal_micro": cost.micro}


async def _count(
    tx: Transaction,
    attempt: Attempt,
    decision: OpenDecision,
    lately: Lately,
    flight: Flight,
    standing: Standing,
) -> None:
    act, ticket, at = attempt.act, attempt.ticket, attempt.at
    cost = charge(act, ticket.pricing, ticket.price_micro, flight, standing)
    spent = spent_by(cost, standing)
    day = standing.day if cost.micro else ticket.day(at)
    view = act is AdAct.VIEW
    counts = Counts(views=int(view), clicks=int(not view), spend_micro=spent["charged_micro"])
    changes: dict[str, Any] = {"viewed_at": at, "viewed_on": day} if view else {}
    changes |= {} if view else {"clicked_at": at, "clicked_on": day}
    changes |= spent if BILLED[ticket.pricing] is act else {}
    changes |= {"client": attempt.client} if view and not decision.client else {}
    now = round(at.timestamp() * 1000)
    changed = flight_after(flight, standing, cost)
    params = CountParams(
        decision_id=ticket.id,
        decision=changes,
        client=attempt.client,
        remembered={"views" if view else "clicks": remembered(act, lately.of(act), now)},
        flight_id=flight.id,
        flight=changed,
        day=day,
        counts=of_day(counts, cost),
    )
    await COUNT.run(tx, params)
    await delivery_cell.add(tx, ticket, day, counts, attempt.mark)
    await flights.tell_by_budget(tx, flight, changed, at, ticket.id)


def of_day(counts: Counts, cost: Charge) -> dict[str, int]:
    """What is added to a flight's day."""
    counted = {"views": counts.views, "clicks": counts.clicks, "conversions": counts.conversions}
    return counted | {"unbilled": int(cost.unbilled), "spent_micro": cost.micro}


async def _refuse(tx: Transaction, attempt: Attempt, decision: OpenDecision, reason: InvalidReason) -> None:
    ticket = attempt.ticket
    if decision.refusals < MAX_REFUSALS:
        params = RefuseParams(
            id=attempt.invalid_id,
            decision_id=ticket.id,
            flight_id=ticket.flight_id,
            kind=attempt.act,
            reason=reason,
            at=attempt.at,
        )
        await REFUSE.run(tx, params)
    await delivery_cell.add(tx, ticket, ticket.day(attempt.at), Counts(invalid={reason: 1}))
