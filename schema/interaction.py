"""What users did to contents, in the API."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain import content as contents
from domain import interaction as records
from domain.errors import NotFound
from resolvers import content
from schema.enums import describe_enum
from schema.types import Info, view_of

if TYPE_CHECKING:
    from schema.content import Content

InteractionType = records.InteractionType
describe_enum(
    InteractionType,
    "A kind of behaviour.",
    {
        "VIEW": "Opened it.",
        "READ": "Read a good part of it.",
        "CLICK": "Followed a link to it.",
        "LIKE": "Liked it.",
        "COMMENT": "Commented on it.",
        "SHARE": "Passed it on.",
        "BOOKMARK": "Kept it for later.",
        "FOLLOW": "Followed what it belongs to.",
        "VOTE_UP": "Voted for it.",
        "VOTE_DOWN": "Voted against it.",
        "PUBLISH": "Published it.",
        "ANSWER": "Answered it.",
        "ACCEPT": "Took an answer to their question.",
        "SEARCH": "Searched.",
        "HIDE": "Asked not to see it again.",
    },
)


@view_of(records.Interaction, description="What one user did to one content, one kind of behaviour at a time.")
class Interaction:
    type: InteractionType = strawberry.field(description="What was done.")
    count: int = strawberry.field(description="How often.")
    first_at: datetime = strawberry.field(description="The first time.")
    last_at: datetime = strawberry.field(description="The last time.")

    @strawberry.field(description="To what.", graphql_type=Annotated["Content", strawberry.lazy("schema.content")])
    async def content(self: records.Interaction, info: Info) -> contents.Content:
        found = await content.by_id(info.context, self.content_id)
        if found is None:
            raise NotFound("This content is gone.")
        return found
