"""Which statements run: for benchmarks and for tests that count them."""

from collections.abc import Iterator
from contextlib import contextmanager

from graph.database import instrument


@contextmanager
def recorded() -> Iterator[list[str]]:
    """The names of the queries that run in the block, in their order."""
    names: list[str] = []

    @contextmanager
    def note(name: str) -> Iterator[None]:
        names.append(name)
        yield

    instrument(note)
    try:
        yield names
    finally:
        instrument()
