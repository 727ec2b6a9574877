"""What the viewer did to a content, and how others took it, in the API."""

import strawberry

from domain import act as records
from domain import reaction as reactions
from domain.reaction import ReactionKind
from domain.vote import VoteValue
from schema.enums import describe_enum
from schema.types import view_of

describe_enum(
    VoteValue,
    "What a member votes.",
    {"UP": "For it.", "DOWN": "Against it.", "NONE": "Not at all, or not any more."},
)
describe_enum(
    ReactionKind,
    "How a member takes a content.",
    {
        "LIKE": "They like it; recommendations learn from it, and its author earns points.",
        "LOVE": "They love it.",
        "INSIGHTFUL": "They learned from it.",
        "THANKS": "They are grateful for it.",
        "CELEBRATE": "They are glad with who wrote it.",
    },
)


@view_of(reactions.Reaction, description="How many reacted in one way.")
class Reaction:
    kind: ReactionKind = strawberry.field(description="In which way.")
    count: int = strawberry.field(description="How many.")


@view_of(records.ViewerActs, description="What the viewer did to a content and hasn't taken back.")
class ViewerActs:
    vote: VoteValue = strawberry.field(description="Their vote.")
    reactions: list[ReactionKind] = strawberry.field(description="How they reacted.")
    bookmarked: bool = strawberry.field(description="Whether they keep it for later.")
    following: bool = strawberry.field(description="Whether they follow it.")
