"""What a member wants to be told of: shown to and set by themselves."""

from collections.abc import Mapping

from domain.access import Scope
from domain.errors import NotFound
from domain.notification_settings import NotificationSettings, check_hours, check_quiet
from domain.time_zone import check_zone
from graph import notification_settings as graph
from resolvers.context import Context
from resolvers.notification import member


async def of_viewer(ctx: Context) -> NotificationSettings | None:
    """What the viewer set; None for who isn't a member."""
    if ctx.viewer.user_id is None:
        return None
    return await ctx.loaders.load(graph.of_users, ctx.viewer.user_id)


async def change(
    ctx: Context,
    switches: Mapping[str, bool],
    time_zone: str | None,
    quiet: tuple[str, str] | None,
    mail_hours: int | None,
    watches_disputes: bool | None,
) -> NotificationSettings:
    """Change some of what the viewer set; what isn't given stays as it is.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person; or they watch disputes without `orders:manage`.
        InvalidInput: there is no such zone, a time isn't one, or the hours are out of range.
        NotFound: the viewer's account is gone.
    """
    user_id = member(ctx)
    changes: dict[str, object] = {}
    if time_zone is not None:
        changes["time_zone"] = check_zone(time_zone)
    if quiet is not None:
        changes["quiet_from"], changes["quiet_to"] = check_quiet(*quiet)
    if mail_hours is not None:
        changes["mail_hours"] = check_hours(mail_hours)
    if watches_disputes is not None:
        if watches_disputes:
            ctx.viewer.require(Scope.ORDERS_MANAGE)
        changes["watches_disputes"] = watches_disputes
    before = (await ctx.graph.read(graph.of_users, [user_id]))[user_id]
    settings = before.model_copy(update=changes | {"off": before.switched(switches)})
    if not await ctx.graph.write(graph.keep, settings):
        raise NotFound("Your account is gone.")
    return settings
