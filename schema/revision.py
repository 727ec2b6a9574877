"""Editing contents in the API, and their history."""

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain import content as contents
from domain import revision as records
from domain import user as users
from domain.ids import UserId
from resolvers import revision, user
from schema.details import BodyFormat, ContentDetailsInput
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info, view_of
from schema.user_errors import Payload

if TYPE_CHECKING:
    from schema.content import Content
    from schema.user import User


@view_of(records.Revision, description="One version of a content.")
class Revision:
    number: int = strawberry.field(description="Counts up from 1.")
    at: datetime = strawberry.field(description="When it was made.")
    note: str | None = strawberry.field(description="Why, in its editor's words.")
    title: str = strawberry.field(description="The title it had.")
    tags: list[str] = strawberry.field(description="Slugs of the tags it had.")
    area: str | None = strawberry.field(description="Slug of the area it stood in.")

    @strawberry.field(
        description="Who made it; null when the account is gone.",
        graphql_type=Annotated["User", strawberry.lazy("schema.user")] | None,
    )
    async def editor(self: records.Revision, info: Info) -> users.User | None:
        return await user.by_id(info.context, UserId(self.editor_id))

    @strawberry.field(
        description="What it changed of the title, tags, area and text of the one before, as a unified diff; null for "
        "the first, and for texts of thousands of lines."
    )
    async def diff(self: records.Revision, info: Info) -> str | None:
        return await revision.diff(info.context, self)


@strawberry.input(description="What of a content to change; what is null stays.")
class EditContentInput(MutationInput):
    id: strawberry.ID = strawberry.field(
        description="Id of a content that the viewer wrote, of any kind; or of another's, to change its `tags` alone."
    )
    version: int = strawberry.field(description="The version that was read, `text.version`: another one is a conflict.")
    title: str | None = strawberry.field(default=None, description="Title, 1 to 300 characters on one line.")
    body: str | None = strawberry.field(default=None, description="The whole text, as in `publishContent`.")
    format: BodyFormat | None = strawberry.field(default=None, description="How the body is written from now on.")
    tags: list[str] | None = strawberry.field(default=None, description="Slugs of all tags it is to have, at most 10.")
    area: str | None = strawberry.field(default=None, description="Slug of the area it moves to.")
    language: str | None = strawberry.field(
        default=None, description="Code of its language; guessed anew with a new body."
    )
    canonical_url: str | None = strawberry.field(
        default=None, description="Where it was published first, if not here; empty for nowhere else."
    )
    cross_post: bool = strawberry.field(
        default=False, description="Whether it may say what the viewer has published before."
    )
    details: ContentDetailsInput | None = strawberry.field(
        default=None, description="All fields of its kind; those left out are emptied."
    )
    note: str | None = strawberry.field(default=None, description="Why, at most 300 characters, for its history.")

    def changes(self) -> records.Changes:
        """What to change, in the domain's words."""
        return records.Changes(
            version=self.version,
            title=self.title,
            body=self.body,
            format=self.format,
            tags=None if self.tags is None else tuple(self.tags),
            area=self.area,
            language=self.language,
            canonical_url=self.canonical_url,
            cross_post=self.cross_post,
            details=asdict(self.details) if self.details else None,
            note=self.note,
        )


@strawberry.type(description="What was edited.")
class EditContentPayload(Payload):
    version: int | None = strawberry.field(default=None, description="The version it is at now.")
    content: contents.Content | None = strawberry.field(
        default=None,
        description="The content as readers find it; null while it is withdrawn.",
        graphql_type=Annotated["Content", strawberry.lazy("schema.content")] | None,
    )


@strawberry.type
class RevisionMutation:
    @mutation(
        description="Make the next version of one of your contents. Who read another version than the present one is "
        "told so, and nothing is overwritten. Needs `content:write`."
    )
    async def edit_content(self, info: Info, input: EditContentInput) -> EditContentPayload:
        version, edited = await revision.edit(info.context, input.id, input.changes())
        return EditContentPayload(version=version, content=edited)
