"""Trusted documents in the graph."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.audit import AuditEntry
from domain.document import TrustedDocument
from domain.record import Record
from graph import audit
from graph.database import Transaction
from graph.queries import NoParams, NoRow, Params, Query


class AddParams(Params):
    rows: list[dict[str, Any]]
    now: datetime


class IdParams(Params):
    id: str


class Id(Record):
    id: str


ADD = Query("document/add", AddParams, NoRow)
BY_ID = Query("document/by_id", IdParams, TrustedDocument)
ALL_DOCUMENTS = Query("document/all", NoParams, TrustedDocument)
REMOVE = Query("document/remove", IdParams, Id)


async def add(
    tx: Transaction, documents: Sequence[TrustedDocument], now: datetime, entries: Sequence[AuditEntry]
) -> None:
    """Trust documents from now on, all of them or none."""
    rows = [document.model_dump(include={"id", "name", "text"}) for document in documents]
    await ADD.run(tx, AddParams(rows=rows, now=now))
    for entry in entries:
        await audit.append(tx, entry)


async def by_id(tx: Transaction, id: str) -> TrustedDocument | None:
    """One document, if it is trusted."""
    return await BY_ID.one_or_none(tx, IdParams(id=id))


async def everything(tx: Transaction) -> list[TrustedDocument]:
    """Every trusted document, by name."""
    return await ALL_DOCUMENTS.all(tx, NoParams())


async def remove(tx: Transaction, id: str, entry: AuditEntry) -> bool:
    """Trust a document no more; whether it was trusted."""
    if await REMOVE.one_or_none(tx, IdParams(id=id)) is None:
        return False
    await audit.append(tx, entry)
    return True
