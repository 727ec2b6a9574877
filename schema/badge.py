"""Badges in the API."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain import badge_award as records
from domain import badges as rules
from domain import benefit as gains
from domain import user as users
from domain.badge_award import RevocationCause
from domain.badges import BadgeKind
from domain.page import Connection as Rows
from domain.page import Edge
from domain.record import Record
from resolvers import badge, grant, user
from schema.benefit import Benefit
from schema.cost import cost
from schema.enums import describe_enum
from schema.page import Connection
from schema.types import After, First, Info, Node, page, view_of

if TYPE_CHECKING:
    from schema.user import User

describe_enum(
    BadgeKind,
    "What badges go by.",
    {
        "COUNT": "How often something was done.",
        "STREAK": "How many days in a row.",
        "SCORE": "The votes for one content less those against it; awarded for each.",
        "TAG": "How often under one tag; awarded for each.",
        "TENURE": "How many years.",
        "BY_HAND": "A moderator's word alone.",
        "IMPORTED": "The rules of the community it was imported from.",
    },
)
describe_enum(
    RevocationCause,
    "Why an award doesn't stand any more.",
    {
        "UNDONE": "What it stood on was undone or taken down; it is given again when that is back.",
        "BANNED": "The member is banned; it is given again when the ban ends.",
        "MODERATOR": "A moderator took it.",
    },
)


@view_of(rules.Badge, description="One level of a badge.")
class Badge(Node):
    slug: str = strawberry.field(description="Its name in addresses, the same on all levels.")
    name: str = strawberry.field(description="Its name as shown.")
    description: str = strawberry.field(description="What it is for.")
    level: int = strawberry.field(description="1 is bronze, 2 silver, 3 gold.")
    kind: BadgeKind = strawberry.field(description="What it goes by.")

    @strawberry.field(
        description="What it gives its holders, for as long as they have it.",
        graphql_type=list[Benefit],
        metadata=cost(assumed_size=2),
    )
    async def benefits(self: rules.Badge, info: Info) -> list[gains.Benefit]:
        return await grant.of_badge(info.context, self)

    @strawberry.field(description="How many members hold it.")
    async def holders(self: rules.Badge, info: Info) -> int:
        return await badge.holders(info.context, self.id)

    @strawberry.field(
        description="Its awards, the latest first, without members who stay off leaderboards.",
        graphql_type=Connection[Annotated["BadgeAward", strawberry.lazy("schema.badge")]],
    )
    async def awards(
        self: rules.Badge, info: Info, first: First = 20, after: After = None
    ) -> Rows[Edge[records.BadgeAward]]:
        return await badge.awards(info.context, self.id, page(first, after))


@view_of(records.BadgeAward, description="A badge that was awarded to a member.")
class BadgeAward:
    id: strawberry.ID = strawberry.field(description="Opaque and stable; moderators revoke by it.")
    awarded_at: datetime = strawberry.field(description="Since when it has stood on what it stands on.")
    reason: str | None = strawberry.field(description="Why, in the words of a moderator who gave or took it.")
    revoked_at: datetime | None = strawberry.field(description="Since when it doesn't stand; null while it does.")
    cause: RevocationCause | None = strawberry.field(description="Why it doesn't; null while it does.")

    @strawberry.field(description="Which badge.", graphql_type=Badge)
    async def badge(self: records.BadgeAward, info: Info) -> rules.Badge:
        return await badge.of_award(info.context, self)

    @strawberry.field(
        description="Whose; null when the account is gone.",
        graphql_type=Annotated["User", strawberry.lazy("schema.user")] | None,
    )
    async def user(self: records.BadgeAward, info: Info) -> users.User | None:
        return await user.by_id(info.context, self.user_id)

    @strawberry.field(
        description="The tag or content it was awarded for; null for badges that are awarded once.",
        graphql_type=Node | None,
    )
    async def scope(self: records.BadgeAward, info: Info) -> Record | None:
        return await badge.scope(info.context, self)

    @strawberry.field(
        description="What it stands on: the latest contents, at most ten, as far as the viewer can find them. Badges "
        "for voting show none, since votes are secret.",
        graphql_type=list[Node],
        metadata=cost(assumed_size=10),
    )
    async def evidence(self: records.BadgeAward, info: Info) -> list[Record]:
        return list(await badge.evidence(info.context, self))


@strawberry.type
class BadgeQuery:
    @strawberry.field(description="All badges there are.", graphql_type=Connection[Badge] | None)
    async def badges(self, info: Info, first: First = 20, after: After = None) -> Rows[Edge[rules.Badge]]:
        return await badge.listed(info.context, page(first, after))

    @strawberry.field(description="One badge; null when there is none.", graphql_type=Badge | None)
    async def badge(
        self,
        info: Info,
        slug: Annotated[str, strawberry.argument(description="Its name in addresses.")],
        level: Annotated[int | None, strawberry.argument(description="1 to 3.")] = 1,
    ) -> rules.Badge | None:
        return await badge.named(info.context, slug, 1 if level is None else level)
