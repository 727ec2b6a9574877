"""XML files of one `<row …/>` a record, as data dumps come: streamed in constant memory, nothing active expanded."""

import gzip
import io
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from importers.problems import Place, Problems
from importers.tables import Row

LONGEST_LINE = 8_000_000
"""Bytes. A record stands on one line in dumps; what is longer is no dump."""


class _Records:
    """The parser's target: keeps the attributes of rows, builds no tree."""

    def __init__(self) -> None:
        self.found: list[dict[str, str]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            self.found.append(attributes)

    def close(self) -> None:
        """What the parser calls last; nothing is kept open."""


class XmlTable:
    """One XML file, read as rows under the names given for its attributes and the words given for its codes."""

    def __init__(self, path: Path, attributes: Mapping[str, str], codes: Mapping[str, Mapping[str, str]]) -> None:
        self.path, self._attributes, self._codes = path, attributes, codes
        self.size = path.stat().st_size
        self._raw: io.BufferedReader | None = None

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def bytes_read(self) -> int:
        """How far the file on disk was read, for progress bars."""
        return self._raw.tell() if self._raw is not None and not self._raw.closed else self.size

    def rows(self, problems: Problems) -> Iterator[Row]:
        """Every usable row; where the file stops being XML is a problem, and the end."""
        reached = 0
        with self.path.open("rb") as self._raw:
            data: io.BufferedIOBase = gzip.GzipFile(fileobj=self._raw) if self.path.suffix == ".gz" else self._raw
            try:
                for row in self._lines(data, problems):
                    reached = row.place.line
                    yield row
            except ParseError as error:
                problems.add(Place(self.name, error.position[0]), f"not well-formed XML, read up to here: {error}")
            except DefusedXmlException:
                problems.add(Place(self.name, reached + 1), "declares a document type or entities: no dump does")
            except (EOFError, OSError, zlib.error) as error:
                problems.add(Place(self.name, reached + 1), f"the file can't be read any further: {error}")

    def _lines(self, data: io.BufferedIOBase, problems: Problems) -> Iterator[Row]:
        records, number, line = _Records(), 0, 0
        parser = DefusedXMLParser(target=records, forbid_dtd=True)
        while text := data.readline(LONGEST_LINE):
            line += 1
            clean = text.decode("utf-8-sig" if line == 1 else "utf-8", errors="replace")
            spoilt = clean.encode() != text.removeprefix(b"\xef\xbb\xbf")
            parser.feed(clean)
            for attributes in records.found:
                number += 1
                if spoilt:
                    problems.add(Place(self.name, line), "the row is not valid UTF-8")
                else:
                    yield Row(Place(self.name, line), number, self._usual(attributes))
            records.found.clear()
        parser.close()

    def _usual(self, attributes: Mapping[str, str]) -> dict[str, str]:
        usual = {self._attributes[name]: text for name, text in attributes.items() if name in self._attributes}
        for name, words in self._codes.items():
            code = usual.get(name, "")
            usual[name] = words.get(code, code)
        return usual
