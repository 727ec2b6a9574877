"""Publishing in the graph: the content, its author's act and the event that tells of it, in one transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.body import MAX_MENTIONS, Body
from domain.content import BodyFormat, ContentKind, Visibility
from domain.event import Event
from domain.ids import ContentId, UserId
from domain.interaction import InteractionType
from domain.listing import lot_of
from domain.outbox import OutboxEvent
from domain.points import Act, Fact
from domain.publish import Publication
from domain.record import Record
from graph import cross_post, landing, lesson, outbox, points, search
from graph import event as events
from graph.database import Transaction
from graph.queries import NoRow, Params, Query

SOURCE = "stoa"
"""The source of events that Stoa observes itself."""


class CreateParams(Params):
    id: str
    labels: tuple[str, ...]
    kind: ContentKind
    slug: str
    title: str
    body: str
    visibility: Visibility
    at: datetime
    author_id: str
    area: str | None
    tags: tuple[str, ...]
    properties: dict[str, Any]


class ConnectParams(Params):
    id: str
    mentions: Sequence[str]
    links: Sequence[str]
    linked_ids: Sequence[str]
    at: datetime
    most: int = MAX_MENTIONS


class Id(Record):
    id: str


class OwnParams(Params):
    id: str
    user_id: UserId


class Own(Record):
    """A content as its author has it, whoever else may find it."""

    id: ContentId
    kind: ContentKind
    visibility: Visibility
    version: int
    title: str
    source: str
    format: BodyFormat
    tags: tuple[str, ...]
    area: str | None
    author_id: UserId | None


CREATE = Query("publish/create", CreateParams, Id)
CONNECT = Query("publish/connect", ConnectParams, NoRow)
OWN = Query("publish/own", OwnParams, Own)


async def publish(tx: Transaction, new: Publication, told: OutboxEvent) -> bool:
    """Write a content, count it as an act of its author, and tell of it; False when there is no such author.

    Raises:
        Conflict: its author has published it before, and doesn't say that they know.
        NotFound, LimitReached: a lesson can't become part of the course it names.
    """
    draft, area = new.draft, new.draft.area
    original = None
    if draft.course is None:
        original = await cross_post.original(
            tx, new.id, new.author_id, draft.body, draft.canonical_url, draft.cross_post
        )
    else:
        area = (await lesson.course(tx, draft.course, new.author_id, new.id)).area
    params = CreateParams(
        id=new.id,
        labels=(draft.kind.label, "Standalone") if draft.kind.standalone else (draft.kind.label,),
        kind=draft.kind,
        slug=new.slug,
        title=draft.title,
        body=draft.body.html,
        visibility=draft.visibility,
        at=new.at,
        author_id=new.author_id,
        area=area,
        tags=draft.tags,
        properties=draft.properties() | {"lot": lot_of(new.id)},
    )
    if await CREATE.one_or_none(tx, params) is None:
        return False
    await connect(tx, new.id, draft.body, new.at)
    if draft.course is not None:
        await lesson.JOIN.run(tx, lesson.JoinParams(id=draft.course, lesson_id=new.id))
    if original is not None:
        await cross_post.LINK.run(tx, cross_post.LinkParams(id=new.id, original_id=original, at=new.at))
    await search.index(tx, [new.id])
    act = Event(SOURCE, f"publish:{new.id}", InteractionType.PUBLISH, new.author_id, new.id, new.at)
    await events.record(tx, [act], new.at)
    await points.grant(tx, Fact(Act.PUBLISH, new.author_id, new.id, new.at), new.at)
    await landing.mark_unanswered(tx, [new.id])
    await outbox.append(tx, [told])
    return True


async def connect(tx: Transaction, id: str, body: Body, at: datetime) -> None:
    """Make what a content mentions and links to be what its body does."""
    named = {"mentions": body.mentions, "links": body.links, "linked_ids": body.linked_ids}
    await CONNECT.run(tx, ConnectParams(id=id, at=at, **named))
