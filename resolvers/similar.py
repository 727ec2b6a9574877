"""Contents like another one, and members like one."""

from dataclasses import dataclass

from domain.access import Scope
from domain.content import Content
from domain.ids import ContentId, UserId
from domain.page import Page
from domain.user import User
from graph import expert as embedded
from graph import recommendation as graph
from graph import user as users
from graph.recommendation import Alike
from resolvers import content
from resolvers.block import avoided_authors
from resolvers.context import Context


@dataclass(frozen=True, slots=True)
class SimilarContent:
    """A content, how like the other one it is, and in what."""

    content: Content
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class SimilarUser:
    """A member, and how near they are, from 0 to 1."""

    user: User
    score: float


async def to(ctx: Context, content_id: ContentId, page: Page) -> list[SimilarContent]:
    """Contents that the same people read, then such as are near or share tags, the closest first."""
    params = graph.SimilarParams(content_id=content_id, audience=ctx.viewer.audience, now=ctx.now, limit=page.first)
    rows = await ctx.graph.read(graph.SIMILAR.all, params)
    found = await content.found(ctx, [row.content_id for row in rows])
    return [SimilarContent(found[row.content_id], row.score, reason(row)) for row in rows if row.content_id in found]


def reason(row: Alike) -> str:
    """Why, in words."""
    tags = f"Also about {', '.join(sorted(set(row.shared)))}." if row.shared else ""
    near = "Near it in who reads and writes about what." if row.near > 0 else ""
    readers = "Read by the same people." if row.score > 0.5 else ""
    return " ".join(filter(None, (readers, near, tags)))


async def users_to(ctx: Context, user_id: UserId, page: Page) -> list[SimilarUser]:
    """Members nearest to one, without whom they mute or block.

    Raises:
        Conflict: the index of embeddings is still being built.
    """
    ctx.viewer.require_self_or(user_id, Scope.MEMBERS_READ)
    avoided = await avoided_authors(ctx)
    rows = [
        row for row in await embedded.alike(ctx.graph, user_id, page.first + len(avoided)) if row.user_id not in avoided
    ][: page.first]
    found = await ctx.graph.read(users.by_ids, [row.user_id for row in rows])
    return [SimilarUser(found[row.user_id], row.score) for row in rows if row.user_id in found]
