"""What orders of courses hold besides grants: seats in cohorts from the moment they are made, and certificates."""

from collections.abc import Sequence
from datetime import datetime

from domain.errors import Conflict, InvalidInput, LimitReached, NotFound
from domain.order import Order, OrderLine, OrderState
from graph import certificate, cohort
from graph.database import Transaction

REFUNDED = "REFUNDED"
DISPUTE_LOST = "DISPUTE_LOST"


async def take(tx: Transaction, made: Order, at: datetime) -> None:
    """Take the seats that an order is of, for its buyer, whom the transaction has locked.

    Raises:
        NotFound: there is no such cohort.
        InvalidInput: a seat is to be given away.
        Conflict: a cohort is sold by another product, was closed or has begun, or they have a seat there already.
        LimitReached: a cohort is full.
    """
    lines = [line for line in made.lines if line.cohort_id is not None]
    found = await cohort.of(tx, [str(line.cohort_id) for line in lines], at) if lines else {}
    for line in lines:
        path = ("input", "items", str(line.n - 1), "cohortId")
        run = found.get(str(line.cohort_id))
        if run is None:
            raise NotFound("There is no such cohort.", path)
        if made.is_gift:
            raise InvalidInput("A seat is its buyer's own: order it without giving it away.", path)
        if run.product_id != line.product_id:
            raise Conflict("The seats of this cohort are sold by another product.", path)
        await cohort.take(tx, run.id, made.user_id, made.id, at)


async def hold(tx: Transaction, bought: Order, at: datetime) -> str | None:
    """Why an order that is paid now can't have its seats; None when it has them. One that failed had lost them."""
    try:
        await take(tx, bought, at)
    except (Conflict, LimitReached, NotFound) as refused:
        return refused.message
    return None


async def give_back(tx: Transaction, before: Order, after: Order, at: datetime) -> None:
    """Let go of what hangs on the lines that are paid back whole now."""
    whole = after.state is OrderState.REFUNDED
    gone = [line for line in after.lines if whole or (line.returned and not before.line(line.n).returned)]
    await let_go(tx, after, gone, at, REFUNDED)


async def let_go(tx: Transaction, order: Order, gone: Sequence[OrderLine], at: datetime, why: str) -> None:
    """Free seats of lines that nobody paid for in the end; revoke certificates of courses that nothing else opens."""
    seats = [line.cohort_id for line in gone if line.cohort_id is not None]
    if seats:
        await cohort.free(tx, order.id, at, seats)
    benefits: Sequence[str] = sorted({id for line in gone for id in line.benefit_ids})
    if benefits and order.holder_id is not None:
        await certificate.revoke_lost(tx, order.holder_id, benefits, at, why)
