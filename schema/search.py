"""The search in the API."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

import strawberry

from domain import excerpt as excerpts
from domain.content import ContentKind
from domain.fusion import SearchList
from domain.fusion import SearchPart as Part
from domain.search import SearchMode, SearchType
from resolvers import search
from resolvers.search import Narrowed
from resolvers.search import SearchConnection as Rows
from resolvers.search import SearchEdge as Row
from schema.cost import cost
from schema.enums import describe_enum
from schema.kinds import AnyContent
from schema.page import PageInfo
from schema.tag import Tag
from schema.types import After, First, Info, page, view_of
from schema.user import User

describe_enum(
    SearchType,
    "What can be searched for.",
    {
        "CONTENT": "Contents of every kind, by their titles, texts and tags.",
        "USER": "People, by their handles and names.",
        "TAG": "Tags, by their names.",
    },
)

describe_enum(
    SearchMode,
    "By what is searched.",
    {
        "TEXT": "By words: all of them are there, or such as are alike.",
        "MEANING": "By meaning: contents that stand by themselves and say alike things, in any words or language.",
        "HYBRID": "By both: what stands high in either list, highest what does in both.",
    },
)
describe_enum(
    SearchList,
    "A list that a search is made of.",
    {"WORDS": "By words, best first.", "MEANING": "By meaning, the nearest first."},
)

SearchResult = Annotated[
    AnyContent | User | Tag,
    strawberry.union("SearchResult", description="What a search finds."),
]


@view_of(excerpts.Fragment, description="A piece of plain text, to be escaped as any text.")
class ExcerptFragment:
    text: str = strawberry.field(description="The text, spaces at its ends included.")
    match: bool = strawberry.field(description="Whether it is what was searched for.")


@view_of(Part, description="What one list adds to a result.")
class SearchPart:
    source: SearchList = strawberry.field(description="Which list.")
    place: int = strawberry.field(description="Its place there, from 1.")
    value: float = strawberry.field(description="What the list is ordered by: BM25, or the cosine from 0.15 to 1.")
    score: float = strawberry.field(
        description="Its part of the score: 1 / (60 + place), or the value where there is one list."
    )


@strawberry.type(description="One result.")
class SearchEdge:
    cursor: str = strawberry.field(description="Where this row stands; pass it as `after` to go on behind it.")
    node: SearchResult = strawberry.field(description="What was found.", metadata=cost(weight=0))
    score: float = strawberry.field(description="How well it fits; it compares within one search only.")
    parts: list[SearchPart] = strawberry.field(
        description="What adds up to the score.", metadata=cost(weight=0, assumed_size=2)
    )

    @strawberry.field(
        description="Its title or name, cut where it matches: the texts joined are the whole.",
        graphql_type=list[ExcerptFragment],
        metadata=cost(weight=0, assumed_size=5),
    )
    def title(self: Row) -> list[excerpts.Fragment]:
        return search.title(self)

    @strawberry.field(
        description="About 240 characters of its text with the most of what was searched for; empty when the viewer "
        "may not read the text, and for people and tags.",
        graphql_type=list[ExcerptFragment],
        metadata=cost(weight=0, assumed_size=10),
    )
    async def excerpt(self: Row, info: Info) -> list[excerpts.Fragment]:
        return await search.passage(info.context, self)


@strawberry.type(description="A page of results, best first. Its cursors pin the moment and know what was shown.")
class SearchConnection:
    edges: Sequence[SearchEdge] = strawberry.field(description="The rows with their cursors, in order.")
    page_info: PageInfo = strawberry.field(description="Where the page starts and ends.", metadata=cost(weight=0))
    as_of: datetime = strawberry.field(description="Nothing later is among the results; later pages keep it.")
    near: bool = strawberry.field(
        description="Whether results have words that are only alike, or not all of them, since few have all."
    )
    words_only: str | None = strawberry.field(
        description="Why only words were searched where `HYBRID` was asked for; null when meaning was searched too."
    )


@strawberry.type
class SearchQuery:
    @strawberry.field(
        description="Contents, people and tags that have all the words, or longer ones that begin so, best first; what "
        "is alike when there are hardly any. Words in double quotes stand together. At most 300 results.",
        graphql_type=SearchConnection | None,
        metadata=cost(weight=5),
    )
    async def search(
        self,
        info: Info,
        query: Annotated[str, strawberry.argument(description="1 to 12 words, at most 200 characters.")],
        first: First = 20,
        after: After = None,
        types: Annotated[
            list[SearchType] | None, strawberry.argument(description="Only these; all by default.")
        ] = None,
        kinds: Annotated[list[ContentKind] | None, strawberry.argument(description="Contents of these kinds.")] = None,
        tags: Annotated[list[str] | None, strawberry.argument(description="With any of these tag slugs.")] = None,
        area: Annotated[str | None, strawberry.argument(description="In the area of this slug.")] = None,
        author: Annotated[str | None, strawberry.argument(description="By the user of this handle.")] = None,
        from_: Annotated[
            date | None, strawberry.argument(name="from", description="Published on this day in UTC or later.")
        ] = None,
        to: Annotated[date | None, strawberry.argument(description="Published on this day in UTC or before.")] = None,
        mode: Annotated[
            SearchMode, strawberry.argument(description="By words, by meaning or by both.")
        ] = SearchMode.TEXT,
    ) -> Rows:
        narrowed = Narrowed(types, kinds, tags, area, author, from_, to)
        return await search.search(info.context, query, narrowed, page(first, after), mode)
