"""Bookmarks in the API."""

from datetime import datetime

import strawberry

from domain import bookmark as records
from domain import content as contents
from resolvers import bookmark, content
from schema.content import Content
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info, view_of
from schema.user_errors import Payload


@view_of(records.Bookmark, description="A content as the viewer keeps it.")
class Bookmark:
    at: datetime = strawberry.field(description="When they kept it.")
    note: str | None = strawberry.field(description="Their note; nobody else reads it.")

    @strawberry.field(description="What they keep; null when they can find it no longer.", graphql_type=Content | None)
    async def content(self: records.Bookmark, info: Info) -> contents.Content | None:
        return await content.by_id(info.context, self.content_id)


@strawberry.input(description="What the viewer keeps for later.")
class BookmarkContentInput(MutationInput):
    content_id: strawberry.ID = strawberry.field(description="The content.")
    note: str | None = strawberry.field(default=None, description="A note of their own, at most 1,000 characters.")


@strawberry.type(description="What is kept.")
class BookmarkContentPayload(Payload):
    content: contents.Content | None = strawberry.field(
        default=None, description="The content.", graphql_type=Content | None
    )


@strawberry.input(description="What the viewer keeps no longer.")
class RemoveBookmarkInput(MutationInput):
    content_id: strawberry.ID = strawberry.field(description="The content.")


@strawberry.type(description="What is kept no longer.")
class RemoveBookmarkPayload(Payload):
    content: contents.Content | None = strawberry.field(
        default=None,
        description="The content; null when the viewer can find it no longer.",
        graphql_type=Content | None,
    )


@strawberry.type
class BookmarkMutation:
    @mutation(description="Keep a content for later, or change the note on it. For members.")
    async def bookmark_content(self, info: Info, input: BookmarkContentInput) -> BookmarkContentPayload:
        return BookmarkContentPayload(content=await bookmark.keep(info.context, input.content_id, input.note))

    @mutation(description="Keep a content no longer. For members.")
    async def remove_bookmark(self, info: Info, input: RemoveBookmarkInput) -> RemoveBookmarkPayload:
        return RemoveBookmarkPayload(content=await bookmark.remove(info.context, input.content_id))
