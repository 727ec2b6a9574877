"""To whom an invoice is made out, in their own words."""

from domain.errors import InvalidInput
from domain.text import line_of_text

MAX_NAME = 200
MAX_LINES = 8
MAX_LINE = 100


def check_billing(name: str | None, address: str | None) -> tuple[str | None, str | None]:
    """Name and address as they are kept: the name on one line, the address on eight at most.

    Raises:
        InvalidInput: one of them is too long.
    """
    line = line_of_text(name, MAX_NAME + 1) if name else ""
    if len(line) > MAX_NAME:
        raise InvalidInput(f"A name has at most {MAX_NAME} characters.", ("input", "billingName"))
    lines = [line_of_text(part, MAX_LINE + 1) for part in (address or "").splitlines()]
    lines = [part for part in lines if part]
    if len(lines) > MAX_LINES or any(len(part) > MAX_LINE for part in lines):
        said = f"An address has at most {MAX_LINES} lines of at most {MAX_LINE} characters."
        raise InvalidInput(said, ("input", "billingAddress"))
    return line or None, "\n".join(lines) or None
