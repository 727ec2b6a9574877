"""The search: contents, people and tags by words, best first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import cast

from domain.content import Content, ContentKind
from domain.errors import InvalidInput
from domain.excerpt import Fragment, excerpt, marked, pattern
from domain.fusion import SearchList, SearchPart
from domain.page import Cursors, Page, PageInfo
from domain.search import FEW, Only, SearchMode, SearchType, lucene
from domain.shown import MAX_SHOWN
from domain.tag import Tag
from domain.text import words_of_html
from domain.user import User
from domain.words import Word, words
from graph import area as areas
from graph import search as graph
from graph import tag as tags
from graph import user as users
from resolvers import content, search_lists
from resolvers.block import avoided_authors
from resolvers.context import Context

MAX_TAGS = 20
MARK = 7
"""What was shown is known by the first letter and the last six, 30 random bits, of its id: two of 300 share them once
in 24,000 searches."""
SPARE = 20
"""So many more are asked of the index than are shown, for what it has and the viewer may not find."""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a client narrows a search to, by the names it knows: slugs of tags and area, the handle of an author."""

    types: Sequence[SearchType] | None = None
    kinds: Sequence[ContentKind] | None = None
    tags: Sequence[str] | None = None
    area: str | None = None
    author: str | None = None
    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.tags is not None and not 0 < len(self.tags) <= MAX_TAGS:
            raise InvalidInput(f"Pass between 1 and {MAX_TAGS} tags, or leave the argument out.", ("tags",))
        if self.since and self.until and self.until < self.since:
            raise InvalidInput("`to` is before `from`: no day is in between.", ("to",))

    @property
    def sought(self) -> tuple[SearchType, ...]:
        """The types that can be among the results: only contents have what they are narrowed by."""
        of_contents = (self.kinds, self.tags, self.area, self.author, self.since, self.until)
        possible = (SearchType.CONTENT,) if any(one is not None for one in of_contents) else tuple(SearchType)
        return tuple(type_ for type_ in possible if self.types is None or type_ in self.types)


@dataclass(frozen=True, slots=True)
class Search:
    """What one search pins for all its pages, and what it shows so far."""

    asked: tuple[Word, ...]
    as_of: datetime
    near: bool = False
    shown: tuple[str, ...] = ()

    def excerpts(self, text: str, *, whole: bool = False) -> list[Fragment]:
        """The fragments of `text`."""
        wanted = pattern(self.asked, text, near=self.near)
        return marked(text, wanted) if whole else excerpt(text, wanted)


@dataclass(frozen=True, slots=True)
class SearchEdge:
    """A result with its cursor."""

    cursor: str
    node: Content | User | Tag
    parts: tuple[SearchPart, ...]
    search: Search

    @property
    def score(self) -> float:
        """How well it fits: the sum of the parts."""
        return sum(part.score for part in self.parts)


Result = tuple[Content | User | Tag, tuple[SearchPart, ...]]


@dataclass(frozen=True, slots=True)
class SearchConnection:
    """A page of results."""

    edges: Sequence[SearchEdge]
    page_info: PageInfo
    as_of: datetime
    near: bool
    words_only: str | None


async def search(
    ctx: Context, query: str, narrowed: Narrowed, page: Page, mode: SearchMode = SearchMode.TEXT
) -> SearchConnection:
    """What fits best among what the viewer may find.

    Raises:
        InvalidInput: there is nothing to search for, or a filter can't be.
        Conflict: nothing but meaning was asked for, and it can't be searched now.
    """
    cursors = ctx.cursor_key.listing("search", query=query, narrowed=repr(narrowed), mode=mode)
    this = _pinned(ctx, words(query), cursors, page)
    only, missing, found = await _only(ctx, narrowed), None, list[Result]()
    if only and mode is SearchMode.TEXT:
        this, found = await _by_words(ctx, this, only, page)
    elif only:
        asked = search_lists.Asked(query, this.asked, only, mode, this.as_of, this.near)
        this, found, missing = await _by_lists(ctx, this, asked, page.first)
    edges = _edges(cursors, this, found[: page.first])
    more = len(found) > page.first and len(this.shown) + page.first < MAX_SHOWN
    ends = (edges[0].cursor, edges[-1].cursor) if edges else (None, None)
    return SearchConnection(edges, PageInfo(more, page.after is not None, *ends), this.as_of, this.near, missing)


async def _by_words(ctx: Context, this: Search, only: Only, page: Page) -> tuple[Search, list[Result]]:
    hits = await _hits(ctx, this, only, page.first)
    if page.after is None and len(hits) < FEW:
        this = replace(this, near=True)
        hits = await _hits(ctx, this, only, page.first)
    found: list[Result] = []
    for place, hit in enumerate(hits, start=len(this.shown) + 1):
        node = hit.content or hit.user or hit.tag
        assert node is not None
        found.append((node, (SearchPart(source=SearchList.WORDS, place=place, value=hit.score, score=hit.score),)))
    return this, found


async def _by_lists(
    ctx: Context, this: Search, asked: search_lists.Asked, first: int
) -> tuple[Search, list[Result], str | None]:
    ranked, asked, missing = await search_lists.ranking(ctx, asked)
    rest = [one for one in ranked if _mark(one.id) not in this.shown][: first + SPARE]
    nodes = await search_lists.nodes(ctx, [one.id for one in rest], this.as_of)
    found = [(nodes[one.id], one.parts) for one in rest if one.id in nodes][: first + 1]
    return replace(this, near=asked.near), found, missing


def _pinned(ctx: Context, asked: Sequence[Word], cursors: Cursors, page: Page) -> Search:
    position = cursors.after(page)
    if position is None:
        return Search(tuple(asked), ctx.now)
    as_of, near, marks = position.keys
    shown = str(marks)
    parts = tuple(shown[at : at + MARK] for at in range(0, len(shown), MARK))
    return Search(tuple(asked), cast(datetime, as_of), bool(near), parts)


async def _only(ctx: Context, narrowed: Narrowed) -> Only | None:
    """The filters by id; None when nothing can pass them."""
    tag_ids = area_id = author_id = None
    if narrowed.tags is not None:
        tag_ids = tuple(tag.id for tag in (await ctx.graph.read(tags.by_slugs, narrowed.tags)).values())
    if narrowed.area is not None:
        area = await ctx.loaders.load(areas.by_slugs, narrowed.area)
        area_id = area.id if area else ""
    if narrowed.author is not None:
        author = await ctx.graph.read(
            users.FIND.one_or_none, users.FindParams(handle=narrowed.author, external_id=None)
        )
        author_id = author.id if author else ""
    kinds = tuple(narrowed.kinds) if narrowed.kinds is not None else None
    if not narrowed.sought or any(one is not None and not one for one in (tag_ids, area_id, author_id, kinds)):
        return None
    avoided = await avoided_authors(ctx) if SearchType.CONTENT in narrowed.sought else ()
    return Only(
        narrowed.sought, kinds, tag_ids, area_id, author_id, narrowed.since, narrowed.until, tuple(sorted(avoided))
    )


async def _hits(ctx: Context, this: Search, only: Only, first: int) -> list[graph.Hit]:
    params = graph.HitsParams(
        query=lucene(this.asked, only, ctx.viewer.audience, near=this.near),
        depth=len(this.shown) + first + SPARE,
        shown=this.shown,
        audience=ctx.viewer.audience,
        now=this.as_of,
        limit=first + 1,
    )
    return await ctx.graph.read(graph.HITS.all, params)


def _edges(cursors: Cursors, this: Search, results: Sequence[Result]) -> list[SearchEdge]:
    edges, shown = [], "".join(this.shown)
    for node, parts in results:
        shown += _mark(node.id)
        edges.append(SearchEdge(cursors.encode((this.as_of, this.near, shown)), node, parts, this))
    return edges


def _mark(id: str) -> str:
    return id[0] + id[1 - MARK :]


def title(edge: SearchEdge) -> list[Fragment]:
    """The name of what was found, in fragments."""
    node = edge.node
    name = node.title if isinstance(node, Content) else node.display_name if isinstance(node, User) else node.name
    return edge.search.excerpts(name, whole=True)


async def passage(ctx: Context, edge: SearchEdge) -> list[Fragment]:
    """What in the text was searched for; empty when the viewer may not read the text, or there is none."""
    if not isinstance(edge.node, Content):
        return []
    body = await content.body(ctx, edge.node)
    return edge.search.excerpts(words_of_html(body)) if body else []
