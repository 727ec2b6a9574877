"""Series in the API."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain import series as records
from domain import user as users
from domain.content import Content as ContentRecord
from domain.page import Connection as Rows
from domain.page import Edge
from domain.series import SeriesId
from resolvers import series, user
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.page import Connection
from schema.types import After, First, Info, Node, page, view_of
from schema.user_errors import Payload

if TYPE_CHECKING:
    from schema.content import Content
    from schema.user import User

ContentType = Annotated["Content", strawberry.lazy("schema.content")]


@view_of(records.Series, description="Contents of one author, to be read in an order.")
class Series(Node):
    slug: str = strawberry.field(description="Readable name in addresses.")
    title: str = strawberry.field(description="Title.")
    description: str | None = strawberry.field(description="What it is about, as plain text.")
    created_at: datetime = strawberry.field(description="When it was begun.")
    updated_at: datetime = strawberry.field(description="When it was last changed, apart from its contents.")

    @strawberry.field(
        description="Whose it is; null when the account is gone.",
        graphql_type=Annotated["User", strawberry.lazy("schema.user")] | None,
    )
    async def author(self: records.Series, info: Info) -> users.User | None:
        return await user.by_id(info.context, self.user_id)

    @strawberry.field(
        description="Its contents in order, of those the viewer may find.", graphql_type=Connection[ContentType]
    )
    async def contents(
        self: records.Series, info: Info, first: First = 20, after: After = None
    ) -> Rows[Edge[ContentRecord]]:
        return await series.contents(info.context, self.id, page(first, after))


@view_of(records.Place, description="A content in its series, as far as the viewer may find that.")
class SeriesPlace:
    position: int | None = strawberry.field(description="Counted from 1; null while the content can't be found.")

    @strawberry.field(description="The series.", graphql_type=Series | None)
    async def series(self: records.Place, info: Info) -> records.Series | None:
        return await series.by_id(info.context, self.series_id)

    @strawberry.field(description="How many contents it has.")
    def count(self: records.Place) -> int:
        return len(self.ids)

    @strawberry.field(description="What comes before it.", graphql_type=ContentType | None)
    async def previous(self: records.Place, info: Info) -> ContentRecord | None:
        return await series.beside(info.context, self, -1)

    @strawberry.field(description="What comes after it.", graphql_type=ContentType | None)
    async def next(self: records.Place, info: Info) -> ContentRecord | None:
        return await series.beside(info.context, self, 1)


@strawberry.input(description="A new series of the viewer's contents.")
class CreateSeriesInput(MutationInput):
    title: str = strawberry.field(description="Title, 1 to 300 characters on one line.")
    description: str | None = strawberry.field(default=None, description="What it is about, at most 1,000 characters.")
    content_ids: list[strawberry.ID] = strawberry.field(
        default_factory=list, description="Its contents in order: the viewer's own, that stand by themselves."
    )


@strawberry.input(description="What of a series to change; what is null stays.")
class EditSeriesInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="The series.")
    title: str | None = strawberry.field(default=None, description="Title; its slug stays.")
    description: str | None = strawberry.field(default=None, description="What it is about; empty for nothing.")
    content_ids: list[strawberry.ID] | None = strawberry.field(
        default=None, description="What is in it, in its new order; anything else is a conflict."
    )


@strawberry.input(description="A content to put into a series.")
class AddToSeriesInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="The series.")
    content_id: strawberry.ID = strawberry.field(description="The content; it can be part of one series.")
    position: int | None = strawberry.field(default=None, description="Where, counted from 1; at the end by default.")


@strawberry.input(description="A content to take out of a series.")
class RemoveFromSeriesInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="The series.")
    content_id: strawberry.ID = strawberry.field(description="The content.")


@strawberry.input(description="Which series to delete.")
class DeleteSeriesInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="The series.")


@strawberry.type(description="A series that was begun or changed.")
class SeriesPayload(Payload):
    series: records.Series | None = strawberry.field(
        default=None, description="The series as it is now.", graphql_type=Series | None
    )


@strawberry.type(description="What was deleted.")
class DeleteSeriesPayload(Payload):
    series_id: SeriesId | None = strawberry.field(
        default=None, description="The id it had.", graphql_type=strawberry.ID | None
    )


@strawberry.type
class SeriesQuery:
    @strawberry.field(
        description="The series of that slug; null when the viewer may find nothing in it.", graphql_type=Series | None
    )
    async def series(
        self, info: Info, slug: Annotated[str, strawberry.argument(description="Readable name.")]
    ) -> records.Series | None:
        return await series.by_slug(info.context, slug)


@strawberry.type
class SeriesMutation:
    @mutation(description="Begin a series of contents of yours. Needs `content:write`.")
    async def create_series(self, info: Info, input: CreateSeriesInput) -> SeriesPayload:
        made = await series.create(info.context, input.title, input.description, input.content_ids)
        return SeriesPayload(series=made)

    @mutation(description="Rename a series of yours, or put its contents in another order. Needs `content:write`.")
    async def edit_series(self, info: Info, input: EditSeriesInput) -> SeriesPayload:
        changed = await series.edit(info.context, input.id, input.title, input.description, input.content_ids)
        return SeriesPayload(series=changed)

    @mutation(description="Put a content of yours into a series; again it stays where it is. Needs `content:write`.")
    async def add_to_series(self, info: Info, input: AddToSeriesInput) -> SeriesPayload:
        return SeriesPayload(series=await series.add(info.context, input.id, input.content_id, input.position))

    @mutation(description="Take a content out of a series of yours. Needs `content:write`.")
    async def remove_from_series(self, info: Info, input: RemoveFromSeriesInput) -> SeriesPayload:
        return SeriesPayload(series=await series.remove(info.context, input.id, input.content_id))

    @mutation(description="Delete a series of yours; its contents stay. Needs `content:write`.")
    async def delete_series(self, info: Info, input: DeleteSeriesInput) -> DeleteSeriesPayload:
        return DeleteSeriesPayload(series_id=await series.delete(info.context, input.id))
