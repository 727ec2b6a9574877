"""Replies in the graph: written, counted, credited and told of in one transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.access import Viewer
from domain.content import ContentKind, Visibility
from domain.errors import NotFound
from domain.event import Event
from domain.ids import UserId
from domain.interaction import InteractionType
from domain.language import guess
from domain.newcomer import Deed
from domain.notification import NotificationKind, concerning
from domain.outbox import OutboxEvent
from domain.points import Act, Fact
from domain.reply import Reply, ReplyCounts, ReplyTarget
from domain.rights import Right, require
from graph import block, landing, outbox, points, search, standing
from graph import event as events
from graph.act import TargetParams
from graph.content import IdsParams
from graph.database import Transaction
from graph.publish import SOURCE, Id, connect
from graph.queries import NoRow, Params, Query


class CreateParams(Params):
    id: str
    above_id: str
    labels: tuple[str, ...]
    kind: ContentKind
    slug: str
    title: str
    body: str
    properties: dict[str, Any]
    visibility: Visibility
    at: datetime
    author_id: UserId


class TallyParams(Params):
    id: str
    change: int


TARGET = Query("reply/target", TargetParams, ReplyTarget)
CREATE = Query("reply/create", CreateParams, Id)
TALLY = Query("reply/tally", TallyParams, NoRow)
COUNTS = Query("reply/counts", IdsParams, ReplyCounts)

CONCERNS = {ContentKind.ANSWER: NotificationKind.ANSWERED, ContentKind.COMMENT: NotificationKind.REPLIED}


async def add(tx: Transaction, viewer: Viewer, new: Reply, published: OutboxEvent, concerned: OutboxEvent) -> None:
    """Write a reply, count it as an act of its author, and tell of it: the world, and who wrote what it stands below.

    Raises:
        NotFound: its author can't find what it is a reply to, or is gone.
        InvalidInput, Conflict: it can't stand there.
        NotAllowed: its author stands too low to comment on others' contents there.
        LimitReached: they are new, and have done enough for today.
    """
    await events.lock(tx, [new.author_id], [new.above_id])
    found = TargetParams(content_id=new.above_id, audience=viewer.audience, now=new.at)
    above = await TARGET.one_or_none(tx, found)
    if above is None:
        raise NotFound("There is nothing you can find to reply to here.", ("input",))
    above.check(new.kind)
    await block.check(tx, above.author_id, new.author_id)
    ground = await standing.ground(tx, viewer, above.id)
    if new.kind is ContentKind.COMMENT and above.author_id != new.author_id:
        require(Right.COMMENT, ground.here(viewer), new.at)
    await standing.hold(tx, viewer, ground, Deed.of("replies", new.body), new.at)
    await _create(tx, new, above)
    type = InteractionType(new.kind)
    act = Event(SOURCE, f"{type.counter}:{new.id}", type, new.author_id, new.above_id, new.at)
    await events.record(tx, [act], new.at)
    await points.grant(tx, Fact(Act(new.kind), new.author_id, new.id, new.at), new.at)
    told = [published.model_copy(update={"payload": new.told(above)})]
    if above.author_id not in (None, new.author_id):
        told.insert(0, concerning(concerned, CONCERNS[new.kind], above.author_id, new.author_id, new.id, above.id))
    await outbox.append(tx, told)


async def _create(tx: Transaction, new: Reply, above: ReplyTarget) -> None:
    params = CreateParams(
        id=new.id,
        above_id=new.above_id,
        labels=(new.kind.label,),
        kind=new.kind,
        slug=new.slug_below(above),
        title=above.title,
        body=new.body.html,
        properties=new.body.properties() | {"language": guess(new.body.prose)},
        visibility=above.visibility,
        at=new.at,
        author_id=new.author_id,
    )
    if await CREATE.one_or_none(tx, params) is None:
        raise NotFound("Your account is gone.")
    await connect(tx, new.id, new.body, new.at)
    await search.index(tx, [new.id])
    await landing.mark_unanswered(tx, [new.id])


async def tally(tx: Transaction, id: str, change: int) -> None:
    """Count a reply where it stands once less (-1) or more (1): it was taken from its readers or given back."""
    await TALLY.run(tx, TallyParams(id=id, change=change))


async def counts(tx: Transaction, ids: Sequence[str]) -> dict[str, ReplyCounts]:
    """How many replies stand right below contents, by their ids."""
    return {row.content_id: row for row in await COUNTS.all(tx, IdsParams(ids=ids))}
