"""The signals of contents: how many readers came, and when; and their totals over the community."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.record import Record
from graph.database import Transaction
from graph.queries import NoRow, Params, Query
from graph.refresh import Instant

Totals = Mapping[str, float]
"""Sums over contents: `readers`, and the trends `trend_2h` to `trend_14d` decayed to the latest act."""


class SignalsParams(Params):
    ids: Sequence[str]
    as_of: datetime
    latest: datetime


class CommunityParams(Params):
    latest: datetime
    anew: bool
    added: Totals


class Sums(Record):
    """The totals of a batch as they were stored, and as they are."""

    before: Totals
    after: Totals


SIGNALS = Query("refresh/signals", SignalsParams, Sums)
COMMUNITY = Query("refresh/community", CommunityParams, NoRow)


async def store(tx: Transaction, ids: Sequence[str], at: Instant) -> Totals:
    """Store the signals of contents; their totals."""
    return (await SIGNALS.one(tx, SignalsParams(ids=ids, as_of=at.as_of, latest=at.latest))).after


async def store_changes(tx: Transaction, ids: Sequence[str], at: Instant) -> None:
    """Store the signals of contents, and add to the totals what they changed: both or neither."""
    sums = await SIGNALS.one(tx, SignalsParams(ids=ids, as_of=at.as_of, latest=at.latest))
    added = {name: value - sums.before[name] for name, value in sums.after.items()}
    await COMMUNITY.run(tx, CommunityParams(latest=at.latest, anew=False, added=added))


async def store_totals(tx: Transaction, parts: Sequence[Totals], at: Instant) -> None:
    """Store the totals of the community, the sum of those of its batches."""
    total: Counter[str] = Counter()
    for part in parts:
        total.update(part)
    await COMMUNITY.run(tx, CommunityParams(latest=at.latest, anew=True, added=total))
