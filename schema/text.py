"""The texts of contents in the API: how they are written, and what they lead to."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain import content as records
from domain import user as users
from domain.body import minutes
from resolvers import text
from schema.cost import cost
from schema.details import BodyFormat
from schema.types import Info, view_of

if TYPE_CHECKING:
    from schema.content import Content
    from schema.user import User


@view_of(records.ContentText, description="What is known of a content's text.")
class ContentText:
    format: BodyFormat = strawberry.field(description="How its author wrote it.")
    language: str | None = strawberry.field(
        description="Code of its language, such as `en`, as its author said or as it seems; null when unsure."
    )
    canonical_url: str | None = strawberry.field(description="Where it was published first, if not here.")
    version: int = strawberry.field(description="Counts up from 1 with each edit; name it when you edit.")
    edited_at: datetime | None = strawberry.field(description="When it was last edited; null if never.")

    @strawberry.field(
        description="Its first 200 characters as plain text, also for those who may not read on, of a paid text at "
        "most its teaser; null for imports."
    )
    async def excerpt(self: records.ContentText, info: Info) -> str | None:
        return await text.excerpt(info.context, self)

    @strawberry.field(description="Minutes that reading it takes, at least 1; null for imports.")
    def reading_minutes(self: records.ContentText) -> int | None:
        return None if self.words is None else minutes(self.words)

    @strawberry.field(description="The text as its author wrote it; null for others than its author and operators.")
    async def source(self: records.ContentText, info: Info) -> str | None:
        return await text.source(info.context, self.content_id)

    @strawberry.field(
        description="The members it mentions by their handles, at most 10; none of a text the viewer may not read.",
        graphql_type=list[Annotated["User", strawberry.lazy("schema.user")]],
        metadata=cost(assumed_size=5),
    )
    async def mentions(self: records.ContentText, info: Info) -> list[users.User]:
        return await text.mentions(info.context, self)

    @strawberry.field(
        description="Contents of this community that it links to, at most 20; none of a text the viewer may not read.",
        graphql_type=list[Annotated["Content", strawberry.lazy("schema.content")]],
        metadata=cost(assumed_size=5),
    )
    async def links(self: records.ContentText, info: Info) -> list[records.Content]:
        return await text.links(info.context, self)

    @strawberry.field(
        description="Contents that link to it, at most 20; none whose text the viewer may not read.",
        graphql_type=list[Annotated["Content", strawberry.lazy("schema.content")]],
        metadata=cost(assumed_size=5),
    )
    async def linked_from(self: records.ContentText, info: Info) -> list[records.Content]:
        return await text.linked_from(info.context, self.content_id)

    @strawberry.field(
        description="What was published here before and says the same; null without, or when the viewer can't find it.",
        graphql_type=Annotated["Content", strawberry.lazy("schema.content")] | None,
    )
    async def cross_post_of(self: records.ContentText, info: Info) -> records.Content | None:
        return await text.cross_post_of(info.context, self.content_id)

    @strawberry.field(
        description="What was published here later and says the same, at most 20.",
        graphql_type=list[Annotated["Content", strawberry.lazy("schema.content")]],
        metadata=cost(assumed_size=5),
    )
    async def cross_posts(self: records.ContentText, info: Info) -> list[records.Content]:
        return await text.cross_posts(info.context, self.content_id)
