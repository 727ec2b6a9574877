"""Badges of two accounts that become one: what a moderator or an import gave moves, the rest is earned anew."""

from collections.abc import Mapping
from datetime import datetime

from domain.badge_award import BadgeAward, Word
from domain.ids import UserId
from domain.record import Record
from graph.badge_store import alone, held, members, store
from graph.database import Transaction
from graph.merge import Open
from graph.queries import Params, Query


class FromParams(Params):
    from_id: UserId


class Forgotten(Record):
    badge_awards: int


FORGET = Query("merge/forget_badges", FromParams, Forgotten)


async def move_badges(tx: Transaction, merge: Open, now: datetime) -> Mapping[str, int]:
    """Give the survivor what no rule gives; that a moderator withheld a badge from either holds."""
    await alone(tx, now)
    found = await held(tx, [merge.from_id, merge.into_id])
    own, changes = found[merge.into_id], list[BadgeAward]()
    (survivor,) = await members(tx, [merge.into_id])
    for key, award in sorted(found[merge.from_id].items()):
        said = {"word": award.word, "reason": award.reason}
        if award.word is None and award.rule_version is not None:
            continue
        if key not in own:
            changes.append(award.model_copy(update={"user_id": merge.into_id}).weighed(survivor.barred, now))
        elif award.word is Word.WITHHELD:
            changes.append(own[key].model_copy(update=said).weighed(survivor.barred, now))
    if changes:
        await store(tx, [(own, changes)])
    forgotten = await FORGET.one(tx, FromParams(from_id=merge.from_id))
    return {"badge_awards": forgotten.badge_awards}
