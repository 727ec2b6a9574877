"""Personal data: shown to the member themselves and to operators, changed by the member alone."""

from domain.access import Scope
from domain.errors import NotFound
from domain.ids import UserId
from domain.personal import MAX_ADDRESS, MAX_NAME, PersonalData, check_email, check_line
from graph import personal as graph
from resolvers.context import Context


async def of_user(ctx: Context, user_id: UserId) -> PersonalData | None:
    """What a user left, for themselves and holders of `privacy:manage`; None when they left nothing."""
    ctx.viewer.require_self_or(user_id, Scope.PRIVACY_MANAGE)
    return await ctx.loaders.load(graph.of_users, user_id)


async def update(ctx: Context, email: str | None, name: str | None, address: str | None) -> PersonalData:
    """Let this be the viewer's personal data; what is null or empty is removed.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        InvalidInput: a value is too long, or no mail address.
        NotFound: the viewer's account is gone.
    """
    params = graph.UpdateParams(
        user_id=ctx.viewer.require_user(),
        email=check_email(email),
        name=check_line(name, MAX_NAME, "name"),
        address=check_line(address, MAX_ADDRESS, "address"),
        now=ctx.now,
    )
    kept = await ctx.graph.write(graph.UPDATE.one_or_none, params)
    if kept is None:
        raise NotFound("Your account is gone.")
    return kept
