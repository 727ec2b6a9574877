"""Publishing in the API."""

import strawberry

from domain import content as records
from domain.content import ContentKind, Visibility
from domain.publish import checked
from resolvers import publish
from schema.content import Content
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info
from schema.user_errors import Payload


@strawberry.input(description="A new content. The viewer is its author.")
class PublishContentInput(MutationInput):
    kind: ContentKind = strawberry.field(description="What it is; one of the kinds that stand by themselves.")
    title: str = strawberry.field(description="Title, 1 to 300 characters on one line.")
    body: str = strawberry.field(description="HTML, at most 200,000 characters; what is active in it is taken out.")
    tags: list[str] = strawberry.field(default_factory=list, description="Slugs of at most 10 tags it is about.")
    area: str | None = strawberry.field(default=None, description="Slug of the area it stands in.")
    visibility: Visibility = strawberry.field(
        default=Visibility.PUBLIC, description="Who may read the body: PUBLIC or MEMBERS."
    )


@strawberry.type(description="What was published.")
class PublishContentPayload(Payload):
    content: records.Content | None = strawberry.field(
        default=None,
        description="The content as readers find it; under review, as its author does, with visibility HIDDEN.",
        graphql_type=Content | None,
    )


@strawberry.type
class PublishMutation:
    @mutation(description="Publish a content at once. Needs `content:write`, which members have.")
    async def publish_content(self, info: Info, input: PublishContentInput) -> PublishContentPayload:
        draft = checked(input.kind, input.title, input.body, input.tags, input.area, input.visibility)
        return PublishContentPayload(content=await publish.publish(info.context, draft))
