"""Reports in the graph: gathered in one case a target, which hides a content when they weigh enough together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.audit import AuditEntry
from domain.content import Visibility
from domain.ids import CaseId, UserId
from domain.moderation import NewAction
from domain.norm import Norm
from domain.outbox import OutboxEvent
from domain.record import Record
from domain.report import HIDING_WEIGHT, NewReport, Report, Reporter, reported_before
from domain.standing import Level
from graph import event as events
from graph import moderation, takedown
from graph.content import AudienceParams, IdsParams
from graph.database import Transaction
from graph.queries import Params, Query


class ReporterParams(AudienceParams):
    reporter_id: UserId
    target_id: str
    since: datetime


class MakeParams(Params):
    id: str
    case_id: CaseId
    target_id: str
    area_id: str | None
    reporter_id: UserId
    norm: Norm
    note: str | None
    weight: float
    at: datetime


class Made(Record):
    case_id: CaseId
    weight: float


class OfCase(Record):
    case_id: CaseId
    reports: tuple[Report, ...]


REPORTER = Query("report/reporter", ReporterParams, Reporter)
MAKE = Query("report/make", MakeParams, Made)
OF_CASES = Query("report/of_cases", IdsParams, OfCase)


@dataclass(frozen=True, slots=True)
class Hiding:
    """What is written when a content is hidden until a moderator looks.

    Made before the transaction, which may run twice.
    """

    action: NewAction
    withdrawn: OutboxEvent
    telling: moderation.Telling
    entry: AuditEntry


async def make(tx: Transaction, new: NewReport, hiding: Hiding | None, asked: ReporterParams, level: Level) -> None:
    """Write a report down, and hide the content when open reports weigh enough; `hiding` is None for a member.

    The reporter is locked and looked at once more, so that no more get through at once than one after another.

    Raises:
        Conflict: this member has an open report on it.
        LimitReached: they have reported enough for a day.
    """
    await events.lock(tx, [new.reporter_id], [])
    reporter = await REPORTER.one_or_none(tx, asked)
    if reporter is not None:
        reporter.check(new.reporter_id, level, new.at)
    made = await MAKE.one_or_none(tx, MakeParams.model_validate(new.model_dump(exclude={"owner_id"})))
    if made is None:
        raise reported_before()
    if hiding is None or made.weight < HIDING_WEIGHT:
        return
    await hide(tx, made.case_id, hiding)


async def hide(tx: Transaction, case_id: CaseId, hiding: Hiding) -> None:
    """Hide a content until a moderator has looked at its case; nothing where it is hidden or gone."""
    action = hiding.action.model_copy(update={"case_id": case_id})
    if await takedown.take(tx, action.target_id, Visibility.HIDDEN, action.at, hiding.withdrawn) is not None:
        await moderation.record(tx, action, hiding.entry, hiding.telling)


async def of_cases(tx: Transaction, ids: Sequence[str]) -> dict[str, tuple[Report, ...]]:
    """The latest reports by case."""
    return {row.case_id: row.reports for row in await OF_CASES.all(tx, IdsParams(ids=ids))}
