"""Areas: the places of the community, each with its own kind of conversation."""

from enum import StrEnum

from domain.ids import AreaId
from domain.record import Record


class AreaKind(StrEnum):
    """What happens in an area: talk, questions with answers, or articles on a subject."""

    DISCUSSION = "DISCUSSION"
    QA = "QA"
    TOPIC = "TOPIC"


class Area(Record):
    """One place of the community."""

    id: AreaId
    slug: str
    name: str
    kind: AreaKind
    norms: str | None
