"""How many operations run at once in this process, in all and for each caller; more are turned away, never queued."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from domain.errors import Busy, TooFast

WAIT_SECONDS = 1


class Admission:
    """One for a process, shared by all requests."""

    def __init__(self, at_once: int, per_caller: int) -> None:
        """How many operations may run at once, of all callers and of each."""
        self._at_once, self._per_caller = at_once, per_caller
        self._running: Counter[str] = Counter()

    @contextmanager
    def admitted(self, account: str) -> Iterator[None]:
        """Count an operation of a caller while it runs.

        Raises:
            TooFast: the caller has too many running already.
            Busy: all callers together have.
        """
        if self._running[account] >= self._per_caller:
            raise TooFast(f"You have {self._per_caller} operations running already: wait for them.", WAIT_SECONDS)
        if self._running.total() >= self._at_once:
            raise Busy("Too many operations are running just now; please try again in a moment.", WAIT_SECONDS)
        self._running[account] += 1
        try:
            yield
        finally:
            self._running[account] -= 1
            if not self._running[account]:
                del self._running[account]
