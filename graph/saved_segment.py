"""Saved segments in the graph: their conditions, and who is in them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.audit import AuditEntry
from domain.errors import LimitReached
from domain.record import Record
from domain.saved_segment import MOST, Conditions, Facts, SavedSegment
from graph import audit
from graph.database import Transaction
from graph.queries import NoParams, NoRow, Params, Query
from graph.user_list import ByActivity, MostActiveParams


class FactsParams(Params):
    after_id: str
    limit: int


class PutParams(Params):
    rows: Sequence[Mapping[str, Any]]


class CountedParams(PutParams):
    as_of: datetime


class SaveParams(Params):
    id: str
    slug: str
    found: Mapping[str, Any]
    now: datetime


class SlugParams(Params):
    slug: str


class SlugsParams(Params):
    tags: Sequence[str]
    areas: Sequence[str]
    tiers: Sequence[str]


class OfSavedParams(MostActiveParams):
    saved_id: str


class Id(Record):
    id: str


class Unknown(Record):
    tags: tuple[str, ...]
    areas: tuple[str, ...]
    tiers: tuple[str, ...]


FACTS = Query("saved_segment/facts", FactsParams, Facts)
PUT = Query("saved_segment/put", PutParams, NoRow)
COUNTED = Query("saved_segment/counted", CountedParams, NoRow)
ALL = Query("saved_segment/all", NoParams, SavedSegment)
SAVE = Query("saved_segment/save", SaveParams, SavedSegment)
DELETE = Query("saved_segment/delete", SlugParams, Id)
UNKNOWN = Query("saved_segment/unknown", SlugsParams, Unknown)
MOST_ACTIVE_OF_SAVED = Query("user/most_active_of_saved", OfSavedParams, ByActivity)


async def every(tx: Transaction) -> list[SavedSegment]:
    """All saved segments, by name."""
    return await ALL.all(tx, NoParams())


async def slugs(tx: Transaction, ids: Sequence[str]) -> Mapping[str, str]:
    """The slugs of those of these saved segments that are there, by their ids."""
    return {saved.id: saved.slug for saved in await every(tx) if saved.id in ids}


async def save(
    tx: Transaction, id: str, slug: str, name: str, wanted: Conditions, now: datetime, entry: AuditEntry
) -> SavedSegment:
    """Save a segment under its slug, and tell of it in the audit log.

    Raises:
        LimitReached: it is new, and there are as many as there can be.
    """
    found = {"name": name, **wanted.model_dump(mode="python")}
    saved = await SAVE.one(tx, SaveParams(id=id, slug=slug, found=found, now=now))
    if len(await every(tx)) > MOST:
        raise LimitReached(f"There are {MOST} saved segments, and there can be no more: delete one.", ("input",))
    await audit.append(tx, entry.model_copy(update={"target_id": saved.id}))
    return saved


async def delete(tx: Transaction, slug: str, entry: AuditEntry) -> str | None:
    """Forget a saved segment, and tell of it in the audit log; its id, None when there is none."""
    gone = await DELETE.one_or_none(tx, SlugParams(slug=slug))
    if gone is not None:
        await audit.append(tx, entry.model_copy(update={"target_id": gone.id}))
    return gone.id if gone else None
