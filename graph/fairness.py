"""Who comes before readers, in the graph: what a report is made of, what was measured, what models are warned of."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.fair_group import Facts
from domain.fair_share import Exposure, ExposureCheck
from domain.ids import ContentId, ModelId, UserId
from domain.record import Record
from domain.scoring import ScoringKind
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import NoParams, NoRow, Params, Query


class MembersParams(Params):
    limit: int


class Member(Record):
    id: UserId


class ContentsParams(Params):
    start: float
    since: datetime
    limit: int


class Listed(Record):
    id: ContentId


class KeepParams(Params):
    as_of: datetime
    model_id: ModelId
    members: int
    contents: int
    inequality: float
    shares: Sequence[Mapping[str, Any]]


class UncheckedParams(Params):
    kind: ScoringKind
    version: int


class Unchecked(Record):
    id: ModelId


class CheckParams(Params):
    id: ModelId
    checked_at: datetime
    compared_version: int
    warnings: Sequence[Mapping[str, Any]]


class Checked(Record):
    id: ModelId
    check: ExposureCheck


MEMBERS = Query("fairness/members", MembersParams, Member)
CONTENTS = Query("fairness/contents", ContentsParams, Listed)
GROUPS = Query("fairness/groups", IdsParams, Facts)
KEEP = Query("fairness/keep", KeepParams, NoRow)
MEASURED = Query("fairness/measured", NoParams, Exposure)
UNCHECKED = Query("fairness/unchecked", UncheckedParams, Unchecked)
KEEP_CHECK = Query("fairness/keep_check", CheckParams, NoRow)
CHECKS = Query("fairness/checks", IdsParams, Checked)


async def keep(tx: Transaction, measured: Exposure) -> None:
    """Keep what was measured, in the place of what was before."""
    await KEEP.run(tx, KeepParams.model_validate(measured.model_dump()))


async def measured(tx: Transaction) -> Exposure | None:
    """What was measured last; None before the first time."""
    return await MEASURED.one_or_none(tx, NoParams())


async def keep_check(tx: Transaction, id: ModelId, check: ExposureCheck) -> None:
    """Keep what came of holding a model against the one in use, in the place of what did before."""
    await KEEP_CHECK.run(tx, CheckParams(id=id, **check.model_dump()))


async def checks(tx: Transaction, ids: Sequence[str]) -> dict[str, ExposureCheck]:
    """What came of it by model, of those that were held against another."""
    return {row.id: row.check for row in await CHECKS.all(tx, IdsParams(ids=ids))}
