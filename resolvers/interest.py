"""What members are drawn to, and what they say they are."""

from collections.abc import Sequence

from domain.access import Scope
from domain.errors import InvalidInput, NotAllowed, NotFound
from domain.ids import UserId
from domain.page import Page
from domain.tag import Interest
from domain.user import User
from graph import declared as graph
from graph import interest as interests
from graph import user as users
from resolvers import tag
from resolvers.context import Context

MAX_DECLARED = 20


async def declare(ctx: Context, slugs: Sequence[str]) -> User:
    """Let the viewer's declared interests be the tags of these slugs, instead of what they declared before.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        InvalidInput: there are none or too many.
        NotFound: there is no tag of a slug, or the viewer is gone.
    """
    ctx.viewer.require(Scope.EVENTS_OWN)
    if ctx.viewer.user_id is None:
        raise NotAllowed("Interests are a member's own: sign in as one.")
    if not 0 < len(slugs) <= MAX_DECLARED:
        raise InvalidInput(f"Declare between 1 and {MAX_DECLARED} tags.", ("input", "tags"))
    tags = await tag.named(ctx, slugs, ("input", "tags"))
    user = (await ctx.graph.read(users.by_ids, [ctx.viewer.user_id])).get(ctx.viewer.user_id)
    if user is None:
        raise NotFound("Your account is gone.")
    await ctx.graph.write(graph.declare, user.id, [each.id for each in tags])
    return user


async def of_user(ctx: Context, user_id: UserId, page: Page) -> list[Interest]:
    """What a user is drawn to. It tells what they read, so it is for themselves and `members:read`."""
    ctx.viewer.require_self_or(user_id, Scope.MEMBERS_READ)
    return (await ctx.loaders.load(interests.of_users, user_id) or [])[: page.first]
