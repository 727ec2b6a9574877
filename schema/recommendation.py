"""What to read next, in the API."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import strawberry

from domain import feed_balance as balances
from domain import scoring as scorings
from domain.content import ContentKind
from domain.recommendation import CandidateSource
from resolvers import feed_balance, recommendation, scoring
from resolvers.recommendation import RecommendationConnection as Rows
from schema.content import Content
from schema.cost import cost
from schema.enums import describe_enum
from schema.feed_balance import FeedBalance
from schema.page import PageInfo
from schema.scoring import ScorePart, ScoringModel
from schema.types import After, First, Info, page

describe_enum(
    CandidateSource,
    "Where a recommended content came from.",
    {
        CandidateSource.TAG_AFFINITY: "New with a tag the reader is drawn to.",
        CandidateSource.FOLLOWED_AUTHOR: "By an author the reader follows.",
        CandidateSource.FOLLOWED_AREA: "In an area the reader follows.",
        CandidateSource.CO_INTERACTION: "Read by those who read what the reader read.",
        CandidateSource.SIMILAR: "Read lately by readers like this one.",
        CandidateSource.FRESH: "Among the newest.",
        CandidateSource.POPULAR: "Among the most read of late.",
        CandidateSource.EXPLORATION: "New and hardly seen, or there by lot: shown to find out whether it is good.",
    },
)


@strawberry.type(description="One recommended content, and why.")
class RecommendationEdge:
    cursor: str = strawberry.field(description="Where this row stands; pass it as `after` to go on behind it.")
    node: Content = strawberry.field(description="What to read.", metadata=cost(weight=0))
    score: float = strawberry.field(description="0 to 1: the sum of the parts' contributions.")
    parts: list[ScorePart] = strawberry.field(
        description="One for each weighed feature.", metadata=cost(assumed_size=10)
    )
    sources: list[CandidateSource] = strawberry.field(description="Where it came from.")
    exploration: bool = strawberry.field(description="Whether it stands at its place to be tried, not for its score.")
    locked: bool = strawberry.field(description="Whether it is paid for, and its reader holds nothing that unlocks it.")
    exposure_id: strawberry.ID = strawberry.field(
        description="Where it was shown. Send it as `exposureId` with what is then done to it: weights are "
        "learned from that."
    )


@strawberry.type(description="A page of recommendations. Its cursors pin moment, model and what was shown.")
class RecommendationConnection:
    edges: Sequence[RecommendationEdge] = strawberry.field(description="The rows with their cursors, in order.")
    page_info: PageInfo = strawberry.field(description="Where the page starts and ends.", metadata=cost(weight=0))
    as_of: datetime = strawberry.field(description="The moment it was computed for; later pages keep it.")
    personalised: bool = strawberry.field(
        description="Whether what the member did and follows decided; else it is what is popular and fresh."
    )
    impersonal_because: str | None = strawberry.field(description="Why it isn't personalised; null when it is.")

    @strawberry.field(description="How much of a page may be locked to its reader.", graphql_type=FeedBalance)
    async def balance(self: Rows, info: Info) -> balances.FeedBalance:
        return await feed_balance.current(info.context)

    @strawberry.field(description="The weights it was computed by; later pages keep them.", graphql_type=ScoringModel)
    async def model(self: Rows, info: Info) -> scorings.ScoringModel:
        return await scoring.used(info.context, self.model_id)


@strawberry.type
class RecommendationQuery:
    @strawberry.field(
        description="What the viewer should read next; what is popular and fresh without their consent to "
        "PERSONALISATION, or when nobody is signed in.",
        graphql_type=RecommendationConnection | None,
    )
    async def feed(
        self,
        info: Info,
        first: First = 20,
        after: After = None,
        kinds: Annotated[list[ContentKind] | None, strawberry.argument(description="Only these kinds.")] = None,
        area: Annotated[str | None, strawberry.argument(description="In the area of this slug.")] = None,
    ) -> Rows:
        return await recommendation.feed(info.context, page(first, after), kinds, area)
