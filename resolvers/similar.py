"""Contents like another one."""

from dataclasses import dataclass

from domain.content import Content
from domain.ids import ContentId
from domain.page import Page
from graph import recommendation as graph
from graph.recommendation import Alike
from resolvers import content
from resolvers.context import Context


@dataclass(frozen=True, slots=True)
class SimilarContent:
    """A content, how like the other one it is, and in what."""

    content: Content
    score: float
    reason: str


async def to(ctx: Context, content_id: ContentId, page: Page) -> list[SimilarContent]:
    """Contents that the same people read, then such as share tags, the closest first."""
    params = graph.SimilarParams(content_id=content_id, audience=ctx.viewer.audience, now=ctx.now, limit=page.first)
    rows = await ctx.graph.read(graph.SIMILAR.all, params)
    found = await content.found(ctx, [row.content_id for row in rows])
    return [SimilarContent(found[row.content_id], row.score, reason(row)) for row in rows if row.content_id in found]


def reason(row: Alike) -> str:
    """Why, in words."""
    tags = f"Also about {', '.join(sorted(set(row.shared)))}." if row.shared else ""
    return f"Read by the same people. {tags}".rstrip() if row.score > 0.5 else tags
