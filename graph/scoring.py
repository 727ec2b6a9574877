"""Scoring models in the graph: versions of a kind, one of them active."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from domain.audit import AuditEntry
from domain.errors import Conflict
from domain.formulas import FORMULAS
from domain.ids import IdPrefix, ModelId, new_id
from domain.model_check import check_usable
from domain.outbox import OutboxEvent
from domain.record import Record
from domain.scoring import ScoringFeature, ScoringKind, ScoringModel, Training
from graph import audit, outbox
from graph.content import IdsParams
from graph.database import Graph, Transaction
from graph.queries import NoRow, Params, Query


class FindParams(Params):
    kind: ScoringKind
    version: int | None


class VersionsParams(Params):
    kind: ScoringKind
    limit: int


class FirstModelParams(Params):
    id: ModelId
    kind: ScoringKind
    features: list[dict[str, Any]]
    at: datetime


class NewModelParams(FirstModelParams):
    training: dict[str, Any]


class IdParams(Params):
    id: ModelId


class KindParams(Params):
    kind: ScoringKind


class ActivateParams(IdParams):
    at: datetime


class Id(Record):
    id: ModelId


class TrialId(Record):
    id: str


BY_IDS = Query("scoring/by_ids", IdsParams, ScoringModel)
FIND = Query("scoring/find", FindParams, Id)
VERSIONS = Query("scoring/versions", VersionsParams, Id)
CREATE_FIRST = Query("scoring/create_first", FirstModelParams, NoRow)
PROPOSE = Query("scoring/propose", NewModelParams, NoRow)
LOCK = Query("scoring/lock", IdParams, Id)
TRIAL = Query("trial/of_kind", KindParams, TrialId)
ACTIVATE = Query("scoring/activate", ActivateParams, Id)


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, ScoringModel]:
    """Models by id."""
    return {row.id: row for row in await BY_IDS.all(tx, IdsParams(ids=ids))}


async def find(tx: Transaction, kind: ScoringKind, version: int | None) -> ScoringModel | None:
    """One version of a kind; the active one by default."""
    found = await FIND.one_or_none(tx, FindParams(kind=kind, version=version))
    return (await by_ids(tx, [found.id])).get(found.id) if found else None


async def versions(tx: Transaction, kind: ScoringKind, limit: int) -> list[ScoringModel]:
    """The latest versions of a kind, the newest first."""
    ids = [row.id for row in await VERSIONS.all(tx, VersionsParams(kind=kind, limit=limit))]
    models = await by_ids(tx, ids)
    return [models[id] for id in ids]


async def propose(
    tx: Transaction,
    id: ModelId,
    kind: ScoringKind,
    features: Sequence[ScoringFeature],
    at: datetime,
    entry: AuditEntry | None = None,
    training: Training | None = None,
) -> ScoringModel:
    """Store a new, inactive version; with the entry of who did it, when it was somebody, and what taught it."""
    learned = {f"training_{name}": value for name, value in training.model_dump().items()} if training else {}
    await PROPOSE.run(tx, NewModelParams(**dict(_first_model(id, kind, features, at)), training=learned))
    if entry is not None:
        await audit.append(tx, entry)
    return (await by_ids(tx, [id]))[id]


async def activate(
    tx: Transaction, id: ModelId, event: OutboxEvent, entry: AuditEntry | None = None
) -> ScoringModel | None:
    """Put a version in use instead of the one before, and tell so; None when there is no such model.

    The entry gets the versions in use before and after, as this transaction finds them.

    Raises:
        Conflict: its weights are none, it is stale, or a trial runs, whose members were promised two models to the end.
    """
    if await LOCK.one_or_none(tx, IdParams(id=id)) is None:
        return None
    former = (await by_ids(tx, [id]))[id]
    check_usable(former, event.occurred_at)
    if await TRIAL.one_or_none(tx, KindParams(kind=former.kind)) is not None:
        raise Conflict("A trial of this kind of model runs: end it first, by endModelTrial.", ("input", "id"))
    before = await find(tx, former.kind, None)
    await ACTIVATE.run(tx, ActivateParams(id=id, at=event.occurred_at))
    model = (await by_ids(tx, [id]))[id]
    if entry is not None:
        versions = {"before": _in_use(before), "after": _in_use(model)}
        await audit.append(tx, entry.model_copy(update=versions))
    await outbox.append(tx, [event])
    return model


def _in_use(model: ScoringModel | None) -> dict[str, Any] | None:
    return {"kind": model.kind, "version": model.version, "id": model.id} if model else None


async def ensure_default_models(graph: Graph) -> None:
    """Make version 1 of every kind that has none. Safe from several processes at once, and to repeat."""
    at = datetime.now(UTC)
    for kind, formula in FORMULAS.items():
        id = ModelId(new_id(IdPrefix.MODEL))
        await graph.write(CREATE_FIRST.run, _first_model(id, kind, formula.defaults(), at))


def _first_model(id: ModelId, kind: ScoringKind, features: Sequence[ScoringFeature], at: datetime) -> FirstModelParams:
    rows = [feature.model_dump(exclude={"kind"}) for feature in features]
    return FirstModelParams(id=id, kind=kind, features=rows, at=at)
