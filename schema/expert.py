"""Experts for a question, and members who are alike, in the API."""

from typing import TYPE_CHECKING, Annotated

import strawberry

from schema.cost import cost
from schema.scoring import ScorePart

if TYPE_CHECKING:
    from schema.user import User


@strawberry.type(description="A member who may know the answer to a question.")
class Expert:
    user: Annotated["User", strawberry.lazy("schema.user")] = strawberry.field(description="The member.")
    score: float = strawberry.field(description="0 to 1.")
    parts: list[ScorePart] = strawberry.field(
        description="What it is made of: accepted and upvoted answers to questions with its tags, and nearness in the "
        "graph where it is known. They add up to the score.",
        metadata=cost(assumed_size=3),
    )


@strawberry.type(description="A member who is like another one.")
class SimilarUser:
    user: Annotated["User", strawberry.lazy("schema.user")] = strawberry.field(description="The member.")
    score: float = strawberry.field(description="How near they are in who reads and writes about what, 0 to 1.")
