"""Until when the operation that is running now has to be done."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from time import monotonic

_until: ContextVar[float | None] = ContextVar("deadline", default=None)


@contextmanager
def due_in(seconds: float) -> Iterator[None]:
    """Let what is done in the block, and in the tasks begun in it, be due in so many seconds."""
    token = _until.set(monotonic() + seconds)
    try:
        yield
    finally:
        _until.reset(token)


def seconds_left() -> float | None:
    """How long there is until the deadline, 0 when it is over; None where there is none."""
    until = _until.get()
    return None if until is None else max(0.0, until - monotonic())
