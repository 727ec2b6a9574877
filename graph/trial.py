"""Trials of models in the graph: one of a kind runs, and what was counted of each."""

from collections.abc import Sequence
from datetime import datetime

from domain.audit import AuditEntry
from domain.errors import Conflict, InvalidInput, NotFound
from domain.ids import ModelId, UserId
from domain.model_check import check_usable
from domain.record import Record
from domain.scoring import ScoringKind, ScoringModel
from domain.trial import ModelTrial, TrialId, challenged
from domain.trial_count import Counted
from graph import audit, scoring
from graph.content import IdsParams
from graph.database import Transaction
from graph.queries import NoParams, NoRow, Params, Query


class Runs(Record):
    runs: bool


class UserParams(Params):
    user_id: UserId


class Assigned(Record):
    """A trial that a member is in."""

    id: TrialId
    model_id: ModelId
    former_id: ModelId
    share_percent: int


class StartParams(Params):
    id: TrialId
    kind: ScoringKind
    model_id: ModelId
    former_id: ModelId
    share_percent: int
    at: datetime


class EndParams(Params):
    id: TrialId
    at: datetime


class LatestParams(Params):
    limit: int


class TrialRow(Record):
    id: TrialId


class CountParams(Params):
    id: TrialId
    until: datetime
    challengers: int
    challengers_read: int
    others: int
    others_read: int
    total: float
    squares: float


RUNS = Query("trial/runs", NoParams, Runs)
RUNNING = Query("trial/running", UserParams, Assigned)
START = Query("trial/start", StartParams, NoRow)
END = Query("trial/end", EndParams, NoRow)
LATEST = Query("trial/latest", LatestParams, TrialRow)
BY_IDS = Query("trial/by_ids", IdsParams, ModelTrial)
COUNT = Query("trial/count", CountParams, NoRow)


async def runs(tx: Transaction) -> bool:
    """Whether a trial runs."""
    return (await RUNS.one(tx, NoParams())).runs


async def model_of(tx: Transaction, user_id: UserId) -> ModelId | None:
    """By which model a member is served while a trial runs that they are in; None otherwise."""
    trial = await RUNNING.one_or_none(tx, UserParams(user_id=user_id))
    if trial is None:
        return None
    return trial.model_id if challenged(trial.id, trial.share_percent, user_id) else trial.former_id


async def latest(tx: Transaction, limit: int) -> list[ModelTrial]:
    """The latest trials, the newest first."""
    ids = [row.id for row in await LATEST.all(tx, LatestParams(limit=limit))]
    found = await by_ids(tx, ids)
    return [found[id] for id in ids]


async def by_ids(tx: Transaction, ids: Sequence[str]) -> dict[str, ModelTrial]:
    """Trials by id."""
    return {row.id: row for row in await BY_IDS.all(tx, IdsParams(ids=ids))}


async def start(
    tx: Transaction, id: TrialId, model_id: ModelId, share_percent: int, at: datetime, entry: AuditEntry
) -> ModelTrial:
    """Try a model beside the one in use, with that share of members.

    Raises:
        NotFound: there is no such model.
        InvalidInput: it is of another kind, or in use already.
        Conflict: it is stale, or a trial runs already.
    """
    challenger = await _locked(tx, model_id)
    former = await scoring.find(tx, challenger.kind, None)
    assert former is not None, "one of each kind is in use"
    _check(challenger, former, at)
    running = await scoring.TRIAL.one_or_none(tx, scoring.KindParams(kind=challenger.kind))
    if running is not None and running.id != id:
        raise Conflict("A trial runs already: end it first, by endModelTrial.", ("input", "modelId"))
    if running is None:
        params = StartParams(
            id=id,
            kind=challenger.kind,
            model_id=model_id,
            former_id=former.id,
            share_percent=share_percent,
            at=at,
        )
        await START.run(tx, params)
        await audit.append(tx, entry)
    return (await by_ids(tx, [id]))[id]


def _check(challenger: ScoringModel, former: ScoringModel, at: datetime) -> None:
    path = ("input", "modelId")
    if challenger.kind is not ScoringKind.RECOMMENDATION:
        raise InvalidInput("Only models of RECOMMENDATION are tried.", path)
    if challenger.id == former.id:
        raise InvalidInput("It is in use already: name another version to try.", path)
    check_usable(challenger, at, path)


async def _locked(tx: Transaction, model_id: ModelId) -> ScoringModel:
    if await scoring.LOCK.one_or_none(tx, scoring.IdParams(id=model_id)) is None:
        raise NotFound("There is no scoring model of this id.", ("input", "modelId"))
    return (await scoring.by_ids(tx, [model_id]))[model_id]


async def end(tx: Transaction, id: TrialId, at: datetime, entry: AuditEntry) -> ModelTrial:
    """End a trial; everybody is served by the model in use again. Which that is doesn't change.

    Raises:
        NotFound: there is no such trial.
        Conflict: it has ended already.
    """
    trial = (await by_ids(tx, [id])).get(id)
    if trial is None:
        raise NotFound("There is no trial of this id.", ("input", "id"))
    await _locked(tx, trial.model_id)
    trial = (await by_ids(tx, [id]))[id]
    if trial.ended_at is not None:
        raise Conflict("It has ended already.", ("input", "id"))
    await END.run(tx, EndParams(id=id, at=at))
    await audit.append(tx, entry)
    return (await by_ids(tx, [id]))[id]


async def count(tx: Transaction, id: TrialId, until: datetime, counted: Counted) -> None:
    """Keep what was counted of a trial."""
    await COUNT.run(tx, CountParams(id=id, **counted.model_dump(exclude={"until"}), until=until))
