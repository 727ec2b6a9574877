"""What was wrong with the input: counted by reason, the first ones kept to be shown, all of them written to a file."""

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SHOWN = 20


class BadRow(ValueError):
    """A row that can't be used; the message is the reason and says what was expected."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the input. Lines count from 1; 0 means the file as a whole."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that could not be imported, and why."""

    place: Place
    reason: str


class Problems:
    """Collects problems in constant memory; the report file gets every one."""

    def __init__(self, report: Any = None) -> None:
        self._writer = csv.writer(report) if report is not None else None
        self.first: list[Problem] = []
        self.by_file: Counter[str] = Counter()

    def __len__(self) -> int:
        return self.by_file.total()

    def add(self, place: Place, reason: str) -> None:
        """Count one problem."""
        self.by_file[place.file] += 1
        if len(self.first) < SHOWN:
            self.first.append(Problem(place, reason))
        if self._writer is not None:
            self._writer.writerow((place.file, place.line or "", reason))


@contextmanager
def reported(path: Path) -> Iterator[Problems]:
    """Problems that go to the CSV file `path` (file, line, reason); without any, no file is left behind."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        problems = Problems(file)
        csv.writer(file).writerow(("file", "line", "reason"))
        try:
            yield problems
        finally:
            if not problems:
                path.unlink()
