"""What the viewer did to a content, in the API."""

import strawberry

from domain import act as records
from domain.vote import VoteValue
from schema.enums import describe_enum
from schema.types import view_of

describe_enum(
    VoteValue,
    "What a member votes.",
    {"UP": "For it.", "DOWN": "Against it.", "NONE": "Not at all, or not any more."},
)


@view_of(records.ViewerActs, description="What the viewer did to a content and hasn't taken back.")
class ViewerActs:
    vote: VoteValue = strawberry.field(description="Their vote.")
