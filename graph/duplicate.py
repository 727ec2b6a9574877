"""Duplicates in the graph: what stands below one moves to what it repeats, and back when that was wrong."""

from collections.abc import Sequence
from datetime import datetime

from domain.content import READABLE, Visibility
from domain.errors import InvalidInput, NotFound
from domain.ids import ContentId
from domain.record import Record
from graph import event as events
from graph import landing
from graph.database import Transaction
from graph.queries import NoRow, Params, Query

ORIGINAL = ("input", "originalId")


class PairParams(Params):
    id: str
    original_id: str


class BelowParams(PairParams):
    readable: tuple[Visibility, ...] = READABLE


class MarkParams(BelowParams):
    at: datetime


class MoveParams(Params):
    id: str
    to_id: str
    back: bool


class Below(Record):
    """What stands right below a duplicate, and what can stand below what it repeats."""

    below: int
    answers: int
    takes_any: bool
    takes_answers: bool

    def check(self) -> None:
        """Go on only if all of it can move there.

        Raises:
            InvalidInput: it can't; another content must be named.
        """
        if self.below and not self.takes_any:
            raise InvalidInput("Others' words stand below it: name a content that stands by itself.", ORIGINAL)
        if self.answers and not self.takes_answers:
            raise InvalidInput("It was answered: name a question, below which answers can stand.", ORIGINAL)


class Marked(Record):
    original_id: str


class NamesParams(Params):
    names: Sequence[str]


class Lead(Record):
    name: str
    original_id: ContentId


STAND_BELOW = Query("moderation/stand_below", BelowParams, Below)
MARK = Query("moderation/mark_duplicate", MarkParams, Marked)
UNMARK = Query("moderation/unmark_duplicate", PairParams, NoRow)
MOVE_BELOW = Query("moderation/move_below", MoveParams, NoRow)
LEADS = Query("moderation/duplicates", NamesParams, Lead)


async def merge(tx: Transaction, id: str, original_id: str, at: datetime) -> None:
    """Let a content lead to the one it repeats, and what stands below it stand there; what was earned stays as it is.

    Raises:
        NotFound: there is no such other content that readers can find.
        InvalidInput: what stands below it can't stand there.
    """
    await events.lock(tx, [], [id, original_id])
    below = await STAND_BELOW.one_or_none(tx, BelowParams(id=id, original_id=original_id))
    if below is None:
        raise NotFound("There is no such other content that readers can find.", ORIGINAL)
    below.check()
    await MARK.one(tx, MarkParams(id=id, original_id=original_id, at=at))
    await _move(tx, MoveParams(id=id, to_id=original_id, back=False))


async def part(tx: Transaction, id: str, original_id: str) -> None:
    """Let a content that is no duplicate after all have back what stood below it and stands where it was moved."""
    await events.lock(tx, [], [id, original_id])
    await UNMARK.run(tx, PairParams(id=id, original_id=original_id))
    await _move(tx, MoveParams(id=original_id, to_id=id, back=True))


async def _move(tx: Transaction, params: MoveParams) -> None:
    await MOVE_BELOW.run(tx, params)
    await landing.mark_unanswered(tx, [ContentId(params.id), ContentId(params.to_id)])


async def leads(tx: Transaction, names: Sequence[str]) -> dict[str, ContentId]:
    """To which contents hidden duplicates lead, by those of their ids, slugs and external ids among `names`."""
    return {row.name: row.original_id for row in await LEADS.all(tx, NamesParams(names=names))}
