"""Live updates: the subscriptions, over WebSocket and server-sent events."""

from collections.abc import AsyncGenerator
from typing import Annotated

import strawberry

from domain import content as contents
from domain import delivery_report as deliveries
from domain import leaderboard as boards
from domain import notification as notifications
from domain.leaderboard import LeaderboardPeriod
from resolvers import community, delivery_report, leaderboard, live, notification
from schema.content import Content
from schema.delivery_report import DeliveryRow
from schema.leaderboard import Leaderboard
from schema.notification import Notification
from schema.types import Info


@strawberry.type(description="How large the community is at the moment.")
class CommunityPulse:
    users: int = strawberry.field(description="Members.")
    contents: int = strawberry.field(description="Contents of all kinds.")
    interactions: int = strawberry.field(description="Observed acts.")


@strawberry.type(description="What can be listened to. Named so because a subscription is a term of membership.")
class LiveUpdates:
    @strawberry.subscription(description="How large the community is: at once, and again every few seconds.")
    async def community_pulse(
        self,
        info: Info,
        every: Annotated[int, strawberry.argument(description="Seconds between two answers, 1 to 60.")] = 5,
    ) -> AsyncGenerator[CommunityPulse, None]:
        async for size in community.pulse(info.context, every):
            yield CommunityPulse(users=size.users, contents=size.contents, interactions=size.interactions)

    @strawberry.subscription(
        description="Contents as they are published, those the viewer may find. A subscriber that reads too slowly is "
        "ended with LIMIT_REACHED; after a break, ask `contents` for what came meanwhile.",
        graphql_type=Content,
    )
    def content_published(
        self,
        info: Info,
        area: Annotated[str | None, strawberry.argument(description="In the area of this slug.")] = None,
        tags: Annotated[list[str] | None, strawberry.argument(description="With any of these tag slugs.")] = None,
    ) -> AsyncGenerator[contents.Content, None]:
        return live.contents(info.context, area, tags)

    @strawberry.subscription(
        description="A leaderboard: at once, and whenever its first twenty change; looked at every few seconds.",
        graphql_type=Leaderboard,
    )
    def leaderboard_changed(
        self,
        info: Info,
        period: Annotated[LeaderboardPeriod, strawberry.argument(description="The span of time.")],
        area: Annotated[str | None, strawberry.argument(description="Of the area of this slug.")] = None,
        tag: Annotated[str | None, strawberry.argument(description="Of the tag of this slug.")] = None,
    ) -> AsyncGenerator[boards.Leaderboard, None]:
        return leaderboard.changed(info.context, period, area, tag)

    @strawberry.subscription(
        description="What the viewer is notified of, as it comes. It needs a member's token.", graphql_type=Notification
    )
    def notification_received(self, info: Info) -> AsyncGenerator[notifications.Notification, None]:
        return notification.received(info.context)

    @strawberry.subscription(
        description="What a campaign's delivery has come to: at once, and whenever that changes; looked at every few "
        "seconds. Needs `report:read` or `sponsor:manage`.",
        graphql_type=DeliveryRow,
    )
    def delivery_changed(
        self,
        info: Info,
        campaign: Annotated[strawberry.ID, strawberry.argument(description="The campaign's id.")],
    ) -> AsyncGenerator[deliveries.DeliveryRow, None]:
        return delivery_report.changed(info.context, campaign)
