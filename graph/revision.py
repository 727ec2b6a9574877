"""Versions of contents in the graph: the next one written, and those there are."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.content import Visibility
from domain.ids import UserId
from domain.outbox import OutboxEvent
from domain.publish import Draft
from domain.record import Record
from domain.revision import EDITABLE, Edition, Revision, RevisionText
from graph import content_price, cross_post, landing, outbox, search
from graph.content import AudienceParams
from graph.database import Transaction
from graph.publish import Own, connect
from graph.queries import Params, Query

ABOVE_ALL = 2**31
"""Above every version: where a list that is read downwards begins."""


class EditParams(Params):
    id: str
    version: int
    among: Sequence[Visibility] = EDITABLE
    title: str
    body: str
    tags: tuple[str, ...]
    area: str | None
    properties: dict[str, Any]
    before: dict[str, Any]
    author_id: UserId | None
    editor_id: UserId
    note: str | None
    at: datetime


class Edited(Record):
    visibility: Visibility


class OfOthersParams(AudienceParams):
    id: str
    user_id: UserId


class OfContentParams(Params):
    content_id: str
    before: int = ABOVE_ALL
    limit: int


class TextsParams(Params):
    content_id: str
    numbers: Sequence[int]


EDIT = Query("revision/edit", EditParams, Edited)
OF_OTHERS = Query("revision/of_others", OfOthersParams, Own)
OF_CONTENT = Query("revision/of_content", OfContentParams, Revision)
TEXTS = Query("revision/texts", TextsParams, RevisionText)


async def edit(tx: Transaction, new: Edition, draft: Draft, editor_id: UserId, told: OutboxEvent) -> bool:
    """Write the next version of a content and tell of it; False when it isn't at the version that was read.

    Raises:
        Conflict: it says now what its author has published before, and they don't say that they know.
    """
    alike = await _cross_post(tx, new, draft, editor_id)  # a lock on its author, who is locked before any content
    params = EditParams(
        id=new.content_id,
        version=new.version,
        title=new.title,
        body=draft.body.html,
        tags=new.tags,
        area=new.area,
        properties=dict(new.properties),
        before=dict(new.before),
        author_id=new.author_id,
        editor_id=editor_id,
        note=new.note,
        at=new.at,
    )
    edited = await EDIT.one_or_none(tx, params)
    if edited is None:
        return False
    await connect(tx, new.content_id, draft.body, new.at)
    if alike is not None:
        await cross_post.LINK.run(tx, alike)
    await search.index(tx, [new.content_id])
    await landing.mark_unanswered(tx, [new.content_id])
    if edited.visibility is Visibility.PAID:
        await content_price.RENAME.run(tx, content_price.RenameParams(content_id=new.content_id, name=new.title))
    if edited.visibility.readable:
        await outbox.append(tx, [told])
    return True


async def _cross_post(tx: Transaction, new: Edition, draft: Draft, editor_id: UserId) -> cross_post.LinkParams | None:
    """What it is a cross-post of from now on; None where that stays as it is."""
    if not (new.anew and draft.kind.standalone):
        return None
    id, url = new.content_id, draft.canonical_url
    original = await cross_post.original(tx, id, editor_id, draft.body, url, draft.cross_post)
    return cross_post.LinkParams(id=id, original_id=original, at=new.at)


async def texts(tx: Transaction, content_id: str, numbers: Sequence[int]) -> list[RevisionText]:
    """What versions of a content said, in the order of `numbers`."""
    return await TEXTS.all(tx, TextsParams(content_id=content_id, numbers=numbers))
