"""Personal data: what members leave to be reached by, kept apart from what others see of them."""

import re

from domain.errors import InvalidInput
from domain.ids import UserId
from domain.record import Moment, Record
from domain.text import line_of_text

MAX_EMAIL, MAX_NAME, MAX_ADDRESS = 254, 200, 500
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


class PersonalData(Record):
    """What one member left; None is what they didn't."""

    user_id: UserId
    email: str | None
    name: str | None
    address: str | None
    updated_at: Moment


def check_email(text: str | None) -> str | None:
    """A mail address without space around it; only a mail that arrives can tell whether it is one.

    Raises:
        InvalidInput: it can't be one.
    """
    address = (text or "").strip()
    if address and (len(address) > MAX_EMAIL or _EMAIL.fullmatch(address) is None):
        raise InvalidInput("A mail address is like name@example.org.", ("input", "email"))
    return address or None


def check_line(text: str | None, longest: int, field: str) -> str | None:
    """A text on one line, or None when it is empty.

    Raises:
        InvalidInput: it is too long.
    """
    line = line_of_text(text or "", longest + 1)
    if len(line) > longest:
        raise InvalidInput(f"`{field}` has at most {longest} characters.", ("input", field))
    return line or None
