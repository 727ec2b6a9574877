"""Influence, sub-communities, and the runs that find them, in the API."""

from datetime import datetime

import strawberry

from domain import graph_learning as runs
from domain import influence as records
from domain import sub_community as groups
from domain import tag as tag_records
from domain.graph_learning import Learned
from domain.page import Connection as Rows
from domain.page import Edge
from resolvers import influence
from schema.cost import cost
from schema.enums import describe_enum
from schema.page import Connection
from schema.tag import Tag
from schema.types import After, First, Info, page, view_of

describe_enum(
    Learned,
    "What is learned from the graph as a whole, by Neo4j Graph Data Science.",
    {"INFLUENCE": "Influence and sub-communities.", "EMBEDDINGS": "Embeddings of members, contents and tags."},
)


@view_of(records.Influence, description="How much others go by what a member does: weighted PageRank.")
class Influence:
    score: float = strawberry.field(description="PageRank over its mean: 1 is average.")
    percentile: float = strawberry.field(description="Share of the others who are less influential, 0 to 1.")
    as_of: datetime = strawberry.field(description="As of when.")

    @strawberry.field(description="Why, in words with the figures.")
    def reason(self: records.Influence) -> str:
        return self.reason


@view_of(
    groups.SubCommunity, description="Members who have more to do with each other than with the rest; 20 at least."
)
class SubCommunity:
    id: strawberry.ID = strawberry.field(description="Stays as long as most of its members do.")
    members: int = strawberry.field(description="How many members it has.")
    since: datetime = strawberry.field(description="When it was first found.")
    as_of: datetime = strawberry.field(description="When it was last found.")

    @strawberry.field(
        description="At most five tags that tell it from the rest, each of interest to 20 of its members or more.",
        graphql_type=list[Tag],
        metadata=cost(assumed_size=groups.MOST_TAGS),
    )
    async def tags(self: groups.SubCommunity, info: Info) -> list[tag_records.Tag]:
        return await influence.tags_of_group(info.context, self)


@view_of(runs.LearnedGraph, description="The last time something was learned from the graph as a whole.")
class LearnedGraph:
    name: Learned = strawberry.field(description="What.")
    as_of: datetime | None = strawberry.field(description="As of when; null if never.")
    message: str | None = strawberry.field(description="Why a later run didn't come about, and what to change.")


@strawberry.type
class InfluenceQuery:
    @strawberry.field(
        description="Sub-communities, the largest first; none of fewer than 20 members. Needs `members:read`.",
        graphql_type=Connection[SubCommunity] | None,
    )
    async def sub_communities(
        self, info: Info, first: First = 20, after: After = None
    ) -> Rows[Edge[groups.SubCommunity]]:
        return await influence.groups(info.context, page(first, after))

    @strawberry.field(
        description="What was last learned from the graph as a whole, and why nothing newer was. Needs `members:read`.",
        graphql_type=list[LearnedGraph] | None,
        metadata=cost(assumed_size=2),
    )
    async def learned_graphs(self, info: Info) -> list[runs.LearnedGraph]:
        return await influence.learned(info.context)
