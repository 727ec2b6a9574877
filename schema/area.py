"""Areas in the API."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from domain import area as records
from domain.area import AreaKind
from domain.content import Content as ContentRecord
from domain.landing import ContentOrder
from domain.page import Connection as Rows
from domain.page import Edge
from resolvers import area, landing
from resolvers.content import Wanted
from schema.cost import cost
from schema.enums import describe_enum
from schema.landing import OrderBy, Period
from schema.page import Connection
from schema.types import After, First, Info, Node, page, view_of

if TYPE_CHECKING:
    from schema.content import Content

describe_enum(
    AreaKind,
    "What happens in an area.",
    {
        "DISCUSSION": "Open conversation.",
        "QA": "Questions with answers.",
        "TOPIC": "Articles on a subject.",
    },
)


@view_of(records.Area, description="A place of the community with its own kind of conversation.")
class Area(Node):
    slug: str = strawberry.field(description="Stable name in addresses.")
    name: str = strawberry.field(description="Name as shown.")
    kind: AreaKind = strawberry.field(description="What happens here.")
    norms: str | None = strawberry.field(description="What is expected of those who write here.")

    @strawberry.field(
        description="Contents of this area, the hottest first unless asked otherwise.",
        graphql_type=Connection[Annotated["Content", strawberry.lazy("schema.content")]],
    )
    async def contents(
        self: records.Area,
        info: Info,
        first: First = 20,
        after: After = None,
        order_by: OrderBy = ContentOrder.HOT,
        period: Period = None,
    ) -> Rows[Edge[ContentRecord]]:
        order, wanted = order_by or ContentOrder.HOT, Wanted(area=self.slug)
        return await landing.contents(info.context, page(first, after), order, period, wanted)


@strawberry.type
class AreaQuery:
    @strawberry.field(
        description="Every area of the community, by name.",
        graphql_type=list[Area] | None,
        metadata=cost(assumed_size=20),
    )
    async def areas(self, info: Info) -> list[records.Area]:
        return await area.all(info.context)
