"""Places that are paid for, in the API: shown apart from what readers chose, and told to be paid."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain import content as contents
from domain import featured as records
from domain.service import ServiceKind
from resolvers import service
from schema.enums import describe_enum
from schema.types import Info, view_of

if TYPE_CHECKING:
    from schema.content import Content

describe_enum(
    ServiceKind,
    "What is asked for.",
    {
        "CONSULTING": "Somebody's advice.",
        "PROJECT": "Work that is given to somebody.",
        "JOB_POST": "A place for a content of one's own among the jobs of an area, from the community.",
        "FEATURED_SLOT": "A place for a content of one's own at the head of an area, from the community.",
    },
)


@view_of(
    records.FeaturedPlace,
    description="A content that is shown in an area as somebody paid for that. Show it as paid, apart from the others.",
)
class FeaturedPlace:
    kind: ServiceKind = strawberry.field(description="FEATURED_SLOT or JOB_POST.")
    starts_at: datetime = strawberry.field(description="Since when.")
    ends_at: datetime = strawberry.field(description="Until when.")

    @strawberry.field(description="Always true: the label that is to stand on it.")
    def paid(self: records.FeaturedPlace) -> bool:
        return True

    @strawberry.field(
        description="What is shown.", graphql_type=Annotated["Content", strawberry.lazy("schema.content")] | None
    )
    async def content(self: records.FeaturedPlace, info: Info) -> contents.Content | None:
        return await service.featured_content(info.context, self)
