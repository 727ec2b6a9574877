"""Benefits in the API: what members may have."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain import area as area_records
from domain import benefit as records
from domain import content as content_records
from domain.benefit import BenefitKind
from domain.page import Connection as Rows
from domain.page import Edge
from resolvers import benefit
from schema.area import Area
from schema.cost import cost
from schema.enums import describe_enum
from schema.page import Connection
from schema.types import After, First, Info, Node, page, view_of

if TYPE_CHECKING:
    from schema.content import Content

describe_enum(
    BenefitKind,
    "What a benefit gives.",
    {
        "CONTENT": "To read some contents that are paid for; a course with its lessons.",
        "AREA": "To read what is paid for in some areas.",
        "ALL_CONTENT": "To read everything that is paid for.",
        "AD_FREE": "To see no ads.",
        "FEATURE": "Something that frontends and partners look at, by its slug.",
    },
)


@view_of(records.Benefit, description="Something that members may have by a grant, whatever the grant came from.")
class Benefit(Node):
    slug: str = strawberry.field(description="Its name for partners and in addresses.")
    name: str = strawberry.field(description="As shown.")
    description: str | None = strawberry.field(description="What it gives, in words.")
    kind: BenefitKind = strawberry.field(description="What it gives.")
    created_at: datetime = strawberry.field(description="When it was made.")
    archived_at: datetime | None = strawberry.field(
        description="Since when it isn't sold any more; who holds it keeps it."
    )

    @strawberry.field(
        description="CONTENT: what it unlocks one by one, of what the viewer can find, at most 100.",
        graphql_type=list[Annotated["Content", strawberry.lazy("schema.content")]],
        metadata=cost(assumed_size=5),
    )
    async def contents(self: records.Benefit, info: Info) -> list[content_records.Content]:
        return await benefit.contents_of(info.context, self)

    @strawberry.field(
        description="AREA: where it unlocks what is paid.", graphql_type=list[Area], metadata=cost(assumed_size=3)
    )
    async def areas(self: records.Benefit, info: Info) -> list[area_records.Area]:
        return await benefit.areas_of(info.context, self)


@strawberry.type
class BenefitQuery:
    @strawberry.field(
        description="Benefits, the newest first. Needs `catalogue:manage`.", graphql_type=Connection[Benefit] | None
    )
    async def benefits(
        self,
        info: Info,
        kinds: Annotated[list[BenefitKind] | None, strawberry.argument(description="Only these kinds.")] = None,
        first: First = 20,
        after: After = None,
    ) -> Rows[Edge[records.Benefit]]:
        wanted = tuple(BenefitKind) if kinds is None else tuple(dict.fromkeys(kinds))
        return await benefit.latest(info.context, wanted, page(first, after))
