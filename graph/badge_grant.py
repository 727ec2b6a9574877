"""What badges give: grants of their benefits as long as the badge stands, brought up to that whenever badges are."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from domain.audit import AuditEntry
from domain.grant import Given, Source, SourceKind
from domain.ids import BadgeId, UserId
from domain.record import Record
from graph import audit, grant
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import Params, Query

REVOKED = "REVOKED"
"""Why a grant ends whose badge doesn't stand any more, or doesn't give it any more: it is given again with that."""


class DueParams(IdsParams):
    revoked: str = REVOKED


class Due(Record):
    """`given` are badge and benefit, `held` these with the grant's id and whether it runs."""

    user_id: UserId
    given: tuple[tuple[str, str], ...]
    held: tuple[tuple[str, str, str, str], ...]


class SetParams(Params):
    id: BadgeId
    benefit_ids: Sequence[str]
    at: datetime


class Slugs(Record):
    slugs: tuple[str, ...]


class OfBadge(Record):
    badge_id: BadgeId
    benefit_ids: tuple[str, ...]


DUE = Query("badge_benefit/due", DueParams, Due)
SET = Query("badge_benefit/set", SetParams, Slugs)
OF_BADGES = Query("badge_benefit/of_badges", IdsParams, OfBadge)


async def settle(tx: Transaction, ids: Sequence[str], at: datetime) -> None:
    """Give members what their badges give, and end what none of them gives any more. Again it does nothing."""
    for due in await DUE.all(tx, DueParams(ids=sorted(ids))):
        held = {(badge, benefit) for badge, benefit, *_ in due.held}
        missing = defaultdict[str, list[str]](list)
        for badge, benefit in due.given:
            if (badge, benefit) not in held:
                missing[badge].append(benefit)
        for badge, benefits in sorted(missing.items()):
            await grant.give(tx, Given(due.user_id, tuple(benefits), Source(SourceKind.BADGE, badge), at))
        over = [id for badge, benefit, id, runs in due.held if runs == "true" and (badge, benefit) not in due.given]
        await grant.end_some(tx, due.user_id, over, at, REVOKED)


async def put(tx: Transaction, id: BadgeId, benefit_ids: Sequence[str], at: datetime, entry: AuditEntry) -> bool:
    """Let a badge give its holders these benefits and no others; False when there is no such badge."""
    before = await SET.one_or_none(tx, SetParams(id=id, benefit_ids=benefit_ids, at=at))
    if before is None:
        return False
    await audit.append(tx, entry.model_copy(update={"before": {"benefits": list(before.slugs)}}))
    return True


async def of_badges(tx: Transaction, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The ids of the benefits that badges give, by the badges' ids."""
    return {row.badge_id: row.benefit_ids for row in await OF_BADGES.all(tx, IdsParams(ids=ids))}
