"""In which order contents are listed: the arguments that lists of contents share."""

from typing import Annotated

import strawberry

from domain.landing import ContentOrder, TopPeriod
from schema.enums import describe_enum

describe_enum(
    ContentOrder,
    "Orders of a list of contents.",
    {
        "NEWEST": "The newest first.",
        "HOT": "What people turn to now: see docs/areas.md for the formula. The best 200 are ranked, then the newest.",
        "TOP": "What was worth most over a period; at most 200.",
        "UNANSWERED": "Questions without any answer, accepted or not, the newest first.",
    },
)
describe_enum(
    TopPeriod,
    "Over how long TOP counts, in UTC days up to now.",
    {
        "DAY": "Yesterday and today.",
        "WEEK": "Seven days.",
        "MONTH": "Thirty days.",
        "QUARTER": "Ninety-one days.",
        "YEAR": "365 days.",
        "ALL_TIME": "Since there is something to count.",
    },
)

OrderBy = Annotated[ContentOrder | None, strawberry.argument(description="The order.")]
Period = Annotated[
    TopPeriod | None, strawberry.argument(description="Over how long `orderBy: TOP` counts; a week by default.")
]
