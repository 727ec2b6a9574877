"""CSV files, plain or gzipped, read row by row in constant memory; what can't be read is a problem, never an end."""

import csv
import gzip
import io
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from importers.problems import Place, Problems

MAX_FIELD = 1_000_000
"""Characters of one field. A longer one is most likely a quote that was never closed."""

csv.field_size_limit(MAX_FIELD)


@dataclass(frozen=True, slots=True)
class Row:
    """One record: where it stands, how many records precede it, and its fields by their usual names."""

    place: Place
    number: int
    values: Mapping[str, str]

    def get(self, name: str) -> str:
        """The field, or an empty text when the file has no such column."""
        return self.values.get(name, "")


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one kind of file: what must be there, and under which other names it may come."""

    required: Sequence[str]
    other_names: Mapping[str, str]


class _Reader(Protocol):
    line_num: int

    def __next__(self) -> list[str]: ...


class Table:
    """One CSV file."""

    def __init__(self, path: Path, columns: Columns) -> None:
        self.path, self.columns = path, columns
        self.size = path.stat().st_size
        self._raw: IO[bytes] | None = None

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def bytes_read(self) -> int:
        """How far the file on disk was read, for progress bars."""
        return self._raw.tell() if self._raw is not None and not self._raw.closed else self.size

    def header(self) -> list[str]:
        """The usual names of the columns; empty when the file is."""
        with self.path.open("rb") as raw, _text(raw, self.path) as file:
            try:
                return self._usual(next(csv.reader(file), []))
            except (csv.Error, EOFError, OSError, zlib.error):
                return []

    def rows(self, problems: Problems) -> Iterator[Row]:
        """Every usable row. Unusable ones, and a file that breaks off, are added to `problems`."""
        with self.path.open("rb") as self._raw, _text(self._raw, self.path) as file:
            reader = csv.reader(file)
            try:
                header = self._usual(next(reader, []))
                missing = [name for name in self.columns.required if name not in header]
                if missing:
                    problems.add(Place(self.name, 1), f"the file has no column {' or '.join(missing)}")
                    return
                yield from self._records(reader, header, problems)
            except (EOFError, OSError, zlib.error) as error:
                problems.add(Place(self.name, reader.line_num + 1), f"the file can't be read any further: {error}")

    def _records(self, reader: "_Reader", header: list[str], problems: Problems) -> Iterator[Row]:
        number = 0
        while True:
            place = Place(self.name, reader.line_num + 1)
            try:
                fields = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                problems.add(place, f"not CSV: {error}")
                continue
            number += 1
            if fields and (reason := _unusable(fields, header)):
                problems.add(place, reason)
            elif fields:
                yield Row(place, number, dict(zip(header, fields, strict=True)))

    def _usual(self, header: Sequence[str]) -> list[str]:
        names = [name.strip().lower() for name in header]
        return [self.columns.other_names.get(name, name) for name in names]


def find(directory: Path, name: str, columns: Columns) -> Table | None:
    """The file `name` or `name.gz` in `directory`, if it is there."""
    for path in (directory / name, directory / f"{name}.gz"):
        if path.is_file():
            return Table(path, columns)
    return None


def _text(raw: IO[bytes], path: Path) -> AbstractContextManager[IO[str]]:
    data = gzip.GzipFile(fileobj=raw) if path.suffix == ".gz" else raw
    # Undecodable bytes become lone surrogates, so that the row they stand in can be named.
    return io.TextIOWrapper(data, encoding="utf-8-sig", errors="surrogateescape", newline="")


def _unusable(fields: list[str], header: list[str]) -> str | None:
    if len(fields) != len(header):
        return f"{len(fields)} fields where the header has {len(header)}"
    for name, text in zip(header, fields, strict=True):
        if not is_utf8(text):
            return f"{name} is not valid UTF-8"
    return None


def is_utf8(text: str) -> bool:
    """False when `text` holds lone surrogates, which is how undecodable bytes were read."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
