"""Steps of money that goes back: refunds of all sizes, and disputes, and what operators give beside them."""

from collections.abc import Sequence
from datetime import timedelta

from domain.grant import Given, Source, SourceKind
from domain.money import Money
from domain.payment import Outcome, Standing
from domain.refund import RefundState
from graph import grant, refund, refund_store
from graph.database import Graph, Transaction
from graph.refund import Wanted
from graph.refund_sending import send
from tests.histories.bank_records import Back, Dispute, Intent
from tests.histories.play import Play
from tests.histories.sold import CURRENCY, THINGS


async def give_back(play: Play) -> None:
    """An operator pays back a part of an order, one of its lines, or all of it; the processor is asked, or later."""
    if (bought := play.some([one for one in play.model.orders.values() if one.paid_at])) is None:
        return
    draw, id = play.random, play.id("rfd")
    line = draw.randint(1, len(bought.lines)) if draw.random() < 0.4 else None
    left = sum(each.left for n, each in enumerate(bought.lines, start=1) if line in (None, n))
    amount = draw.choice([None, None, 1, max(1, left // 3), max(1, left - 1), max(1, left + draw.choice([0, 1]))])
    asked = None if amount is None else Money(amount_minor=amount, currency=CURRENCY)
    wanted = Wanted(id, id, bought.id, asked, line, "Not what they expected.", "user:test", play.now)

    async def serve(tx: Transaction) -> object:
        return await refund.request(tx, wanted)

    of = bought.id
    await play.both(serve, lambda: play.model.ask_back(id, play.model.orders[of], amount, line, play.now))
    if id in play.model.refunds and draw.random() < 0.6:
        await _send(play, id)


async def _send(play: Play, id: str) -> None:
    """Ask the processor for a refund, as a resolver does once it is reserved."""
    wanted = (await play.graph.read(refund_store.by_ids, [id]))[id]

    async def work(graph: Graph) -> object:
        now = (await graph.read(refund_store.by_ids, [id]))[id]
        return await send(graph, play.processors, now, play.now) if now.state is RefundState.PENDING else now

    assert wanted.state is RefundState.PENDING
    play.bank.returns = play.random.choice([Outcome.SUCCEEDED, Outcome.SUCCEEDED, Outcome.PENDING])
    await play.alive(work)
    sent(play, id)


def sent(play: Play, id: str) -> None:
    """Have the reference learn what the processor answered, where it did."""
    back = play.model.refunds[id]
    if back.order.reference not in play.bank.intents:
        play.model.back(back, True, play.now)  # by hand
        return
    answer = play.bank.intents[back.order.reference].backs.get(id)
    if not play.bank.down and not play.bank.dies_after and answer and answer.state is not Outcome.PENDING:
        play.model.back(back, answer.state is Outcome.SUCCEEDED, play.now)


async def arrive_back(play: Play) -> None:
    """What was sent back slowly arrives, or doesn't."""
    if found := play.some(_slow(play)):
        play.bank.arrive_back(*found, play.random.random() < 0.7)
        play.done = True


def _slow(play: Play) -> Sequence[tuple[Intent, Back]]:
    pairs = [(intent, back) for intent in play.bank.intents.values() for back in intent.backs.values()]
    return [(intent, back) for intent, back in pairs if back.state is Outcome.PENDING]


async def give_back_there(play: Play) -> None:
    """Somebody pays back at the processor's own pages: what came for nothing whole, and of what settled any amount."""
    paid = [one for one in play.bank.intents.values() if one.standing is Standing.PAID]
    intent = play.some([one for one in paid if one.left > 0 and not one.disputed])
    if intent is None:
        return
    settled = play.model.orders[intent.order_id].reference == intent.reference
    amounts = [intent.left, 1, max(1, intent.left // 2)] if settled else [intent.left]
    play.bank.send_back(intent, play.random.choice(amounts))
    play.done = True


async def dispute(play: Play) -> None:
    """A buyer has their bank take back what they paid."""
    found = [one for one in play.bank.intents.values() if one.kept > 0 and one.left > 0 and not one.disputed]
    if intent := play.some(found):
        play.bank.dispute(intent)
        play.done = True


async def decide(play: Play) -> None:
    """A bank decides whose the money is."""
    pairs = [(intent, one) for intent in play.bank.intents.values() for one in intent.disputes]
    found: list[tuple[Intent, Dispute]] = [(intent, one) for intent, one in pairs if one.won is None]
    if chosen := play.some(found):
        play.bank.close_dispute(*chosen, play.random.random() < 0.5)
        play.done = True


async def operator_gives(play: Play) -> None:
    """An operator lets a member hold something for a while."""
    user, thing, id = play.member(), play.random.choice([*THINGS.values()]), play.id("grt")
    until = play.random.choice([None, play.now + timedelta(days=play.random.randint(1, 60))])
    given = Given(user, (thing.benefit_id,), Source(SourceKind.OPERATOR, id), play.now, until)

    async def serve(tx: Transaction) -> None:
        await grant.give(tx, given)

    def expect() -> None:
        play.model.grants[id] = user, thing, play.now, until

    await play.both(serve, expect)


async def operator_ends(play: Play) -> None:
    """An operator takes back what one gave."""
    if (id := play.some([*play.model.grants])) is None:
        return

    async def serve(tx: Transaction) -> None:
        await grant.end(tx, Source(SourceKind.OPERATOR, id), play.now, "It was somebody else.")

    def expect() -> None:
        play.model.grants.pop(id, None)

    await play.both(serve, expect)
