"""Money that came for nothing, such as a second payment or one after the order was given up: it goes back by itself."""

from collections.abc import Sequence
from datetime import datetime

from domain.payment import Outcome, Processors, Return
from domain.record import Record
from graph.database import Graph
from graph.order_store import ReferenceParams
from graph.queries import NoRow, Params, Query


class StraysParams(Params):
    processors: Sequence[str]
    before: datetime
    limit: int


class ReturnedParams(ReferenceParams):
    problem: str | None


class Stray(Record):
    """A payment that settled nothing."""

    id: str
    processor: str
    reference: str
    amount_minor: int
    currency: str


STRAYS = Query("checkout/strays", StraysParams, Stray)
RETURNED = Query("checkout/returned", ReturnedParams, NoRow)


async def give_back(graph: Graph, processors: Processors, stray: Stray) -> None:
    """Have a processor give back what settled nothing; what it refuses is left to operators, with the reason.

    Raises:
        ProcessorDown: it doesn't answer; asked again, the money goes back once.
    """
    back = Return(
        key=stray.id,
        payment_reference=stray.reference,
        amount_minor=stray.amount_minor,
        currency=stray.currency,
    )
    outcome = await processors.named(stray.processor).refund(back)
    if outcome.state is Outcome.PENDING:
        return
    problem = None if outcome.state is Outcome.SUCCEEDED else outcome.reason or "The processor refused it."
    params = ReturnedParams(processor=stray.processor, reference=stray.reference, problem=problem)
    await graph.write(RETURNED.run, params)
