"""The community as a whole: its size, and names from it for the example queries."""

from datetime import datetime

from domain.record import Record
from graph.database import Transaction
from graph.queries import NoParams, Params, Query


class Size(Record):
    """Numbers of users, contents and observed acts."""

    users: int
    contents: int
    interactions: int


class Samples(Record):
    """What the examples can ask about; None where the graph has no such thing yet."""

    handle: str
    user_id: str
    content_id: str | None
    tag: str | None
    area: str | None


class NowParams(Params):
    now: datetime


SIZE = Query("community/size", NoParams, Size)
SAMPLES = Query("community/samples", NowParams, Samples)


async def size(tx: Transaction) -> Size:
    """How large the community is."""
    return await SIZE.one(tx, NoParams())


async def samples(tx: Transaction, now: datetime) -> Samples | None:
    """Names for the examples, or None before anybody has a score."""
    return await SAMPLES.one_or_none(tx, NowParams(now=now))
