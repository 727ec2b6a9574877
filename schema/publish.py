"""Publishing in the API."""

from dataclasses import asdict

import strawberry

from domain import content as records
from domain.content import ContentKind, Visibility
from domain.publish import Manuscript
from resolvers import publish
from schema.content import Content
from schema.details import BodyFormat, ContentDetailsInput
from schema.idempotency import MutationInput
from schema.money import MoneyInput
from schema.mutation import mutation
from schema.types import Info
from schema.user_errors import Payload


@strawberry.input(description="A new content. The viewer is its author.")
class PublishContentInput(MutationInput):
    kind: ContentKind = strawberry.field(description="What it is: a kind that stands by itself, or LESSON.")
    title: str = strawberry.field(description="Title, 1 to 300 characters on one line.")
    body: str = strawberry.field(
        description="At most 100,000 characters of Markdown, or 200,000 of HTML; what is active in it is taken out."
    )
    format: BodyFormat = strawberry.field(default=BodyFormat.MARKDOWN, description="How the body is written.")
    tags: list[str] = strawberry.field(default_factory=list, description="Slugs of at most 10 tags it is about.")
    area: str | None = strawberry.field(default=None, description="Slug of the area it stands in.")
    visibility: Visibility = strawberry.field(
        default=Visibility.PUBLIC, description="Who may read the body: PUBLIC, MEMBERS or PAID."
    )
    price: MoneyInput | None = strawberry.field(
        default=None,
        description="PAID: for how much it is to be had by itself, once; without, by what else unlocks it, such as a "
        "tier. A lesson goes with its course.",
    )
    language: str | None = strawberry.field(
        default=None, description="Code of its language, such as `en` or `zh-Hant`; guessed if left out."
    )
    canonical_url: str | None = strawberry.field(default=None, description="Where it was published first, if not here.")
    parent_id: strawberry.ID | None = strawberry.field(
        default=None, description="LESSON: the course of the viewer's that it is part of; it stands where that does."
    )
    cross_post: bool = strawberry.field(
        default=False, description="Whether to publish it though the viewer has published the same text before."
    )
    details: ContentDetailsInput | None = strawberry.field(
        default=None, description="The fields of its kind; those of other kinds are refused."
    )

    def manuscript(self) -> Manuscript:
        """What was handed in, in the domain's words."""
        return Manuscript(
            kind=self.kind,
            title=self.title,
            body=self.body,
            format=self.format,
            tags=tuple(self.tags),
            area=self.area,
            visibility=self.visibility,
            language=self.language,
            canonical_url=self.canonical_url,
            cross_post=self.cross_post,
            course=self.parent_id,
            details=asdict(self.details) if self.details else {},
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
        price = input.price.money() if input.price else None
        return PublishContentPayload(content=await publish.publish(info.context, input.manuscript(), price))
