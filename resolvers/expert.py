"""Who may know the answer to a question."""

from dataclasses import dataclass

from domain.content import Content, ContentKind
from domain.expert import Ranked, ranked
from domain.page import Page
from domain.scoring import ScorePart
from domain.user import User
from graph import expert as graph
from graph import user as users
from resolvers.block import avoided_authors
from resolvers.context import Context

LOOKED_AT = 100
"""So many who answered the most are ranked."""


@dataclass(frozen=True, slots=True)
class Expert:
    """A member who may know the answer, and why; the parts add up to the score."""

    user: User
    score: float
    parts: tuple[ScorePart, ...]


async def of_content(ctx: Context, question: Content, page: Page) -> list[Expert]:
    """Those who answered such questions best, the best first; nobody for what is no question."""
    if question.kind is not ContentKind.QUESTION:
        return []
    params = graph.OfQuestionParams(content_id=question.id, audience=ctx.viewer.audience, now=ctx.now, limit=LOOKED_AT)
    avoided = await avoided_authors(ctx)
    rows = [ranked(row) for row in await ctx.graph.read(graph.OF_QUESTION.all, params) if row.user_id not in avoided]
    best: list[Ranked] = sorted(rows, key=lambda row: (-row.score, row.user_id))[: page.first]
    found = await ctx.graph.read(users.by_ids, [row.user_id for row in best])
    return [Expert(found[row.user_id], row.score, row.parts) for row in best if row.user_id in found]
