"""Activity A(u) of users, computed when asked for."""

from datetime import datetime

from domain.access import Scope
from domain.activity import ActivityScore
from domain.errors import InvalidInput, NotFound
from domain.event import EARLIEST
from domain.ids import IdPrefix, ModelId, UserId, require_id
from graph import activity as graph
from resolvers.context import Context


async def of_user(ctx: Context, user_id: UserId, as_of: datetime | None, model: str | None) -> ActivityScore:
    """A user's activity, together with all others asked for at the same moment and by the same model.

    Raises:
        InvalidInput: the moment has no time zone or lies before 1990, or `model` is no id of a model.
        NotAllowed: another model than the active one is for holders of `models:read`.
        NotFound: there is no such model of activity.
    """
    model_id = _model(ctx, model)
    score = await ctx.loaders.load(graph.by_users, user_id, _moment(ctx, as_of), model_id)
    if score is None:
        raise NotFound("There is no such model of activity.", ("model",))
    return score


def _moment(ctx: Context, as_of: datetime | None) -> datetime:
    if as_of is None:
        return ctx.now
    if as_of.tzinfo is None or as_of < EARLIEST:
        raise InvalidInput("`asOf` is a time with a zone, from 1990 on, as in 2026-01-31T12:00:00Z.", ("asOf",))
    return as_of


def _model(ctx: Context, model: str | None) -> ModelId | None:
    if model is None:
        return None
    ctx.viewer.require(Scope.MODELS_READ)
    return ModelId(require_id(model, IdPrefix.MODEL, "model"))
