"""Sending refunds: what is reserved is asked of its processor outside any transaction, and the answer noted then."""

from datetime import datetime

from domain.payment import Outcome, Processors, Return
from domain.refund import Refund
from graph import refund, refund_told
from graph.database import Graph


async def send(graph: Graph, processors: Processors, wanted: Refund, at: datetime) -> Refund:
    """Have a refund that is reserved sent by its processor, and note what it answered.

    Raises:
        ProcessorDown: it didn't; the refund stays reserved, and is sent by the next run.
    """
    back = Return(
        key=wanted.id,
        payment_reference=wanted.payment_reference,
        amount_minor=wanted.amount_minor,
        currency=wanted.currency,
    )
    outcome = await processors.named(wanted.processor).refund(back)
    if outcome.state is Outcome.SUCCEEDED:
        return await graph.write(refund_told.went, wanted.id, outcome.reference, at)
    if outcome.state is Outcome.FAILED:
        return await graph.write(refund.fail, wanted.id, outcome.reason or "The processor refused it.", at)
    return wanted
