"""Publishing in the graph: the content, its author's act and the event that tells of it, in one transaction."""

from datetime import datetime

from domain.content import ContentKind, Visibility
from domain.event import Event
from domain.ids import ContentId, UserId
from domain.interaction import InteractionType
from domain.outbox import OutboxEvent
from domain.points import Act, Fact
from domain.publish import Publication
from domain.record import Record
from graph import event as events
from graph import landing, outbox, points, search
from graph.database import Transaction
from graph.queries import Params, Query

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


class Id(Record):
    id: str


class OwnParams(Params):
    id: str
    user_id: UserId


class Own(Record):
    """A content as its author has it, whoever else may find it."""

    id: ContentId
    visibility: Visibility


CREATE = Query("publish/create", CreateParams, Id)
OWN = Query("publish/own", OwnParams, Own)


async def publish(tx: Transaction, new: Publication, told: OutboxEvent) -> bool:
    """Write a content, count it as an act of its author, and tell of it; False when there is no such author."""
    draft = new.draft
    params = CreateParams(
        id=new.id,
        labels=(draft.kind.label, "Standalone"),
        kind=draft.kind,
        slug=new.slug,
        title=draft.title,
        body=draft.body,
        visibility=draft.visibility,
        at=new.at,
        author_id=new.author_id,
        area=draft.area,
        tags=draft.tags,
    )
    if await CREATE.one_or_none(tx, params) is None:
        return False
    await search.index(tx, [new.id])
    act = Event(SOURCE, f"publish:{new.id}", InteractionType.PUBLISH, new.author_id, new.id, new.at)
    await events.record(tx, [act], new.at)
    await points.grant(tx, Fact(Act.PUBLISH, new.author_id, new.id, new.at), new.at)
    await landing.mark_unanswered(tx, [new.id])
    await outbox.append(tx, [told])
    return True
