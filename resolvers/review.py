"""Having checks look at what members publish, before it is written."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from domain.access import Scope
from domain.content import Content
from domain.ids import CaseId, ContentId, IdPrefix, new_id
from domain.norm import Norm
from domain.review import Submission, findings_of
from graph import moderation
from graph import review as graph
from graph.database import Transaction
from resolvers import content
from resolvers.context import Context
from resolvers.report import hiding

T = TypeVar("T")


async def write(
    ctx: Context,
    submission: Submission,
    publish: Callable[[Transaction], Awaitable[T]],
    before: Submission | None = None,
) -> T:
    """Publish in one transaction what `publish` does, hidden if checks have something against it.

    Of an edit `before` is what it said: what checks had against that too was for moderators to decide. What moderators
    publish isn't checked.
    """
    finding = None if ctx.viewer.has(Scope.CONTENT_MODERATE) else await _finding(ctx, submission, before)
    return await ctx.graph.write(graph.reviewed, publish, finding)


async def holds(ctx: Context, submission: Submission) -> bool:
    """Whether checks would hide it, were it published now."""
    return not ctx.viewer.has(Scope.CONTENT_MODERATE) and await _finding(ctx, submission) is not None


async def shown(ctx: Context, id: ContentId) -> Content | None:
    """A content of the viewer's as they may see it: with the visibility HIDDEN while it is under review."""
    found = await content.by_id(ctx, id)
    return found or await ctx.loaders.load(moderation.contents, id, ctx.viewer, ctx.now)


async def _finding(ctx: Context, submission: Submission, before: Submission | None = None) -> graph.Finding | None:
    params = graph.AuthorParams(user_id=submission.author_id, content_id=submission.id)
    author = await ctx.graph.read(graph.AUTHOR.one_or_none, params)
    if author is None:
        return None
    findings = await findings_of(ctx.checks, submission, author)
    if findings and before is not None:
        known = await findings_of(ctx.checks, before, author)
        findings = tuple(finding for finding in findings if finding not in known)
    if not findings:
        return None
    told = hiding(ctx, submission.id, submission.author_id, Norm.SPAM, " ".join(findings))
    return graph.Finding(CaseId(new_id(IdPrefix.MODERATION_CASE)), findings, told)
