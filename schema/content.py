"""Contents in the API: one interface, one type a kind, and their lists."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain import act as acts
from domain import content as records
from domain import product as product_records
from domain import reaction as taken
from domain import revision as versions
from domain.content import ContentKind, Visibility
from domain.landing import ContentOrder
from domain.page import Connection as Rows
from domain.page import Edge
from domain.series import Place
from resolvers import access, act, content, expert, landing, product, reaction, reply, revision, series, similar, text
from resolvers.content import Wanted
from resolvers.expert import Expert as Knows
from resolvers.similar import SimilarContent as Alike
from schema.access import Access
from schema.act import Reaction, ViewerActs
from schema.area import Area
from schema.cost import cost
from schema.enums import describe_enum
from schema.landing import OrderBy, Period
from schema.page import Connection
from schema.revision import Revision
from schema.series import SeriesPlace
from schema.tag import Tag
from schema.text import ContentText
from schema.types import After, First, Info, Node, page, view_of

if TYPE_CHECKING:
    from schema.expert import Expert
    from schema.product import Product
    from schema.user import User

describe_enum(
    ContentKind,
    "What kind of content it is; each kind is a type of its own.",
    {
        "ARTICLE": "A text on a subject.",
        "CASE_STUDY": "How something was done in practice.",
        "TALK": "A talk given at an event.",
        "PROJECT": "Something members built.",
        "OPEN_SOURCE": "A project whose source is open.",
        "QUESTION": "A question to the community.",
        "ANSWER": "An answer to a question.",
        "DISCUSSION": "An open conversation.",
        "COMMENT": "A remark on another content.",
        "COURSE": "A course of lessons.",
        "LESSON": "One lesson of a course.",
    },
)
describe_enum(
    Visibility,
    "Who may read the body; or by whom it was taken from its readers, so that they find it nowhere.",
    {
        "PUBLIC": "Everyone.",
        "MEMBERS": "Who is signed in.",
        "PAID": "Who holds a grant for it; everyone finds it, with its teaser.",
        "WITHDRAWN": "Nobody else: its author withdrew it.",
        "HIDDEN": "Nobody for now: it is under review, or a moderator hid it.",
        "REMOVED": "Nobody: a moderator removed it.",
    },
)


ExpertType = Annotated["Expert", strawberry.lazy("schema.expert")]


@view_of(records.ContentStats, description="All-time counts of what people did with a content.")
class ContentStats:
    views: int = strawberry.field(description="Times opened.")
    reads: int = strawberry.field(description="Times read to a good part.")
    likes: int = strawberry.field(description="Likes.")
    comments: int = strawberry.field(description="Comments.")
    shares: int = strawberry.field(description="Times passed on.")
    bookmarks: int = strawberry.field(description="Times kept for later.")
    votes_up: int = strawberry.field(description="Votes for it.")
    votes_down: int = strawberry.field(description="Votes against it.")

    @strawberry.field(description="Votes for it less votes against it.")
    def votes(self: records.ContentStats) -> int:
        return self.votes_up - self.votes_down


@strawberry.interface(description="Anything published.")
class Content(Node):
    external_id: str | None = strawberry.field(description="Its id in the system it was imported from.")
    kind: ContentKind = strawberry.field(description="What kind it is.")
    slug: str | None = strawberry.field(description="Readable name in addresses.")
    title: str = strawberry.field(description="Title; answers and comments carry that of what they belong to.")
    published_at: datetime | None = strawberry.field(description="When it became readable.")
    visibility: Visibility = strawberry.field(description="Who may read the body.")
    author: Annotated["User", strawberry.lazy("schema.user")] | None = strawberry.field(
        description="Who wrote it; null when the account is gone."
    )
    tags: list[Tag] = strawberry.field(description="What it is about.", metadata=cost(assumed_size=5))
    area: Area | None = strawberry.field(description="Where it stands.")

    @strawberry.field(description="The text; null when the viewer may not read it, see `access`.")
    async def body(self: records.Content, info: Info) -> str | None:
        return await content.body(info.context, self)

    @strawberry.field(description="What is known of its text.", graphql_type=ContentText)
    async def text(self: records.Content, info: Info) -> records.ContentText:
        return await text.of(info.context, self.id)

    @strawberry.field(
        description="Its versions, the latest first, at most 100; empty if it was never edited. Null for others than "
        "its author, moderators and operators.",
        graphql_type=list[Revision] | None,
        metadata=cost(assumed_size=5),
    )
    async def revisions(self: records.Content, info: Info, first: First = 20) -> Sequence[versions.Revision] | None:
        return await revision.history(info.context, self, page(first, None).first)

    @strawberry.field(description="Whether the viewer may read the body, and why.", graphql_type=Access)
    async def access(self: records.Content, info: Info) -> records.Access:
        return await access.of(info.context, self)

    @strawberry.field(
        description="The beginning of a paid text for who may not read it: at most 60 words, and a fifth of it. Null "
        "where the viewer may read the body, of a text too short for one, and of replies."
    )
    async def teaser(self: records.Content, info: Info) -> str | None:
        return await access.teaser(info.context, self)

    @strawberry.field(
        description="What the viewer did to it and hasn't taken back; null for who isn't a member.",
        graphql_type=ViewerActs | None,
    )
    async def viewer_acts(self: records.Content, info: Info) -> acts.ViewerActs | None:
        return await act.of_viewer(info.context, self.id)

    @strawberry.field(
        description="How members took it: each kind of reaction that somebody chose, the most frequent first.",
        graphql_type=list[Reaction],
        metadata=cost(assumed_size=5),
    )
    async def reactions(self: records.Content, info: Info) -> list[taken.Reaction]:
        return await reaction.of_content(info.context, self.id)

    @strawberry.field(
        description="What is on sale that unlocks it: it alone, some contents together, or its course. Tiers that "
        "unlock it with much else aren't among them.",
        graphql_type=list[Annotated["Product", strawberry.lazy("schema.product")]],
        metadata=cost(assumed_size=2),
    )
    async def products(self: records.Content, info: Info) -> list[product_records.Product]:
        return await product.of_content(info.context, self.id)

    @strawberry.field(description="All-time counts.", graphql_type=ContentStats)
    async def stats(self: records.Content, info: Info) -> records.ContentStats:
        return await content.stats(info.context, self.id)

    @strawberry.field(
        description="Comments right below it, oldest first; each has its own.",
        graphql_type=Connection[Annotated["Content", strawberry.lazy("schema.content")]],
    )
    async def comments(
        self: records.Content, info: Info, first: First = 20, after: After = None
    ) -> Rows[Edge[records.Content]]:
        return await content.comments(info.context, self.id, page(first, after))

    @strawberry.field(description="How many comments stand right below it and can be read.")
    async def comment_count(self: records.Content, info: Info) -> int:
        return (await reply.counts(info.context, self.id)).comments

    @strawberry.field(
        description="Where it stands in the series it is part of; null when it is in none.",
        graphql_type=SeriesPlace | None,
    )
    async def series(self: records.Content, info: Info) -> Place | None:
        return await series.place_of(info.context, self.id)

    @strawberry.field(
        description="Contents that the same people read, then such as are near it in the graph or share its tags, the "
        "closest first.",
        graphql_type=list[Annotated["SimilarContent", strawberry.lazy("schema.content")]],
    )
    async def similar(self: records.Content, info: Info, first: First = 10) -> list[Alike]:
        return await similar.to(info.context, self.id, page(first, None))

    @strawberry.field(
        description="Who answered questions with its tags best, and why; nobody for what is no question.",
        graphql_type=list[ExpertType],
    )
    async def experts(self: records.Content, info: Info, first: First = 5) -> list[Knows]:
        return await expert.of_content(info.context, self, page(first, None))


@strawberry.type(description="A content that is like another one.")
class SimilarContent:
    content: Content = strawberry.field(description="What is like it.")
    score: float = strawberry.field(description="0 to 1; above 0.5 the same people read it, else near or by tags.")
    reason: str = strawberry.field(description="Why, in words.")


@strawberry.type
class ContentQuery:
    @strawberry.field(description="One content, named by `id`, `externalId` or `slug`.", graphql_type=Content | None)
    async def content(
        self,
        info: Info,
        external_id: Annotated[str | None, strawberry.argument(description="Id in the imported system.")] = None,
        id: Annotated[strawberry.ID | None, strawberry.argument(description="Id of Stoa.")] = None,
        slug: Annotated[str | None, strawberry.argument(description="Readable name.")] = None,
    ) -> records.Content | None:
        return await content.one(info.context, id=id, external_id=external_id, slug=slug)

    @strawberry.field(
        description="Contents, newest first unless asked otherwise. Without `kinds`, those that stand by themselves.",
        graphql_type=Connection[Content] | None,
    )
    async def contents(
        self,
        info: Info,
        first: First = 20,
        after: After = None,
        kinds: Annotated[list[ContentKind] | None, strawberry.argument(description="Only these kinds.")] = None,
        tags: Annotated[list[str] | None, strawberry.argument(description="With any of these tag slugs.")] = None,
        area: Annotated[str | None, strawberry.argument(description="In the area of this slug.")] = None,
        order_by: OrderBy = ContentOrder.NEWEST,
        period: Period = None,
    ) -> Rows[Edge[records.Content]]:
        order, wanted = order_by or ContentOrder.NEWEST, Wanted(kinds, tags, area)
        return await landing.contents(info.context, page(first, after), order, period, wanted)
