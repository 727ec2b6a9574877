"""Tags and interests in the API."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from domain import tag as records
from domain.content import Content as ContentRecord
from domain.page import Connection as Rows
from domain.page import Edge
from domain.syndication import FeedLinks as Links
from domain.syndication import Subject, links_of
from resolvers import content, tag
from resolvers.content import Wanted
from schema.page import Connection
from schema.syndication import FeedLinks
from schema.types import After, First, Info, Node, page, view_of

if TYPE_CHECKING:
    from schema.content import Content


@view_of(records.Tag, description="A subject that contents are about.")
class Tag(Node):
    slug: str = strawberry.field(description="Stable name in addresses.")
    name: str = strawberry.field(description="Name as shown.")

    @strawberry.field(description="What is newest about it, without GraphQL.", graphql_type=FeedLinks)
    def feed_links(self: records.Tag) -> Links:
        return links_of(Subject.TAG, self.slug)

    @strawberry.field(
        description="Contents with this tag, newest first.",
        graphql_type=Connection[Annotated["Content", strawberry.lazy("schema.content")]],
    )
    async def contents(
        self: records.Tag, info: Info, first: First = 20, after: After = None
    ) -> Rows[Edge[ContentRecord]]:
        return await content.newest(info.context, page(first, after), Wanted(tags=[self.slug]))

    @strawberry.field(description="How many users follow it.")
    async def followers(self: records.Tag, info: Info) -> int:
        return await tag.followers(info.context, self.id)

    @strawberry.field(
        description="Tags that often stand beside it on recent contents, the most frequent first.",
        graphql_type=list[Annotated["Tag", strawberry.lazy("schema.tag")]],
    )
    async def related(self: records.Tag, info: Info, first: First = 10) -> list[records.Tag]:
        return await tag.related(info.context, self.id, page(first, None))


@view_of(records.Interest, description="How strongly a user is drawn to a tag.")
class Interest:
    tag: Tag = strawberry.field(description="To what.")
    affinity: float = strawberry.field(description="0 < affinity ≤ 1; the strongest tag of a user has 1.")


@strawberry.type
class TagQuery:
    @strawberry.field(description="The tag of that slug.", graphql_type=Tag | None)
    async def tag(
        self, info: Info, slug: Annotated[str, strawberry.argument(description="Stable name, such as `neo4j`.")]
    ) -> records.Tag | None:
        return await tag.by_slug(info.context, slug)

    @strawberry.field(description="Every tag, from A to Z.", graphql_type=Connection[Tag] | None)
    async def tags(self, info: Info, first: First = 20, after: After = None) -> Rows[Edge[records.Tag]]:
        return await tag.alphabetical(info.context, page(first, after))
