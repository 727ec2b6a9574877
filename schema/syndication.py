"""Where a channel is fetched as RSS and JSON Feed, told in the API."""

import strawberry

from domain import syndication as records
from domain.syndication import Subject, links_of
from schema.types import view_of


@view_of(records.FeedLinks, description="Where what is newest is fetched without GraphQL: paths on this server.")
class FeedLinks:
    rss: str = strawberry.field(description="As RSS 2.0.")
    json_feed: str = strawberry.field(description="As JSON Feed 1.1.")


@strawberry.type
class SyndicationQuery:
    @strawberry.field(
        description="Feeds of the whole community; areas, tags and users have their own.",
        graphql_type=FeedLinks | None,
    )
    def feed_links(self) -> records.FeedLinks:
        return links_of(Subject.SITE)
