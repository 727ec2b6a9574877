"""What means nearly the same as a text, and tags for it, in the API."""

from typing import Annotated

import strawberry

from domain.content import ContentKind
from resolvers import alike
from schema.content import Content
from schema.cost import cost
from schema.tag import Tag
from schema.types import First, Info, page

Title = Annotated[
    str, strawberry.argument(description="As it is written so far, perhaps empty; at most 300 characters.")
]
Body = Annotated[
    str | None,
    strawberry.argument(description="The same, as Markdown or HTML. Its first 3,600 characters outside of code count."),
]


@strawberry.type(description="A content that means nearly the same.")
class AlikeContent:
    content: Content = strawberry.field(description="Which.")
    likeness: float = strawberry.field(description="Cosine of the two meanings, from 0.5 to 1.")
    likely_same: bool = strawberry.field(description="Whether it is likely the same: a likeness of 0.8 or more.")


@strawberry.type(description="A content that voted for a tag.")
class TagVote:
    content: Content = strawberry.field(description="Which; it has the tag.")
    likeness: float = strawberry.field(description="Cosine of its meaning and the text's, to 1.")
    score: float = strawberry.field(description="Its part of the tag's score.")


@strawberry.type(description="A tag that contents near to a text have.")
class TagSuggestion:
    tag: Tag = strawberry.field(description="Which.")
    score: float = strawberry.field(description="The share of the votes that it had, from 0 to 1.")
    votes: list[TagVote] = strawberry.field(
        description="At most 20 contents, the nearest first; their scores add up to the tag's.",
        metadata=cost(assumed_size=5),
    )


@strawberry.type
class AlikeQuery:
    @strawberry.field(
        description="Has this been asked? What has been published of nearly the same meaning, in any language, the "
        "nearest first; at most 20. For who may publish.",
        graphql_type=list[AlikeContent] | None,
        metadata=cost(weight=20),
    )
    async def similar_contents(
        self,
        info: Info,
        title: Title,
        body: Body = None,
        kinds: Annotated[
            list[ContentKind] | None, strawberry.argument(description="Only these; all by default.")
        ] = None,
        first: First = 5,
    ) -> list[alike.AlikeContent]:
        return await alike.to_text(info.context, title, body, kinds, page(first, None))

    @strawberry.field(
        description="What means nearly the same as a content, the nearest first, for moderators; at most 20.",
        graphql_type=list[AlikeContent] | None,
        metadata=cost(weight=5),
    )
    async def near_duplicates(
        self,
        info: Info,
        content_id: Annotated[strawberry.ID, strawberry.argument(description="Of which content.")],
        first: First = 5,
    ) -> list[alike.AlikeContent]:
        return await alike.to_content(info.context, content_id, page(first, None))

    @strawberry.field(
        description="Tags for a text: those of the contents nearest to it in meaning, by their votes; at most 20. For "
        "who may publish.",
        graphql_type=list[TagSuggestion] | None,
        metadata=cost(weight=20),
    )
    async def suggest_tags(
        self, info: Info, title: Title, body: Body = None, first: First = 5
    ) -> list[alike.SuggestedTag]:
        return await alike.tags_for(info.context, title, body, page(first, None))
