"""What may bring a member back: for themselves, and for those who may read members."""

from domain.access import Scope
from domain.ids import UserId
from domain.win_back import WinBack, suggestion
from graph import win_back as graph
from resolvers.context import Context


async def of_user(ctx: Context, user_id: UserId) -> WinBack | None:
    """One suggestion; None for who doesn't stay away, doesn't consent to personalisation, or when there is none."""
    ctx.viewer.require_self_or(user_id, Scope.MEMBERS_READ)
    found = await ctx.loaders.load(graph.of_users, user_id, ctx.now)
    return suggestion(found) if found else None
