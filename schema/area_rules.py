"""What holds in an area, in the API."""

from dataclasses import asdict
from datetime import datetime

import strawberry

from domain import area_rules as records
from domain.access import Role
from domain.hot import WEIGHTS
from domain.sponsor_rules import RefusedSponsor as RefusedRecord
from schema.enums import describe_enum
from schema.level import Level
from schema.types import view_of

describe_enum(
    Role,
    "What a person is to the community.",
    {
        "MEMBER": "Takes part.",
        "MODERATOR": "Keeps the place sane.",
        "OPERATOR": "Runs it.",
    },
)


@view_of(
    records.PostingRule, description="Who may start something in an area; all of it must hold. Operators always may."
)
class PostingRule:
    role: Role = strawberry.field(description="The least role.")
    tenure_days: int = strawberry.field(description="Days since they became a member of the community.")
    members_only: bool = strawberry.field(description="Whether they must have joined the area.")
    agreement: bool = strawberry.field(description="Whether they must have agreed to its norms as they are now.")
    points: int = strawberry.field(description="Points they must have in the community.")
    level: Level = strawberry.field(description="The least level of standing, as it is reckoned here.")


@strawberry.input(description="Who may start something in an area; all of it must hold.")
class PostingRuleInput:
    role: Role = strawberry.field(default=Role.MEMBER, description="The least role.")
    tenure_days: int = strawberry.field(default=0, description="Days since they became a member of the community.")
    members_only: bool = strawberry.field(default=False, description="Whether they must have joined the area.")
    agreement: bool = strawberry.field(
        default=False, description="Whether they must have agreed to its norms as they are now."
    )
    points: int = strawberry.field(default=0, description="Points they must have in the community.")
    level: Level = strawberry.field(
        default=Level.NEW, description="The least level of standing, as it is reckoned there."
    )

    def rule(self) -> records.PostingRule:
        """The rule that is asked for."""
        return records.PostingRule.model_validate(asdict(self))


@view_of(records.Norms, description="One version of an area's norms.")
class AreaNorms:
    version: int = strawberry.field(description="Counts up from 1.")
    text: str = strawberry.field(description="Plain text.")
    at: datetime | None = strawberry.field(description="Since when; null for what was imported.")


@strawberry.type(description="What one act counts in the HOT and TOP lists of an area.")
class ActWeight:
    act: str = strawberry.field(description="The act, as in `vote_up`.")
    weight: float = strawberry.field(description="What it counts.")
    own: bool = strawberry.field(description="Whether it is the area's own, and not what holds everywhere.")


@strawberry.input(description="What one act is to count in the HOT and TOP lists of an area.")
class ActWeightInput:
    act: str = strawberry.field(description=f"One of {', '.join(WEIGHTS)}.")
    weight: float = strawberry.field(description="0 to 100; that of `publish` above 0.")


def act_weights(rules: records.AreaRules) -> list[ActWeight]:
    """All weights as they hold in the area."""
    own = rules.weights
    return [ActWeight(act=act, weight=own.get(act, weight), own=act in own) for act, weight in WEIGHTS.items()]


@view_of(RefusedRecord, description="A sponsor that an area refuses.")
class RefusedSponsor:
    id: strawberry.ID = strawberry.field(description="Its id.")
    name: str = strawberry.field(description="As shown.")
