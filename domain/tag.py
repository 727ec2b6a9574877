"""Tags: what content is about."""

from domain.ids import TagId
from domain.record import Record


class Tag(Record):
    """One subject. The slug is its stable name in addresses and imports."""

    id: TagId
    slug: str
    name: str


class Interest(Record):
    """How strongly a user is drawn to a tag: 0 < affinity ≤ 1, the strongest tag of a user being 1."""

    tag: Tag
    affinity: float
