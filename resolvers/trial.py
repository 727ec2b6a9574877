"""Trials of models: operators start and end them, and see what they tell."""

from domain.access import Scope
from domain.ids import IdPrefix, ModelId, new_id, require_id
from domain.trial import ModelTrial, TrialId, check_share
from graph import trial as graph
from resolvers import audit
from resolvers.context import Context

MAX_TRIALS = 100


async def by_id(ctx: Context, id: TrialId) -> ModelTrial | None:
    """A trial, or None when there is none the viewer may see."""
    return await ctx.loaders.load(graph.by_ids, id) if ctx.viewer.has(Scope.MODELS_READ) else None


async def latest(ctx: Context) -> list[ModelTrial]:
    """The latest trials, at most 100, the newest first."""
    ctx.viewer.require(Scope.MODELS_READ)
    return await ctx.graph.read(graph.latest, MAX_TRIALS)


async def start(ctx: Context, model_id: str, share_percent: int) -> ModelTrial:
    """Try a model beside the one in use."""
    ctx.viewer.require(Scope.MODELS_WRITE)
    model = ModelId(require_id(model_id, IdPrefix.MODEL, "modelId"))
    check_share(share_percent)
    id = TrialId(new_id(IdPrefix.MODEL_TRIAL))
    entry = audit.entry(ctx, "model_trial.started", id, after={"model": model, "share_percent": share_percent})
    started = await ctx.graph.write(graph.start, id, model, share_percent, ctx.now, entry)
    ctx.trial.forget()
    return started


async def end(ctx: Context, id: str) -> ModelTrial:
    """End a trial."""
    ctx.viewer.require(Scope.MODELS_WRITE)
    trial_id = TrialId(require_id(id, IdPrefix.MODEL_TRIAL))
    entry = audit.entry(ctx, "model_trial.ended", trial_id)
    return await ctx.graph.write(graph.end, trial_id, ctx.now, entry)
