"""The generic Relay connection: views of `domain.page.Connection`, its edges and its page info."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

import strawberry

from schema.cost import cost

T = TypeVar("T")


@strawberry.type(description="Whether there are more rows, and where the page starts and ends.")
class PageInfo:
    has_next_page: bool = strawberry.field(description="More rows follow; ask for them with `after: endCursor`.")
    has_previous_page: bool = strawberry.field(description="Rows lie before this page.")
    start_cursor: str | None = strawberry.field(description="Cursor of the first row; null on an empty page.")
    end_cursor: str | None = strawberry.field(description="Cursor of the last row; null on an empty page.")


@strawberry.type(description="One row of a page.")
class Edge(Generic[T]):
    """View of anything with `node` and `cursor`. Subclass it, with a name, for edges that carry more."""

    cursor: str = strawberry.field(description="Where this row stands; pass it as `after` to go on behind it.")
    node: T = strawberry.field(description="The row.", metadata=cost(weight=0))


@strawberry.type(description="One page of a listing.")
class Connection(Generic[T]):
    """View of `domain.page.Connection`; `Connection[User]` is called UserConnection, its edges UserEdge."""

    edges: Sequence[Edge[T]] = strawberry.field(description="The rows with their cursors, in order.")
    page_info: PageInfo = strawberry.field(description="Where the page starts and ends.", metadata=cost(weight=0))
    count: strawberry.Private[Callable[[], Awaitable[int]] | None]

    @strawberry.field(description="The rows alone, for clients that need no cursors.")
    def nodes(self) -> list[T]:
        return [edge.node for edge in self.edges]

    @strawberry.field(description="How many rows the whole listing has; null where counting would be too slow.")
    async def total_count(self) -> int | None:
        return await self.count() if self.count else None
