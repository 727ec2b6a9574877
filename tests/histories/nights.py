"""Steps of time: the jobs of a night, killed in the middle or not, and what they find at the processor."""

from collections import deque
from datetime import timedelta
from functools import partial

from domain.payment import Outcome, Standing
from domain.renewal import Dunning
from graph import checkout as checkouts
from graph.checkout import DueParams
from jobs import expire_orders, offer_seats, reconcile_payments, renew_subscriptions
from jobs.job import silent
from tests.graph.privacy import rows
from tests.histories.giving_back import sent
from tests.histories.hearing import hear
from tests.histories.play import Play
from tests.histories.reference_night import Charged, night
from tests.histories.reference_order import Order

PATIENCE = timedelta(minutes=1)
MADE = """MATCH (o:Order) WHERE o.subscription_id IS NOT NULL
RETURN o.id AS id, o.subscription_id AS of ORDER BY o.created_at"""


async def expire(play: Play) -> None:
    """The job that cancels what wasn't paid in time."""
    await play.alive(lambda graph: expire_orders.run(graph, play.now))
    play.model.expire(play.now)
    play.done = True


async def offer(play: Play) -> None:
    """The job that offers seats."""
    await play.alive(lambda graph: offer_seats.run(graph, play.now))
    if play.model.cohort.waiting:
        play.model.cohort.move_up(play.now)
    play.done = True


async def renew(play: Play) -> None:
    """The job of subscriptions, after however many nights were missed."""
    play.bank.charges.clear()
    job = renew_subscriptions.job(lambda: play.processors, Dunning)
    await play.alive(lambda graph: job.run(graph, play.now, silent))
    answers: dict[str, deque[Charged]] = {}
    for charged in _charges(play):
        answers.setdefault(charged[0], deque()).append(charged[1])
    for one in [*play.model.subscriptions.values()]:
        own = answers.get(one.user, deque())
        night(one, play.model, play.now, partial(_next, own), partial(_order_id, play, own))
    assert not any(answers.values()), f"charged without a reason: {answers}"
    await name_orders(play)
    play.done = True


def _next(own: deque[Charged], user: str) -> Charged:
    """How the next charge of a member was answered."""
    assert own, f"{user} wasn't charged"
    return own.popleft()


def _order_id(play: Play, own: deque[Charged], of: str) -> str:
    """What the server calls the order that is charged next; not known where nothing is charged."""
    return own[0].order_id if own else play.id(f"unnamed {of}")


def _charges(play: Play) -> list[tuple[str, Charged]]:
    """What was charged to whom, each once, as it was answered in the end."""
    found: dict[tuple[str, int], tuple[str, Charged]] = {}
    for charge, answer in play.bank.charges:
        charged = Charged(charge.order_id, None)
        if answer is not None:
            paid = answer.paid
            charged = Charged(charge.order_id, answer.state)
            if paid is not None:
                charged.reference, charged.fee, charged.at = paid.reference, paid.fee_minor, paid.at
                charged.means = paid.means
        found[charge.order_id, charge.attempt] = charge.user_id, charged
    return [*found.values()]


async def name_orders(play: Play) -> None:
    """Have the reference call orders what the server calls them, where that made them by itself."""
    unnamed = [one for one in play.model.orders.values() if one.id.startswith("unnamed")]
    if not unnamed:
        return
    made = [row for row in await rows(play.graph, MADE) if row["id"] not in play.model.orders]
    for one in unnamed:
        id = next((row["id"] for row in made if row["of"] == one.subscription), None)
        assert id is not None, f"no order was made for {one.subscription}"
        made = [row for row in made if row["id"] != id]
        del play.model.orders[one.id]
        one.id = id
        play.model.orders[id] = one


async def reconcile(play: Play) -> None:
    """The job that asks the processor how everything stands."""
    due = await play.graph.read(checkouts.DUE.all, DueParams(as_of=play.now, limit=100))
    job = reconcile_payments.job(lambda: play.processors)
    report = await play.alive(lambda graph: job.run(graph, play.now, silent))
    assert report is not None and not report.counts["failed"], "something couldn't be dealt with"
    play.done, bank = True, play.bank
    for received_at, told in sorted(play.kept.values(), key=lambda each: (each[0], each[1].at)):
        if received_at <= play.now - PATIENCE:
            hear(play, told)
    if not bank.down:
        for told in bank.undelivered:
            play.kept.setdefault(told.id, (play.now, told))
            hear(play, told)
        for begun in due:
            _asked(play, play.model.orders[begun.order_id], begun.reference)
    for id, refund in play.model.refunds.items():
        if refund.state == "PENDING" and refund.at < play.now - PATIENCE:
            sent(play, id)
    if not bank.down and not bank.dies_after:
        _given_back(play)


def _asked(play: Play, order: Order, reference: str | None) -> None:
    paid = play.bank.stands(order.id, reference)
    if paid.paid is not None:
        of = paid.paid
        at = min(of.at, play.now)
        play.model.settle(order, of.reference, of.amount_minor, of.fee_minor, at, of.means)
    elif paid.standing is Standing.PROCESSING:
        play.model.wait(order, play.now)


def _given_back(play: Play) -> None:
    """Money that came for nothing goes back, once the processor said so."""
    for reference, at in [*play.model.strays.items()]:
        backs = play.bank.intents[reference].backs.items()
        answers = [back.state for key, back in backs if key.startswith("pay_")]
        if at <= play.now - PATIENCE and answers and answers[0] is not Outcome.PENDING:
            del play.model.strays[reference]
