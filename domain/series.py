"""Series: contents of one author that are to be read in an order."""

from collections.abc import Sequence
from typing import NewType

from domain.errors import Conflict, InvalidInput
from domain.ids import ContentId, UserId
from domain.publish import title_of
from domain.record import Moment, Record

SeriesId = NewType("SeriesId", str)

MAX_SERIES = 100
"""Series of one member."""
MAX_CONTENTS = 100
"""Contents of one series."""
MAX_DESCRIPTION = 1_000


class Series(Record):
    """One series, whose contents are looked up apart."""

    id: SeriesId
    user_id: UserId
    slug: str
    title: str
    description: str | None
    created_at: Moment
    updated_at: Moment


class Place(Record):
    """A content in its series. `ids` is what of the series somebody may find, in order; perhaps without it."""

    content_id: ContentId
    series_id: SeriesId
    ids: tuple[ContentId, ...]

    @property
    def position(self) -> int | None:
        """Counted from 1, among what they may find."""
        return self.ids.index(self.content_id) + 1 if self.content_id in self.ids else None

    def beside(self, step: int) -> ContentId | None:
        """What comes before (-1) or after it (1)."""
        at = (self.position or 0) - 1 + step
        return self.ids[at] if self.position is not None and 0 <= at < len(self.ids) else None


def described(title: str | None, description: str | None) -> dict[str, str | None]:
    """What is stored of what is given; an empty description takes it away.

    Raises:
        InvalidInput: the title is empty, or one of them too long.
    """
    told: dict[str, str | None] = {} if title is None else {"title": title_of(title)}
    if description is None:
        return told
    text = description.strip()
    if len(text) > MAX_DESCRIPTION:
        raise InvalidInput(f"A description has at most {MAX_DESCRIPTION:,} characters.", ("input", "description"))
    return told | {"description": text or None}


def arranged(
    present: Sequence[ContentId], shown: Sequence[ContentId], wanted: Sequence[ContentId]
) -> tuple[ContentId, ...]:
    """The contents of a series in the order somebody wants. Of all that are `present` they name those they are `shown`.

    What they aren't shown, for it was taken from its readers, stays behind what it stood behind.

    Raises:
        Conflict: they don't name those, each once.
    """
    if sorted(wanted) != sorted(shown):
        raise Conflict("Name each content of the series once. Read it again: it may have changed.", _at("contentIds"))
    return tuple(kept_behind(present, shown, wanted))


def kept_behind(
    present: Sequence[ContentId], shown: Sequence[ContentId], wanted: Sequence[ContentId]
) -> list[ContentId]:
    """Those `shown` in the order wanted, and each of the others behind what it stood behind in `present`."""
    order = list(wanted)
    for place, id in enumerate(present):
        if id not in shown:
            order.insert(order.index(present[place - 1]) + 1 if place else 0, id)
    return order


def inserted(present: Sequence[ContentId], id: ContentId, position: int | None) -> tuple[ContentId, ...]:
    """The contents of a series with one more, at a position counted from 1, at the end by default.

    Raises:
        InvalidInput: there is no such position, or no more room.
    """
    if len(present) >= MAX_CONTENTS:
        raise InvalidInput(f"A series has at most {MAX_CONTENTS} contents.", _at("contentId"))
    at = len(present) if position is None else position - 1
    if not 0 <= at <= len(present):
        raise InvalidInput(f"Give a position from 1 to {len(present) + 1}.", _at("position"))
    return (*present[:at], id, *present[at:])


def _at(name: str) -> tuple[str, str]:
    return "input", name
