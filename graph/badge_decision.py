"""What moderators decide about badges: given or taken whatever the rules say, with the reason, in one transaction."""

from dataclasses import dataclass

from domain.audit import AuditEntry
from domain.badge_award import BadgeAward, Word
from domain.errors import Conflict, NotFound
from domain.ids import AwardId, BadgeId, UserId
from domain.notification import NotificationKind, concerning
from domain.outbox import OutboxEvent
from domain.record import Moment
from graph import audit, badge_grant, outbox
from graph.badge import Awarded
from graph.badge_award import settle
from graph.badge_store import Held, held, members, store
from graph.database import Transaction
from graph.queries import Params, Query


class AwardParams(Params):
    id: AwardId


AWARD = Query("badge/award", AwardParams, Awarded)


@dataclass(frozen=True, slots=True)
class Decision:
    """Why, and what is written of it; made before the transaction, which may run twice."""

    reason: str
    at: Moment
    entry: AuditEntry
    told: OutboxEvent
    """An empty event `member.concerned`: it is filled when there is something to tell."""


async def give(tx: Transaction, user_id: UserId, badge_id: BadgeId, scope: str, decision: Decision) -> BadgeAward:
    """Give a member a badge, or give back what a moderator took; then it goes by the rules again, if they give it.

    Raises:
        NotFound: they are gone.
        Conflict: they have it already, or are banned.
    """
    before = await _held(tx, user_id, decision)
    found = await members(tx, [user_id])
    if not found:
        raise NotFound("There is no such member.", ("input", "userId"))
    if found[0].barred:
        raise Conflict("They are banned: lift that first.", ("input", "userId"))
    former, at = before.get((badge_id, scope)), decision.at
    if former is not None and former.stands:
        raise Conflict("They have this badge already.", ("input", "userId"))
    award = former or BadgeAward(
        user_id=user_id, badge_id=badge_id, scope=scope, awarded_at=at, earned=False, recorded_at=at
    )
    given = await _decided(tx, before, award, None if award.earned else Word.GIVEN, decision)
    concern = concerning(decision.told, NotificationKind.BADGE_AWARDED, user_id, None, about_id=badge_id)
    await outbox.append(tx, [concern])
    return given


async def take(tx: Transaction, id: AwardId, decision: Decision) -> BadgeAward:
    """Take an award from its member until a moderator gives it back.

    Raises:
        NotFound: there is no such award.
        Conflict: it doesn't stand.
    """
    found = await AWARD.one_or_none(tx, AwardParams(id=id))
    if found is None:
        raise NotFound("There is no such award.", ("input", "awardId"))
    before = await _held(tx, found.award.user_id, decision)
    award = before.get((found.award.badge_id, found.award.scope))
    if award is None or not award.stands:
        raise Conflict("They don't have this badge any more.", ("input", "awardId"))
    return await _decided(tx, before, award, Word.WITHHELD, decision)


async def _held(tx: Transaction, user_id: UserId, decision: Decision) -> Held:
    """What a member holds as of now, by the rules too."""
    await settle(tx, [user_id], decision.at, tell=True)
    return (await held(tx, [user_id]))[user_id]


async def _decided(
    tx: Transaction, before: Held, award: BadgeAward, word: Word | None, decision: Decision
) -> BadgeAward:
    decided = award.model_copy(update={"word": word, "reason": decision.reason}).weighed(False, decision.at)
    await store(tx, [(before, [decided])])
    await badge_grant.settle(tx, [decided.user_id], decision.at)
    await audit.append(tx, decision.entry)
    return decided
