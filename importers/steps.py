"""Steps over files: rows parsed one by one, the unusable ones counted."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol, TypeVar

from importers.problems import BadRow, Problems
from importers.run import Placed, Step, Write, digest
from importers.tables import Row

T = TypeVar("T")


class Source(Protocol):
    """A file of rows, whatever its format."""

    path: Path
    size: int

    @property
    def bytes_read(self) -> int:
        """How far it was read."""

    def rows(self, problems: Problems) -> Iterator[Row]:
        """Its usable rows."""


def file_step(
    file: Source, name: str, items: Iterable[Placed[T]], write: Write[T], batch: int = 2_000, in_flight: int = 1
) -> Step[T]:
    """A step that takes `items` out of `file`."""
    return Step(name, digest(file.path), items, write, file.size, lambda: file.bytes_read, batch, in_flight)


def each(file: Source, parse: Callable[[Row], T], problems: Problems) -> Iterator[Placed[T]]:
    """One item a row."""
    return all_of_each(file, lambda row: [parse(row)], problems)


def all_of_each(
    file: Source, parse: Callable[[Row], Iterable[T]], problems: Problems, *, again: bool = False
) -> Iterator[Placed[T]]:
    """Any number of items a row. A row that `parse` refuses is a problem.

    `again` says that the file was read before, so that rows which are none at all have been reported.
    """
    for row in file.rows(Problems() if again else problems):
        try:
            found = parse(row)
        except BadRow as error:
            problems.add(row.place, str(error))
            continue
        yield from (Placed(row.number, row.place, item) for item in found)
