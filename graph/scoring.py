"""Scoring models in the graph: versions of a kind, one of them active."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from domain.formulas import FORMULAS
from domain.ids import IdPrefix, ModelId, new_id
from domain.outbox import OutboxEvent
from domain.record import Record
from domain.scoring import ScoringFeature, ScoringKind, ScoringModel
from graph import outbox
from graph.content import IdsParams
from graph.database import Graph, Transaction
from graph.queries import NoRow, Params, Query


class FindParams(Params):
    kind: ScoringKind
    version: int | None


class VersionsParams(Params):
    kind: ScoringKind
    limit: int


class NewModelParams(Params):
    id: ModelId
    kind: ScoringKind
    features: list[dict[str, Any]]
    at: datetime


class IdParams(Params):
    id: ModelId


class Id(Record):
    id: ModelId


BY_IDS = Query("scoring/by_ids", IdsParams, ScoringModel)
FIND = Query("scoring/find", FindParams, Id)
VERSIONS = Query("scoring/versions", VersionsParams, Id)
CREATE_FIRST = Query("scoring/create_first", NewModelParams, NoRow)
PROPOSE = Query("scoring/propose", NewModelParams, NoRow)
ACTIVATE = Query("scoring/activate", IdParams, Id)


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
    tx: Transaction, id: ModelId, kind: ScoringKind, features: Sequence[ScoringFeature], at: datetime
) -> ScoringModel:
    """Store a new, inactive version."""
    await PROPOSE.run(tx, _new_model(id, kind, features, at))
    return (await by_ids(tx, [id]))[id]


async def activate(tx: Transaction, id: ModelId, event: OutboxEvent) -> ScoringModel | None:
    """Put a version in use instead of the one before, and tell so; None when there is no such model."""
    if await ACTIVATE.one_or_none(tx, IdParams(id=id)) is None:
        return None
    model = (await by_ids(tx, [id]))[id]
    await outbox.append(tx, [event])
    return model


async def ensure_default_models(graph: Graph) -> None:
    """Make version 1 of every kind that has none. Safe from several processes at once, and to repeat."""
    at = datetime.now(UTC)
    for kind, formula in FORMULAS.items():
        id = ModelId(new_id(IdPrefix.MODEL))
        await graph.write(CREATE_FIRST.run, _new_model(id, kind, formula.defaults(), at))


def _new_model(id: ModelId, kind: ScoringKind, features: Sequence[ScoringFeature], at: datetime) -> NewModelParams:
    rows = [feature.model_dump(exclude={"kind"}) for feature in features]
    return NewModelParams(id=id, kind=kind, features=rows, at=at)
