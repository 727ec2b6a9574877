"""Replies of the viewer, and how many there are."""

import asyncio
from functools import partial

from domain.access import Scope
from domain.content import Content, ContentKind
from domain.errors import NotFound
from domain.ids import ContentId, IdPrefix, new_id, require_id
from domain.outbox import EventType, outbox_event
from domain.reply import Reply, ReplyCounts, checked_body
from domain.review import Submission
from graph import reply as graph
from resolvers import review
from resolvers.context import Context


async def answer(ctx: Context, question_id: str, body: str) -> Content | None:
    """Answer a question.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        NotFound: the viewer can't find the question, or is gone.
        InvalidInput: it is no question, or there is nothing in the body.
    """
    return await _add(ctx, ContentKind.ANSWER, require_id(question_id, IdPrefix.CONTENT, "questionId"), body)


async def comment(ctx: Context, parent_id: str, body: str) -> Content | None:
    """Comment on a content, be it a comment itself.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        NotFound: the viewer can't find the content, or is gone.
        InvalidInput: there is nothing in the body.
        Conflict: the thread is too deep.
    """
    return await _add(ctx, ContentKind.COMMENT, require_id(parent_id, IdPrefix.CONTENT, "parentId"), body)


async def _add(ctx: Context, kind: ContentKind, above_id: str, body: str) -> Content | None:
    ctx.viewer.require(Scope.CONTENT_WRITE)
    author_id = ctx.viewer.require_user()
    id = ContentId(new_id(IdPrefix.CONTENT))
    written = await asyncio.to_thread(checked_body, body)
    new = Reply(id, kind, ContentId(above_id), written, author_id, ctx.now)
    published = outbox_event(EventType.CONTENT_PUBLISHED, ctx.now, {})
    concerned = outbox_event(EventType.MEMBER_CONCERNED, ctx.now, {})
    add = partial(graph.add, viewer=ctx.viewer, new=new, published=published, concerned=concerned)
    await review.write(ctx, Submission(id, author_id, "", new.body.html, ctx.now), add)
    ctx.live.nudge()
    return await review.shown(ctx, id)


async def counts(ctx: Context, content_id: ContentId) -> ReplyCounts:
    """How many replies stand right below a content and can be read."""
    found = await ctx.loaders.load(graph.counts, content_id)
    if found is None:
        raise NotFound("This content is gone.")
    return found
