"""Boards in the graph: a node a member and board, added to by the transaction that grants, read from one index."""

from datetime import date, datetime

from domain.ids import UserId
from domain.leaderboard import KEPT_PLACES, Place, Score
from domain.record import Record
from graph.content import LAST_ID
from graph.database import Graph, Transaction
from graph.points_backfill import settle
from graph.points_store import locked
from graph.queries import Params, Query

CLOSED_AT_ONCE = 1_000


class BoardParams(Params):
    board: str


class PageParams(BoardParams):
    before: str
    limit: int


class Total(Record):
    total: int


class LeaveParams(Params):
    user_id: UserId
    opted_out: bool


class Left(Record):
    user_id: str


class CloseParams(Params):
    today: date
    places: int
    limit: int


class Closed(Record):
    closed: int
    gone: int


PAGE = Query("leaderboard/page", PageParams, Score)
COUNT = Query("leaderboard/count", BoardParams, Total)
LEAVE = Query("leaderboard/leave", LeaveParams, Left)
CLOSE = Query("leaderboard/close", CloseParams, Closed)


async def page(tx: Transaction, board: str, after: Place | None, limit: int) -> list[Score]:
    """The members on a board behind a place, in order."""
    before = f"{after.points:011}:{after.user_id}" if after else LAST_ID
    return await PAGE.all(tx, PageParams(board=board, before=before, limit=limit))


async def count(tx: Transaction, board: str) -> int:
    """How many members are on a board."""
    return (await COUNT.one(tx, BoardParams(board=board))).total


async def opt_out(tx: Transaction, user_id: UserId, opted_out: bool, now: datetime) -> bool:
    """Take a member off all boards for as long as they like, or let them onto the open ones again with what they have;
    False when there is no such member."""
    opened = await locked(tx, [user_id])
    if opened.numbers and (user_id in opened.off_boards) is opted_out:
        return True
    if await LEAVE.one_or_none(tx, LeaveParams(user_id=user_id, opted_out=opted_out)) is None:
        return False
    if not opted_out:
        await settle(tx, [user_id], now, grants=False)
    return True


async def close(graph: Graph, today: date) -> int:
    """Close the boards that have ended by that day; how many. What was cut off goes on."""
    total = 0
    params = CloseParams(today=today, places=KEPT_PLACES, limit=CLOSED_AT_ONCE)
    while (done := await graph.write(CLOSE.one_or_none, params)) and (done.closed or done.gone):
        total += done.closed
    return total
