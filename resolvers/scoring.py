"""Scoring models: anyone may see the weights in use; the other versions are for those who tune them."""

from collections.abc import Sequence

from domain.access import Scope
from domain.errors import NotFound
from domain.formulas import formula_of
from domain.ids import IdPrefix, ModelId, new_id, require_id
from domain.outbox import EventType, outbox_event
from domain.scoring import ScoringKind, ScoringModel, Weighting
from graph import scoring as graph
from resolvers import audit
from resolvers.context import Context

MAX_VERSIONS = 100


async def by_id(ctx: Context, id: ModelId) -> ScoringModel | None:
    """A model, or None when there is none the viewer may see."""
    model = await ctx.loaders.load(graph.by_ids, id)
    return model if model and (model.active or ctx.viewer.has(Scope.MODELS_READ)) else None


async def used(ctx: Context, id: ModelId) -> ScoringModel:
    """The model that a score was computed by; who may see the score may see why."""
    model = await ctx.loaders.load(graph.by_ids, id)
    if model is None:
        raise NotFound("The model of this score is gone.")
    return model


async def one(ctx: Context, kind: ScoringKind, version: int | None) -> ScoringModel:
    """One version of a kind, the active one by default; another one needs `models:read`."""
    if version is not None:
        ctx.viewer.require(Scope.MODELS_READ)
    model = await ctx.graph.read(graph.find, kind, version)
    if model is None:
        raise NotFound(f"There is no version {version} of {kind}.", ("version",))
    return model


async def versions(ctx: Context, kind: ScoringKind) -> list[ScoringModel]:
    """The latest versions of a kind, at most 100, the newest first."""
    ctx.viewer.require(Scope.MODELS_READ)
    return await ctx.graph.read(graph.versions, kind, MAX_VERSIONS)


async def propose(ctx: Context, kind: ScoringKind, weightings: Sequence[Weighting]) -> ScoringModel:
    """Store a new version, not yet in use."""
    ctx.viewer.require(Scope.MODELS_WRITE)
    features = formula_of(kind).propose(weightings)
    id = ModelId(new_id(IdPrefix.MODEL))
    weights = {feature.name: feature.weight for feature in features if feature.active}
    entry = audit.entry(ctx, "scoring_model.proposed", id, after={"kind": kind, "weights": weights})
    return await ctx.graph.write(graph.propose, id, kind, features, ctx.now, entry)


async def activate(ctx: Context, id: str) -> ScoringModel:
    """Put a version in use; scores asked for from now on follow it, stored ones with the next refresh."""
    ctx.viewer.require(Scope.MODELS_WRITE)
    model_id = ModelId(require_id(id, IdPrefix.MODEL))
    event = outbox_event(EventType.SCORING_MODEL_ACTIVATED, ctx.now, {"scoringModelId": model_id})
    entry = audit.entry(ctx, "scoring_model.activated", model_id)
    model = await ctx.graph.write(graph.activate, model_id, event, entry)
    if model is None:
        raise NotFound("There is no scoring model of this id.", ("input", "id"))
    return model
