"""Members who see no ads until a moment: the last of their grants of it."""

from datetime import UTC, datetime, timedelta

from domain.errors import InvalidInput
from domain.ids import UserId
from domain.record import Moment, Record

LONGEST = timedelta(days=3_660)
FOR_EVER = datetime(9999, 12, 31, tzinfo=UTC)
"""Until when a member sees no ads who holds a grant of it without an end."""


class AdFree(Record):
    """Until when one member sees no ads; they may see some again from then on."""

    user_id: UserId
    ad_free_until: Moment | None


def check_until(until: datetime | None, now: datetime) -> None:
    """Go on only with a moment to come, or none.

    Raises:
        InvalidInput: it is past, or too far.
    """
    if until is None:
        return
    if until.tzinfo is None:
        raise InvalidInput("Give the time with its zone, as in 2027-01-31T12:00:00Z.", ("input", "until"))
    if not now < until <= now + LONGEST:
        raise InvalidInput("Give a moment in the next ten years, or null for none.", ("input", "until"))
