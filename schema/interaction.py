"""What users did to contents, in the API."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain import content as contents
from domain import interaction as records
from domain.errors import NotFound
from resolvers import content
from schema.types import Info, view_of

if TYPE_CHECKING:
    from schema.content import Content

InteractionType = strawberry.enum(records.InteractionType, description="A kind of behaviour.")


@view_of(records.Interaction, description="What one user did to one content, one kind of behaviour at a time.")
class Interaction:
    type: InteractionType = strawberry.field(description="What was done.")
    count: int = strawberry.field(description="How often.")
    first_at: datetime = strawberry.field(description="The first time.")
    last_at: datetime = strawberry.field(description="The last time.")

    @strawberry.field(
        description="To what.", graphql_type=Annotated["Content", strawberry.lazy("schema.content")]
    )
    async def content(self: records.Interaction, info: Info) -> contents.Content:
        found = await content.by_id(info.context, self.content_id)
        if found is None:
            raise NotFound("This content is gone.")
        return found
