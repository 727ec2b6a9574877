"""Awards of badges in the graph: worked out anew for members of whom something changed, or for everybody.

Whoever's ledger changes is noted (`BadgeDue`) in the transaction that changes it. A note is taken by a transaction that
reads the ledger after it: what that doesn't see yet is committed later, and so is its note.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.badge_award import BadgeAward, changed
from domain.badge_fold import Deed, anniversary, earned
from domain.badges import BADGES, BadgeBook, BadgeKind
from domain.ids import IdPrefix, UserId, stable_id
from domain.notification import NotificationKind, concerning
from domain.outbox import EventType, OutboxEvent
from domain.record import Moment, Record
from graph import badge_grant, outbox
from graph.badge_store import Held, alone, held, members, store
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import NoRow, Params, Query

NEWS = timedelta(days=1)
"""What was earned longer ago isn't told of any more: it comes of a change of the rules, or of a late import."""

Change = tuple[Held, Sequence[BadgeAward]]
"""What a member held, and what of it is another now."""


class WaitingParams(Params):
    before: datetime
    limit: int


class Waiting(Record):
    user_id: UserId
    since: Moment


class MarkParams(Params):
    spans: list[dict[str, datetime]]
    at: datetime


@dataclass(frozen=True, slots=True)
class Settled:
    """What was done for some members: awards that stand now and didn't, and the other way round."""

    given: int = 0
    taken: int = 0

    def __add__(self, more: "Settled") -> "Settled":
        return Settled(self.given + more.given, self.taken + more.taken)


TAKE_NOTES = Query("badge/take_notes", IdsParams, NoRow)
DEEDS = Query("badge/deeds", IdsParams, Deed)
WAITING = Query("badge/waiting", WaitingParams, Waiting)
MARK_JOINED = Query("badge/mark_joined", MarkParams, NoRow)


async def settle(
    tx: Transaction, ids: Sequence[UserId], now: datetime, *, tell: bool, book: BadgeBook = BADGES
) -> Settled:
    """Bring the awards of some members up to what stands in ledgers. Again it does nothing. `tell` notifies of news."""
    await alone(tx, now)
    await TAKE_NOTES.run(tx, IdsParams(ids=ids))
    changes = await _changes(tx, ids, now, book)
    await store(tx, changes)
    await badge_grant.settle(tx, ids, now)
    if tell:
        fresh = [award for before, after in changes for award in after if (award.badge_id, award.scope) not in before]
        news = [award for award in fresh if award.stands and award.awarded_at > now - NEWS]
        await outbox.append(tx, [_told(award, now) for award in news])
    return sum((_counted(before, after) for before, after in changes), Settled())


async def _changes(tx: Transaction, ids: Sequence[UserId], now: datetime, book: BadgeBook) -> list[Change]:
    found = await members(tx, ids)
    there = [member.user_id for member in found]
    deeds, awards = await _deeds(tx, there), await held(tx, there)
    changes = list[Change]()
    for member in found:
        before = awards[member.user_id]
        rules = earned(book, member.joined_at, deeds[member.user_id], now)
        after = list(changed(member.user_id, before, rules, book.version, member.barred, now))
        if after:
            changes.append((before, after))
    return changes


async def _deeds(tx: Transaction, ids: Sequence[UserId]) -> Mapping[UserId, list[Deed]]:
    """What stands in ledgers and concerns members."""
    deeds = defaultdict[UserId, list[Deed]](list)
    for deed in await DEEDS.all(tx, IdsParams(ids=ids)):
        deeds[deed.user_id].append(deed)
    return deeds


def _counted(before: Held, after: Sequence[BadgeAward]) -> Settled:
    stood = [(former := before.get((award.badge_id, award.scope))) is not None and former.stands for award in after]
    pairs = list(zip(stood, (award.stands for award in after), strict=True))
    return Settled(pairs.count((False, True)), pairs.count((True, False)))


def _told(award: BadgeAward, now: datetime) -> OutboxEvent:
    """The event of which the member's notification is made; its id follows from the award, which is new but once."""
    id = stable_id(IdPrefix.OUTBOX_EVENT, now, "badge awarded", award.id)
    event = OutboxEvent(id=id, type=EventType.MEMBER_CONCERNED, occurred_at=now, payload={})
    content_id = award.evidence[0] if award.evidence else None
    return concerning(event, NotificationKind.BADGE_AWARDED, award.user_id, None, content_id, award.badge_id)


async def waiting(tx: Transaction, before: datetime, limit: int) -> list[Waiting]:
    """Members noted to be looked at until then, those who have waited longest."""
    return await WAITING.all(tx, WaitingParams(before=before, limit=limit))


async def mark_anniversaries(tx: Transaction, after: datetime, up_to: datetime, book: BadgeBook) -> None:
    """Note those members to be looked at who have been here for a number of years since the last time."""
    years = {n for rule in book.rules if rule.kind is BadgeKind.TENURE for n in rule.thresholds}
    spans = [{"after": anniversary(after, -n), "up_to": anniversary(up_to, -n)} for n in sorted(years)]
    await MARK_JOINED.run(tx, MarkParams(spans=spans, at=up_to))
