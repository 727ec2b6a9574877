"""Payouts in the graph: asked for under the lock of the account, so that however many ask at once, no more is set aside
than is available.

What is asked for is set aside, and money moves when it was sent: so the books say what the bank says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.audit import AuditEntry
from domain.errors import LimitReached, NotFound
from domain.ids import IdPrefix, UserId, stable_id
from domain.ledger import OUTSIDE, Entry, LedgerEntryKind, earnings, moved
from domain.payout import AT_ONCE, Earnings, Payout, PayoutRules, PayoutState, returned, sent
from graph import audit, ledger
from graph import earnings as accounts
from graph import event as events
from graph.database import Transaction
from graph.payout_store import ADD, CHANGE, LOCK, AddParams, ChangeParams, IdParams, by_ids


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be paid out: all that is available in a currency, or an amount. `id` is that of what is asked."""

    id: str
    currency: str
    by: str
    at: datetime
    processor: str
    rules: PayoutRules
    amount_minor: int | None = None


async def request(tx: Transaction, wanted: Wanted, user_id: UserId) -> Payout:
    """Set aside what a member asks for.

    Raises:
        InvalidInput: they ask for nothing.
        LimitReached: it is more than is available, or less than is paid out at a time.
    """
    found = await _locked(tx, [user_id], wanted)
    if not found:
        raise LimitReached(f"Nothing was earned in {wanted.currency} yet.", ("input", "currency"))
    amount = found[0].to_pay(wanted.amount_minor, wanted.rules)
    (made,) = await _made(tx, wanted, {user_id: amount})
    return made


async def request_all(tx: Transaction, wanted: Wanted, entry: AuditEntry) -> list[Payout]:
    """Set aside what is available to members who are paid out, up to AT_ONCE of them; ask again for the next."""
    held_from = wanted.rules.held_from(wanted.at)
    user_ids = await accounts.payable(tx, wanted.currency, wanted.rules, held_from, AT_ONCE)
    found = await _locked(tx, user_ids, wanted) if user_ids else []
    least = max(1, wanted.rules.minimum_minor)
    amounts = {one.user_id: one.available_minor for one in found if one.available_minor >= least}
    made = await _made(tx, wanted, amounts) if amounts else []
    if made:
        await audit.append(tx, entry)
    return made


async def send(tx: Transaction, id: str, reference: str, at: datetime, entry: AuditEntry | None = None) -> Payout:
    """Note that a payout was sent: what was set aside leaves the account, once however often it is told.

    Raises:
        NotFound: there is none of that id.
        Conflict: it went under another reference, or came back.
    """
    before = await _hold(tx, id)
    after = sent(before, reference, at)
    if after == before:
        return before
    await _post(tx, after, LedgerEntryKind.PAYOUT, at, reference)
    await _keep(tx, after, entry)
    return after


async def give_back(tx: Transaction, id: str, reason: str, at: datetime, entry: AuditEntry | None = None) -> Payout:
    """Note that a payout came back, or won't go: it is the member's again, once however often it is told.

    Raises:
        NotFound: there is none of that id.
    """
    before = await _hold(tx, id)
    after = returned(before, reason, at)
    if after == before:
        return before
    if before.state is PayoutState.SENT:
        await _post(tx, after, LedgerEntryKind.PAYOUT_RETURNED, at, reason)
    await _keep(tx, after, entry)
    return after


async def _locked(tx: Transaction, user_ids: Sequence[str], wanted: Wanted) -> list[Earnings]:
    """How members' earnings in the currency stand, behind the locks of them and of their accounts."""
    await events.lock(tx, user_ids, [])
    earners = [one.user_id for one in await _earned(tx, sorted(user_ids), wanted)]
    await accounts.lock(tx, earners, wanted.currency)
    return await _earned(tx, earners, wanted)


async def _earned(tx: Transaction, ids: Sequence[str], wanted: Wanted) -> list[Earnings]:
    found = await accounts.of_users(tx, ids, wanted.rules.held_from(wanted.at))
    return [one for id in ids for one in found.get(id, []) if one.currency == wanted.currency]


async def _made(tx: Transaction, wanted: Wanted, amounts: Mapping[str, int]) -> list[Payout]:
    rows = [
        {
            "id": stable_id(IdPrefix.PAYOUT, wanted.at, wanted.id, user_id),
            "user_id": user_id,
            "state": PayoutState.PENDING,
            "amount_minor": amount,
            "currency": wanted.currency,
            "processor": wanted.processor,
            "by": wanted.by,
            "created_at": wanted.at,
        }
        for user_id, amount in amounts.items()
    ]
    await ADD.run(tx, AddParams(rows=rows))
    made = await by_ids(tx, [str(row["id"]) for row in rows])
    return [made[str(row["id"])] for row in rows]


async def _hold(tx: Transaction, id: str) -> Payout:
    """A payout as it is now, behind its lock."""
    if await LOCK.one_or_none(tx, IdParams(id=id)) is None:
        raise NotFound("There is no such payout.", ("input", "id"))
    return (await by_ids(tx, [id]))[id]


async def _keep(tx: Transaction, after: Payout, entry: AuditEntry | None) -> None:
    changed = after.model_dump(include={"state", "reference", "reason", "sent_at", "returned_at"})
    await CHANGE.run(tx, ChangeParams(id=after.id, properties=changed))
    if entry is not None:
        await audit.append(tx, entry)


async def _post(tx: Transaction, payout: Payout, kind: LedgerEntryKind, at: datetime, memo: str) -> None:
    """Move the money out of the account, or back into it."""
    source, target = earnings(payout.user_id), OUTSIDE
    if kind is LedgerEntryKind.PAYOUT_RETURNED:
        source, target = target, source
    key = f"{kind.value.lower()}:{payout.id}"
    postings = moved(payout.amount_minor, payout.currency, source=source, target=target)
    await ledger.post(tx, Entry.keyed(key, kind, at, postings, memo, payout.id))
