"""The id under which a request is found again in logs, errors and traces."""

import re
import secrets
from collections.abc import MutableMapping
from typing import Any

HEADER = "X-Request-Id"
STATE_KEY = "request_id"

_SANE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:/+=-]{3,63}")


def accepted(given: str | None) -> str:
    """Take a client's id over when it is plain text of 4 to 64 characters, else make one up."""
    return given if given and _SANE.fullmatch(given) else secrets.token_hex(8)


def request_id_of(scope: MutableMapping[str, Any]) -> str:
    """The id of a connection; set by the logging middleware, or on first use where that isn't installed."""
    state = scope.setdefault("state", {})
    if STATE_KEY not in state:
        given = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"")
        state[STATE_KEY] = accepted(given.decode("latin-1"))
    return str(state[STATE_KEY])
