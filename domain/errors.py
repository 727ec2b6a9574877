"""The failures a caller may hear about: what a user can mend, and the outage nobody but an operator can."""

from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar


class UserErrorCode(StrEnum):
    """Why a request was refused: the same word in a payload's `userErrors` and in an error's `extensions.code`."""

    NOT_FOUND = "NOT_FOUND"
    NOT_ALLOWED = "NOT_ALLOWED"
    INVALID_INPUT = "INVALID_INPUT"
    CONFLICT = "CONFLICT"
    LIMIT_REACHED = "LIMIT_REACHED"
    PAYMENT_REQUIRED = "PAYMENT_REQUIRED"


class Refused(Exception):
    """A request that was understood and turned down; raise one of its subclasses.

    `message` is shown to the user, so it says what to change. `path` leads to the input at fault, in the names of
    the API: `("input", "events", "3", "occurredAt")`.
    """

    code: ClassVar[UserErrorCode]

    def __init__(self, message: str, path: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.path = tuple(path)


class NotFound(Refused):
    """What was named doesn't exist, or the viewer may not know that it does."""

    code = UserErrorCode.NOT_FOUND


class NotAllowed(Refused):
    """The viewer lacks the role or scope."""

    code = UserErrorCode.NOT_ALLOWED


class Unauthenticated(NotAllowed):
    """What the caller came with lets nobody in, or no longer does: HTTP 401, `UNAUTHENTICATED`."""


class InvalidInput(Refused):
    """A value is malformed or out of range."""

    code = UserErrorCode.INVALID_INPUT


class Conflict(Refused):
    """The request contradicts what is stored already."""

    code = UserErrorCode.CONFLICT


class LimitReached(Refused):
    """A quota, rate or cap is used up."""

    code = UserErrorCode.LIMIT_REACHED


class PaymentRequired(Refused):
    """Only a paying viewer may have this."""

    code = UserErrorCode.PAYMENT_REQUIRED


class Unavailable(Exception):
    """The database can't be reached or can't answer now; trying again later may help. Nothing was written."""


class TurnedAway(Exception):
    """A request that would have been answered at another time; nothing was done. Raise one of its subclasses."""

    def __init__(self, message: str, retry_after: float) -> None:
        """`message` is shown to the caller; `retry_after` is in seconds."""
        super().__init__(message)
        self.message, self.retry_after = message, retry_after


class TooFast(TurnedAway):
    """The caller asks for more than they may in a time, or at once."""


class Busy(TurnedAway):
    """The process does as much as it can."""
