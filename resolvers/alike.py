"""Contents that mean nearly the same as a text that is being written, or as another content; and tags for a text."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from domain import embedder
from domain.access import Scope
from domain.alikeness import LIKELY, SHOWN
from domain.content import STANDALONE_KINDS, Content, ContentKind
from domain.errors import InvalidInput
from domain.ids import ContentId, IdPrefix, require_id
from domain.meaning import drafted
from domain.page import Page
from domain.publish import MAX_TITLE
from domain.suggestion import VOTERS, votes
from domain.tag import Tag
from domain.text import MAX_BODY
from graph import content as contents
from graph import meaning
from resolvers.block import avoided_authors
from resolvers.context import Context

DEPTH = 200
"""The nearest contents of all that are sifted for what the viewer may find."""
MOST = 20
"""Rows of one list."""


@dataclass(frozen=True, slots=True)
class AlikeContent:
    """A content, and the cosine of its meaning and the text's."""

    content: Content
    likeness: float

    @property
    def likely_same(self) -> bool:
        """Whether it is likely the same question or text."""
        return self.likeness >= LIKELY


@dataclass(frozen=True, slots=True)
class Vote:
    """A content that voted for a tag, how near it is, and its part of the tag's score."""

    content: Content
    likeness: float
    score: float


@dataclass(frozen=True, slots=True)
class SuggestedTag:
    """A tag for a text, the share of the votes it had, and the contents whose votes add up to that."""

    tag: Tag
    score: float
    votes: Sequence[Vote]


async def to_text(
    ctx: Context, title: str, body: str | None, kinds: Sequence[ContentKind] | None, page: Page
) -> list[AlikeContent]:
    """What has been published of nearly the same meaning, the nearest first.

    Raises:
        NotAllowed: the viewer may not publish.
        InvalidInput: the text is too long, or the kinds are empty.
        Conflict: meaning can't be searched now.
    """
    ctx.viewer.require(Scope.CONTENT_WRITE)
    if kinds is not None and not kinds:
        raise InvalidInput("Name a kind, or leave the argument out.", ("kinds",))
    vector = await _vector(title, body)
    if vector is None:
        return []
    return (await _near_readers(ctx, vector, SHOWN, tuple(kinds or STANDALONE_KINDS)))[: _few(page)]


async def to_content(ctx: Context, content_id: str, page: Page) -> list[AlikeContent]:
    """The same of a content, whoever wrote it, for moderators; nothing while it has no meaning.

    Raises:
        NotAllowed: the viewer moderates nothing.
        Conflict: meaning can't be searched now.
    """
    ctx.viewer.require(Scope.CONTENT_MODERATE)
    id = ContentId(require_id(content_id, IdPrefix.CONTENT, "contentId"))
    params = meaning.OfContentParams(id=id, audience=ctx.viewer.audience, now=ctx.now)
    found = await ctx.graph.read(meaning.OF_CONTENT.one_or_none, params)
    if found is None:
        return []
    near = await _near(ctx, found.vector, SHOWN, STANDALONE_KINDS, ())
    return [one for one in near if one.content.id != id][: _few(page)]


async def tags_for(ctx: Context, title: str, body: str | None, page: Page) -> list[SuggestedTag]:
    """Tags of the contents nearest to a text, by their votes.

    Raises:
        NotAllowed: the viewer may not publish.
        InvalidInput: the text is too long.
        Conflict: meaning can't be searched now.
    """
    ctx.viewer.require(Scope.CONTENT_WRITE)
    vector = await _vector(title, body)
    if vector is None:
        return []
    near = [one for one in await _near_readers(ctx, vector, 0.0) if one.content.tags][:VOTERS]
    by_id: dict[str, Content] = {one.content.id: one.content for one in near}
    tags: dict[str, Tag] = {tag.id: tag for one in near for tag in one.content.tags}
    voted = votes([(one.content.id, one.likeness, [tag.id for tag in one.content.tags]) for one in near])
    return [
        SuggestedTag(
            tags[each.tag],
            each.score,
            [Vote(by_id[vote.content_id], vote.likeness, vote.score) for vote in each.votes],
        )
        for each in voted[: _few(page)]
    ]


def _few(page: Page) -> int:
    if page.first > MOST:
        raise InvalidInput(f"`first` must be between 1 and {MOST}, not {page.first}.", ("first",))
    return page.first


async def _vector(title: str, body: str | None) -> list[float] | None:
    if len(title) > MAX_TITLE:
        raise InvalidInput(f"A title has at most {MAX_TITLE} characters.", ("title",))
    if len(body or "") > MAX_BODY:
        raise InvalidInput(f"A text has at most {MAX_BODY:,} characters.", ("body",))
    return await asyncio.to_thread(lambda: embedder.embed(drafted(title, body)))


async def _near(
    ctx: Context, vector: Sequence[float], least: float, kinds: Sequence[ContentKind], without: Sequence[str]
) -> list[AlikeContent]:
    params = meaning.NearestParams(
        vector=vector,
        least=least,
        depth=DEPTH,
        kinds=kinds,
        without=without,
        audience=ctx.viewer.audience,
        now=ctx.now,
        limit=VOTERS * 2,
    )
    rows = await ctx.graph.read(meaning.nearest, params)
    found = await ctx.graph.read(contents.by_ids, [row.id for row in rows], ctx.viewer, ctx.now) if rows else {}
    return [AlikeContent(found[row.id], row.value) for row in rows if row.id in found]


async def _near_readers(
    ctx: Context, vector: Sequence[float], least: float, kinds: Sequence[ContentKind] = STANDALONE_KINDS
) -> list[AlikeContent]:
    """Without whom the viewer mutes or blocks."""
    return await _near(ctx, vector, least, kinds, sorted(await avoided_authors(ctx)))
