"""All that is known of a person, page by page, and the parts it is kept in until it is fetched."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

from domain.data_request import DataRequestState
from domain.export import SECTIONS
from domain.ids import UserId
from domain.record import Record
from graph.data_request import Id
from graph.database import Graph, Transaction
from graph.queries import NoRow, Params, Query


class SectionParams(Params):
    user_id: UserId
    after: str
    limit: int


class Row(Record):
    """One thing as the graph has it, and its place in its section."""

    key: str
    row: dict[str, Any]


class BeginParams(Params):
    id: str
    now: datetime


class Left(Record):
    left: int


class PartParams(Params):
    id: str
    number: int


class AddParams(PartParams):
    text: str


class FetchParams(PartParams):
    now: datetime


class EndParams(BeginParams):
    state: DataRequestState
    problem: str | None
    expires_at: datetime | None


class NowParams(Params):
    now: datetime


class Text(Record):
    text: str


class Expired(Record):
    parts: int
    requests: int


PAGE = 500
ONE_BY_ONE = {"contents": 20, "revisions": 20, "drafts": 20, "days": 20}
"""Rows of a page where a row may be long: bodies are, and days have many events."""

COMPUTED = ("activity", "recommendations")
STORED = {name: Query(f"export/{name}", SectionParams, Row) for name in SECTIONS if name not in COMPUTED}
"""The sections that are in the graph as they are; the others are computed."""

BEGIN = Query("export/begin", BeginParams, Left)
ADD = Query("export/add", AddParams, Id)
END = Query("export/end", EndParams, NoRow)
PART = Query("export/part", FetchParams, Text)
EXPIRE = Query("export/expire", NowParams, Expired)


async def begin(graph: Graph, id: str, now: datetime) -> bool:
    """Begin with a request, without what an earlier run left; False when it isn't wanted any more."""
    while left := await graph.write(BEGIN.one_or_none, BeginParams(id=id, now=now)):
        if left.left == 0:
            return True
    return False


async def pages(graph: Graph, section: str, user_id: UserId) -> AsyncIterator[list[dict[str, Any]]]:
    """The rows of a section, so many at a time."""
    size, after = ONE_BY_ONE.get(section, PAGE), ""
    while rows := await graph.read(STORED[section].all, SectionParams(user_id=user_id, after=after, limit=size)):
        yield [row.row for row in rows]
        after = rows[-1].key


async def add(tx: Transaction, id: str, number: int, text: str) -> bool:
    """Keep one part; False when the request is gone or over."""
    return await ADD.one_or_none(tx, AddParams(id=id, number=number, text=text)) is not None


async def part(tx: Transaction, id: str, number: int, now: datetime) -> str | None:
    """One part of an export that can be fetched; None behind the last."""
    found = await PART.one_or_none(tx, FetchParams(id=id, number=number, now=now))
    return found.text if found else None


async def parts(graph: Graph, id: str, now: datetime) -> AsyncIterator[str]:
    """The parts of an export in order; none when there is nothing to fetch."""
    number = 0
    while (text := await graph.read(part, id, number, now)) is not None:
        yield text
        number += 1


async def expire(graph: Graph, now: datetime) -> int:
    """Delete the exports whose time is over; how many."""
    total = 0
    while (done := await graph.write(EXPIRE.one, NowParams(now=now))) and (done.parts or done.requests):
        total += done.requests
    return total
