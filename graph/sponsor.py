"""Sponsors in the graph: made, changed, decided on and funded, each with an audit entry in the same transaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.audit import AuditEntry
from domain.ledger import Entry
from domain.notification import NotificationKind, concerning
from domain.outbox import OutboxEvent
from domain.record import Record
from domain.sponsor import (
    Sponsor,
    SponsorState,
    check_decision,
    check_deletable,
    check_fundable,
    check_own_currency,
    check_term,
)
from graph import application, audit, exclusivity, flight_account, ledger, outbox
from graph.content import LAST_ID, IdsParams
from graph.database import Transaction
from graph.queries import NoRow, Params, Query


class CreateParams(Params):
    id: str
    properties: Mapping[str, Any]
    at: datetime


class IdParams(Params):
    id: str


class ChangeParams(IdParams):
    properties: Mapping[str, Any]


class LatestParams(Params):
    states: Sequence[SponsorState]
    before_id: str = LAST_ID
    limit: int


class Campaigns(Record):
    campaigns: int


BY_IDS = Query("sponsor/by_ids", IdsParams, Sponsor)
LATEST = Query("sponsor/latest", LatestParams, Sponsor)
CREATE = Query("sponsor/create", CreateParams, Sponsor)
CHANGE = Query("sponsor/change", ChangeParams, Sponsor)
LOCK = Query("sponsor/lock", IdParams, Sponsor)
DELETE = Query("sponsor/delete", IdParams, NoRow)
CAMPAIGNS = Query("sponsor/campaigns", IdParams, Campaigns)


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, Sponsor]:
    """Sponsors by id."""
    return {row.id: row for row in await BY_IDS.all(tx, IdsParams(ids=ids))}


async def create(tx: Transaction, params: CreateParams, entry: AuditEntry) -> Sponsor:
    """Make a sponsor."""
    made = await CREATE.one(tx, params)
    check_term(made.starts_at, made.ends_at)
    await audit.append(tx, entry.model_copy(update={"after": made.model_dump(mode="json")}))
    return made


async def change(tx: Transaction, params: ChangeParams, entry: AuditEntry) -> Sponsor | None:
    """Set what is given of a sponsor; None when there is none of that id.

    Raises:
        Conflict: in its new term another sponsor holds alone what this one does.
    """
    before = await LOCK.one_or_none(tx, IdParams(id=params.id))
    return None if before is None else await _changed(tx, before, params.properties, entry, ("input",))


async def decide(
    tx: Transaction, id: str, state: SponsorState, reason: str, entry: AuditEntry, concerned: OutboxEvent
) -> Sponsor | None:
    """Take a sponsor to another state, and have who applied told by `concerned`; None when there is none of that id.

    Raises:
        Conflict: it can't become that from where it is, has money left, or another holds alone what it would.
    """
    before = await LOCK.one_or_none(tx, IdParams(id=id))
    if before is None:
        return None
    check_decision(before, state, await held(tx, before))
    decided = await _changed(tx, before, {"state": state, "state_reason": reason}, entry, ("input", "state"))
    applied = (await application.of_sponsors(tx, [id])).get(id)
    if applied is not None:
        told = concerning(concerned, NotificationKind.SPONSOR_DECIDED, applied.user_id, None, about_id=id)
        await outbox.append(tx, [told])
    return decided


async def delete(tx: Transaction, id: str, entry: AuditEntry) -> Sponsor | None:
    """Delete a sponsor that was entered by mistake; as it was, or None when there is none of that id.

    Raises:
        Conflict: money of it moved, or it has campaigns.
    """
    before = await LOCK.one_or_none(tx, IdParams(id=id))
    if before is None:
        return None
    moved = bool((await ledger.balances(tx, [before.account])).get(before.account))
    check_deletable(before, moved, (await CAMPAIGNS.one(tx, IdParams(id=id))).campaigns)
    await DELETE.run(tx, IdParams(id=id))
    await audit.append(tx, entry.model_copy(update={"before": before.model_dump(mode="json")}))
    return before


async def held(tx: Transaction, sponsor: Sponsor) -> int:
    """What is a sponsor's own, in minor units: its account, and what is reserved for its flights."""
    prepaid = (await ledger.balances(tx, [sponsor.account])).get(sponsor.account, [])
    return sum(money.amount_minor for money in prepaid) + await flight_account.reserved_of_sponsor(tx, sponsor.id)


async def _changed(
    tx: Transaction, before: Sponsor, properties: Mapping[str, Any], entry: AuditEntry, path: tuple[str, ...]
) -> Sponsor:
    after = await CHANGE.one(tx, ChangeParams(id=before.id, properties=properties))
    check_term(after.starts_at, after.ends_at)
    await exclusivity.check(tx, after, path)
    await audit.append_change(tx, entry, before, after)
    return after


async def fund(tx: Transaction, id: str, moved: Entry, entry: AuditEntry) -> Sponsor | None:
    """Add what a sponsor paid in to its account, once however often it is told; None when there is no such sponsor.

    Raises:
        Conflict: it isn't approved, holds another currency, or the payment was told with another amount.
    """
    sponsor = await LOCK.one_or_none(tx, IdParams(id=id))
    if sponsor is not None:
        check_fundable(sponsor, moved.postings[0].currency)
        await _post(tx, moved, entry)
    return sponsor


async def give_back(tx: Transaction, id: str, moved: Entry, entry: AuditEntry) -> Sponsor | None:
    """Return money from a sponsor's account, whatever state it is in; None when there is no such sponsor.

    Raises:
        Conflict: it holds another currency, or this was told with another amount.
        PaymentRequired: it hasn't as much.
    """
    sponsor = await LOCK.one_or_none(tx, IdParams(id=id))
    if sponsor is not None:
        check_own_currency(sponsor, moved.postings[0].currency)
        await _post(tx, moved, entry)
    return sponsor


async def _post(tx: Transaction, moved: Entry, entry: AuditEntry) -> None:
    if await ledger.post(tx, moved):
        await audit.append(tx, entry)
