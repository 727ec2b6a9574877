"""Explaining in the API why a flight can or can't serve in a place."""

from datetime import datetime
from typing import Annotated

import strawberry

from domain import ad_explanation as records
from domain.ad_explanation import Obstacle
from domain.segment import ValueSegment
from domain.targeting import MAX_NAMED
from resolvers import ad_explanation
from schema.ad_place import AdPlaceInput
from schema.cost import cost
from schema.criterion import Criterion
from schema.enums import describe_enum
from schema.types import Info, view_of

describe_enum(
    Obstacle,
    "What is in a flight's way.",
    {
        "STATE": "It isn't live.",
        "TIME": "It hasn't begun, or is over.",
        "SPONSOR": "Its sponsor isn't approved.",
        "CONTRACT": "The contract of its sponsor doesn't run.",
        "NO_AD": "It has no ad.",
        "BUDGET": "Its budget is spent.",
        "DAILY_CAP": "Its cap of that day is.",
        "NO_ADS_HERE": "The area is without ads.",
        "TARGETING": "The place or its reader isn't what it asks for, or is what it rules out.",
        "EXCLUSION": "Its sponsor doesn't want to stand there.",
        "EXCLUSIVITY": "Another sponsor alone stands there.",
        "VETO": "The area refuses its sponsor.",
    },
)


@view_of(records.Reason, description="One thing that is in a flight's way.")
class TargetingReason:
    obstacle: Obstacle = strawberry.field(description="What it is, by name.")
    text: str = strawberry.field(description="What it is, in words.")
    criterion: Criterion | None = strawberry.field(description="What of the place or its reader it is about, if any.")
    asked: list[str] = strawberry.field(description="What is asked for or ruled out of it, at most 20.")
    found: list[str] = strawberry.field(description="What is there of it; empty when that isn't known.")


@view_of(records.Explanation, description="Whether a flight may serve in a place, or all that is in its way.")
class TargetingExplanation:
    eligible: bool = strawberry.field(
        description="Whether it is one of those from which is chosen there. Which is chosen depends on what each is "
        "worth; caps of one reader, ad load and pacing are looked at then."
    )
    reasons: list[TargetingReason] = strawberry.field(
        description="All that is in its way.", metadata=cost(assumed_size=5)
    )


@strawberry.input(description="A place for an ad, and a reader one thinks of. What is left out isn't known.")
class AdContextInput(AdPlaceInput):
    at: datetime | None = strawberry.field(default=None, description="When; now if left out.")
    segment: ValueSegment | None = strawberry.field(default=None, description="Of the reader, who consents to its use.")
    interests: list[str] = strawberry.field(
        default_factory=list, description=f"Slugs of tags in which they are interested, at most {MAX_NAMED}."
    )
    saved_segments: list[str] = strawberry.field(
        default_factory=list,
        description="Slugs of saved segments they are in. Needs `members:read`.",
    )


@strawberry.type
class AdExplanationQuery:
    @strawberry.field(
        description="Why a flight may serve in a place, or all that is in its way. Needs `sponsor:manage`; a key "
        "that is bound to a sponsor asks about flights of that one.",
        graphql_type=TargetingExplanation | None,
        metadata=cost(weight=5),
    )
    async def explain_targeting(
        self,
        info: Info,
        flight_id: Annotated[strawberry.ID, strawberry.argument(description="Which flight.")],
        context: Annotated[AdContextInput, strawberry.argument(description="Where, when, and for whom.")],
    ) -> records.Explanation:
        asked = ad_explanation.Supposed(
            content_id=context.content_id,
            area=context.area,
            device=context.device,
            country=context.country,
            language=context.language,
            at=context.at,
            segment=context.segment,
            interests=tuple(dict.fromkeys(context.interests)),
            saved_segments=tuple(dict.fromkeys(context.saved_segments)),
        )
        return await ad_explanation.explain(info.context, flight_id, asked)
