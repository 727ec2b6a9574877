"""Drafts in the API."""

from datetime import datetime

import strawberry

from domain import content as contents
from domain import draft as records
from domain.content import ContentKind, Visibility
from domain.draft import DraftId
from resolvers import draft
from schema.content import Content
from schema.details import BodyFormat
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.publish import PublishContentInput
from schema.types import Info, view_of
from schema.user_errors import Payload


@view_of(records.Details, description="The fields of a kind, as they were handed in.")
class ContentDetails:
    repository_url: str | None = strawberry.field(description="OPEN_SOURCE: where its source is.")
    licence: str | None = strawberry.field(description="OPEN_SOURCE: the licence.")
    programming_language: str | None = strawberry.field(description="OPEN_SOURCE: what it is mostly written in.")
    event: str | None = strawberry.field(description="TALK: the event it was given at.")
    recording_url: str | None = strawberry.field(description="TALK: where a recording of it is.")
    industry: str | None = strawberry.field(description="CASE_STUDY: the branch it was done in.")
    outcome: str | None = strawberry.field(description="CASE_STUDY: what came of it.")
    project_url: str | None = strawberry.field(description="PROJECT: where it is.")
    project_status: str | None = strawberry.field(description="PROJECT: how far it is.")


@view_of(records.SavedDraft, name="Draft", description="What a member hasn't published yet; nobody else finds it.")
class Draft:
    id: strawberry.ID = strawberry.field(description="To save it again, publish or delete it by.")
    version: int = strawberry.field(description="Counts up from 1 as it is saved.")
    kind: ContentKind = strawberry.field(description="What it is to be.")
    title: str = strawberry.field(description="Title, perhaps empty still.")
    body: str = strawberry.field(description="The text as it is written.")
    format: BodyFormat = strawberry.field(description="How it is written.")
    tags: list[str] = strawberry.field(description="Slugs of its tags.")
    area: str | None = strawberry.field(description="Slug of the area it is to stand in.")
    visibility: Visibility = strawberry.field(description="Who is to read it.")
    language: str | None = strawberry.field(description="Code of its language, if it was said.")
    canonical_url: str | None = strawberry.field(description="Where it was published first, if not here.")

    @strawberry.field(description="LESSON: the course it is to be part of.")
    def parent_id(self: records.SavedDraft) -> strawberry.ID | None:
        return None if self.course is None else strawberry.ID(self.course)

    cross_post: bool = strawberry.field(description="Whether it is known to be published before.")
    details: ContentDetails = strawberry.field(description="The fields of its kind.")
    publish_at: datetime | None = strawberry.field(description="When it is published by itself; null for never.")
    problem: str | None = strawberry.field(description="Why that wasn't possible when its time came.")
    updated_at: datetime = strawberry.field(description="When it was last saved.")


@strawberry.input(description="A draft to keep. It need not be finished, unless it is to be published by itself.")
class SaveDraftInput(PublishContentInput):
    id: strawberry.ID | None = strawberry.field(
        default=None, description="The draft to write over, all of it; a new one if left out."
    )
    publish_at: datetime | None = strawberry.field(
        default=None, description="When to publish it by itself, in the future; null for never."
    )


@strawberry.input(description="Which draft to publish.")
class PublishDraftInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Its id.")


@strawberry.input(description="Which draft to delete.")
class DeleteDraftInput(MutationInput):
    id: strawberry.ID = strawberry.field(description="Its id.")


@strawberry.type(description="What was saved.")
class SaveDraftPayload(Payload):
    draft: records.SavedDraft | None = strawberry.field(
        default=None, description="The draft as it is kept.", graphql_type=Draft | None
    )


@strawberry.type(description="What became of a draft.")
class PublishDraftPayload(Payload):
    content: contents.Content | None = strawberry.field(
        default=None, description="The content as readers find it.", graphql_type=Content | None
    )


@strawberry.type(description="What was deleted.")
class DeleteDraftPayload(Payload):
    draft_id: DraftId | None = strawberry.field(
        default=None, description="The id it had.", graphql_type=strawberry.ID | None
    )


@strawberry.type
class DraftMutation:
    @mutation(description="Keep a draft, and maybe have it published later. Needs `content:write`.")
    async def save_draft(self, info: Info, input: SaveDraftInput) -> SaveDraftPayload:
        saved = await draft.save(info.context, input.id, input.manuscript(), input.publish_at)
        return SaveDraftPayload(draft=saved)

    @mutation(description="Publish a draft now; it is a content then, and no draft any more. Needs `content:write`.")
    async def publish_draft(self, info: Info, input: PublishDraftInput) -> PublishDraftPayload:
        return PublishDraftPayload(content=await draft.publish(info.context, input.id))

    @mutation(description="Delete a draft for good. Needs `content:write`.")
    async def delete_draft(self, info: Info, input: DeleteDraftInput) -> DeleteDraftPayload:
        return DeleteDraftPayload(draft_id=await draft.delete(info.context, input.id))
