"""Places that are paid for: contents shown in an area for some days, always told apart from what readers chose."""

from collections.abc import Sequence
from datetime import datetime

from domain.errors import LimitReached
from domain.ids import AreaId, ContentId
from domain.record import Moment, Record
from domain.service import ServiceKind

PLACES = {ServiceKind.FEATURED_SLOT: 3, ServiceKind.JOB_POST: 20}
"""How many of each kind an area has at a time."""


class FeaturedPlace(Record):
    """One content in an area, and from when until when it is there."""

    area_id: AreaId
    content_id: ContentId
    kind: ServiceKind
    starts_at: Moment
    ends_at: Moment


def check_free(kind: ServiceKind, taken_until: Sequence[datetime]) -> None:
    """Go on only where a place is free; `taken_until` has those that are taken, the first to come free first.

    Raises:
        LimitReached: none is; the message says when one comes free.
    """
    most = PLACES[kind]
    if len(taken_until) >= most:
        free = f"{taken_until[len(taken_until) - most]:%Y-%m-%d %H:%M}"
        raise LimitReached(
            f"All {most} places of this kind are taken there: one is free at {free} UTC.", ("input", "id")
        )
