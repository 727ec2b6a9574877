"""Awards that members bring along from an imported community: added once, and none of the rules' business."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from domain.badge_award import BadgeAward
from domain.badges import Badge
from domain.ids import UserId
from graph import badge_grant
from graph.badge import keep
from graph.badge_store import alone, held, members, store
from graph.database import Transaction


async def add(tx: Transaction, badges: Iterable[Badge], awards: Sequence[BadgeAward], now: datetime) -> int:
    """Add awards, and the badges they are of; how many are new. What is known is left as it is."""
    await alone(tx, now)
    await keep(tx, badges)
    brought = defaultdict[UserId, dict[str, BadgeAward]](dict)
    for award in awards:
        brought[award.user_id].setdefault(award.id, award)
    known = await held(tx, list(brought))
    changes = []
    for member in await members(tx, brought):
        before = known[member.user_id]
        new = [each for each in brought[member.user_id].values() if (each.badge_id, each.scope) not in before]
        if new:
            changes.append((before, [award.weighed(member.barred, now) for award in new]))
    await store(tx, changes)
    await badge_grant.settle(tx, sorted(brought), now)
    return sum(len(new) for _, new in changes)
