"""The lists that a search by meaning, or by words and meaning, is made of, and what stands in them."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from domain import embedder
from domain.content import STANDALONE_KINDS, Content
from domain.errors import Conflict
from domain.fusion import Fused, SearchList, fused
from domain.meaning import Said
from domain.search import FEW, Only, SearchMode, SearchType, lucene
from domain.tag import Tag
from domain.user import User
from domain.words import Word
from graph import content as contents
from graph import meaning, search
from graph import tag as tags
from graph import user as users
from resolvers.context import Context

DEPTH = 150
"""Places of each list that count."""
SIFTED, SIFTED_NARROWED = 300, 1_000
"""The nearest contents of all that are sifted for what the viewer may find, and for what a search is narrowed to where
that is too many to compare them all."""
LEAST = 0.15
"""The least cosine of what a search finds by its meaning: of the judged texts of the tests, a quarter of what doesn't
answer is as near, and nine tenths of what does."""

Rows = Sequence[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What was searched for: as typed, as words, and how it is narrowed."""

    text: str
    words: tuple[Word, ...]
    only: Only
    mode: SearchMode
    as_of: datetime
    near: bool = False


async def ranking(ctx: Context, asked: Asked) -> tuple[list[Fused], Asked, str | None]:
    """The best first; whether words that are alike were searched for as well; and why meaning wasn't, though asked for.

    Raises:
        Conflict: nothing but meaning was asked for, and it can't be searched now.
    """
    missing, found = None, {}
    if asked.mode is SearchMode.HYBRID:
        found[SearchList.WORDS] = await by_words(ctx, asked)
        if not asked.near and len(found[SearchList.WORDS]) < FEW:
            asked = replace(asked, near=True)
            found[SearchList.WORDS] = await by_words(ctx, asked)
    try:
        found[SearchList.MEANING] = await by_meaning(ctx, asked)
    except (embedder.NoModel, meaning.NotReady) as reason:
        if asked.mode is SearchMode.MEANING:
            raise Conflict(reason.message, ("mode",)) from reason
        missing = reason.message
    return fused(found), asked, missing


async def by_words(ctx: Context, asked: Asked) -> Rows:
    """What the full-text index has."""
    query = lucene(asked.words, asked.only, ctx.viewer.audience, near=asked.near)
    params = search.RanksParams(query=query, audience=ctx.viewer.audience, now=asked.as_of, limit=DEPTH)
    return [(row.id, row.value) for row in await ctx.graph.read(search.RANKS.all, params)]


async def by_meaning(ctx: Context, asked: Asked) -> Rows:
    """What means nearly the same, by cosine; contents only.

    Raises:
        NoModel, NotReady: it can't be searched now.
    """
    only = asked.only
    if SearchType.CONTENT not in only.types:
        return []
    vector = await asyncio.to_thread(embedder.embed, Said("", asked.text))
    if vector is None:
        return []
    marks = [only.tag_ids, only.area_id and (only.area_id,), only.author_id and (only.author_id,)]
    params = meaning.NearestParams(
        vector=vector,
        least=LEAST,
        depth=SIFTED_NARROWED if only.narrows else SIFTED,
        kinds=only.kinds or STANDALONE_KINDS,
        marked=[keys for keys in marks if keys],
        without=only.without_ids,
        since=datetime.combine(only.since, time(), UTC) if only.since else contents.EARLIEST,
        until=datetime.combine(only.until, time(), UTC) + timedelta(days=1) if only.until else meaning.LATEST,
        audience=ctx.viewer.audience,
        now=asked.as_of,
        limit=DEPTH,
    )
    narrowed = only.narrow(ctx.viewer.audience) if only.narrows else None
    return [(row.id, row.value) for row in await ctx.graph.read(meaning.nearest, params, narrowed)]


async def nodes(ctx: Context, ids: Sequence[str], as_of: datetime) -> dict[str, Content | User | Tag]:
    """What stands in the lists under these ids, as far as the viewer may find it."""
    found: dict[str, Content | User | Tag] = {}
    found |= await ctx.graph.read(contents.by_ids, [id for id in ids if id.startswith("cnt_")], ctx.viewer, as_of)
    if people := [id for id in ids if id.startswith("usr_")]:
        found |= await ctx.graph.read(users.by_ids, people)
    if topics := [id for id in ids if id.startswith("tag_")]:
        found |= await ctx.graph.read(tags.by_ids, topics)
    return found
