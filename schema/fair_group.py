"""Groups of contents in the API, and what a version of the weights makes worse for them."""

import strawberry

from domain import fair_share as records
from domain.fair_group import LEAST, OTHER, ExposureDimension
from schema.enums import describe_enum
from schema.types import view_of

describe_enum(
    ExposureDimension,
    "By what contents are grouped.",
    {
        "AUTHOR_TENURE": "How long their author has been here: `under 90 days`, `under a year`, `a year or more`.",
        "AREA_SIZE": "How much stands in their area: `small` below 100 contents, `large` above 1,000, `medium`, or "
        "`none` without an area.",
        "LANGUAGE": "Their language, or `unknown`.",
        "AUTHOR_SEGMENT": "The value segment of their author, or `none`.",
    },
)

GROUP = f"Which group; those of fewer than {LEAST} authors stand together as `{OTHER}`."


@view_of(
    records.ExposureWarning,
    description="A group of contents that has a smaller share of places than of contents, and surely gets a smaller "
    "one, by a tenth of it at least, by a version that isn't in use.",
)
class ExposureWarning:
    dimension: ExposureDimension = strawberry.field(description="By what it is grouped.")
    group: str = strawberry.field(description=GROUP)
    of_contents: float = strawberry.field(description="Its share of the contents listed lately, 0 to 1.")
    before: float = strawberry.field(description="Its share of the first ten places by the version in use, 0 to 1.")
    after: float = strawberry.field(description="The same by this version.")
    low: float = strawberry.field(
        description="The lower end of the 95 % interval of the change: member by member, members drawn anew."
    )
    high: float = strawberry.field(description="The upper end; below 0.")
    members: int = strawberry.field(description="How many members were ranked for.")

    @strawberry.field(description="In words with the figures.")
    def sentence(self: records.ExposureWarning) -> str:
        return self.sentence
