"""Benefits in the API: what members may have."""

from datetime import datetime

import strawberry

from domain import benefit as records
from domain.benefit import BenefitKind
from schema.enums import describe_enum
from schema.types import Node, view_of

describe_enum(
    BenefitKind,
    "What a benefit gives.",
    {
        "CONTENT": "To read some contents that are paid for; a course with its lessons.",
        "AREA": "To read what is paid for in some areas.",
        "ALL_CONTENT": "To read everything that is paid for.",
        "AD_FREE": "To see no ads.",
        "FEATURE": "Something that frontends and partners look at, by its slug.",
    },
)


@view_of(records.Benefit, description="Something that members may have by a grant, whatever the grant came from.")
class Benefit(Node):
    slug: str = strawberry.field(description="Its name for partners and in addresses.")
    name: str = strawberry.field(description="As shown.")
    description: str | None = strawberry.field(description="What it gives, in words.")
    kind: BenefitKind = strawberry.field(description="What it gives.")
    created_at: datetime = strawberry.field(description="When it was made.")
    archived_at: datetime | None = strawberry.field(
        description="Since when it isn't sold any more; who holds it keeps it."
    )
