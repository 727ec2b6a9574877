"""What a sponsor's contract is called and where it stands, in the API."""

from domain.sponsor import SponsorState, SponsorTier
from schema.enums import describe_enum

__all__ = ["SponsorState", "SponsorTier"]

describe_enum(
    SponsorTier,
    "What a sponsor's contract is called, in the order of what is given.",
    {
        "COMMUNITY": "Gives something else than money, or little of it.",
        "BRONZE": "The smallest contract.",
        "SILVER": "More than bronze.",
        "GOLD": "More than silver.",
        "PLATINUM": "The largest contract.",
    },
)
describe_enum(
    SponsorState,
    "Where a sponsor stands. Only an approved one is funded and advertises, and only while its contract runs.",
    {
        "APPLIED": "Waits for an operator's decision.",
        "APPROVED": "May pay in, and advertise.",
        "REJECTED": "Was turned down; can be approved later.",
        "SUSPENDED": "May not advertise until it is approved again.",
        "ENDED": "Is over for good.",
    },
)
