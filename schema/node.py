"""`node` and `nodes`: anything by its id, as Relay refetches it.

Ordinary fields, not Strawberry's `relay.node()`, whose types can't be built into two schemas of one process.
"""

from collections.abc import Awaitable
from typing import Annotated

import strawberry

from domain.record import Record
from resolvers import node
from schema.cost import cost
from schema.types import Info, Node


@strawberry.type
class NodeQuery:
    @strawberry.field(description="Anything by its id; null when there is nothing to find.", graphql_type=Node | None)
    async def node(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="As the API gave it.")]
    ) -> Record | None:
        return await node.one(info.context, id)

    @strawberry.field(
        description="Up to 100 things by their ids, in that order, null where there is nothing to find.",
        graphql_type=list[Node | None] | None,
        metadata=cost(page_size_argument="ids"),
    )
    def nodes(
        self, info: Info, ids: Annotated[list[strawberry.ID], strawberry.argument(description="1 to 100 ids.")]
    ) -> list[Awaitable[Record | None]]:
        return node.many(info.context, ids)
