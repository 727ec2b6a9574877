"""Steps of what is told: webhooks in any order, repeated, late, or lost."""

from domain.ids import IdPrefix, stable_id
from domain.payment import Outcome, Standing, Told, ToldKind
from jobs import payment_told
from tests.histories.bank_world import NAME
from tests.histories.play import Play
from tests.histories.reference_order import FAILED


async def deliver(play: Play) -> None:
    """One of the events that wait is delivered, whichever comes first."""
    if told := play.some(play.bank.waiting):
        play.bank.waiting.remove(told)
        play.bank.delivered.append(told)
        await _take(play, told)


async def repeat(play: Play) -> None:
    """An event comes again."""
    if told := play.some(play.bank.delivered):
        await _take(play, told)


async def lose(play: Play) -> None:
    """An event can't be delivered."""
    if told := play.some(play.bank.waiting):
        play.bank.waiting.remove(told)
        play.bank.undelivered.append(told)
        play.done = True


async def _take(play: Play, told: Told) -> None:
    play.done = True
    await play.alive(lambda graph: payment_told.take(graph, play.processors, told, play.now))
    play.kept.setdefault(told.id, (play.now, told))
    hear(play, told)


def hear(play: Play, told: Told) -> None:
    """Let the reference know what follows from an event, once, as soon as the processor says how things stand."""
    intent = play.bank.intents[told.payment_reference or ""]
    about_payment = told.kind in (ToldKind.PAID, ToldKind.PROCESSING, ToldKind.PAYMENT_FAILED)
    unknown = intent.reference not in play.model.payments
    if told.id in play.heard or (play.bank.down and (about_payment or unknown)):
        return
    play.heard.add(told.id)
    play.kept.pop(told.id, None)
    if about_payment or unknown:
        _stands(play, told)
    match told.kind:
        case ToldKind.REFUNDED:
            back = play.model.refunds.get(told.key or "")
            if told.key is None:
                id = stable_id(IdPrefix.REFUND, told.at, f"{NAME}:{told.reference}")
                play.model.back_there(id, intent.reference, told.amount_minor or 0, told.at)
            elif back is not None:
                play.model.back(back, told.outcome is Outcome.SUCCEEDED, told.at)
        case ToldKind.DISPUTED | ToldKind.DISPUTE_CLOSED:
            amount = told.amount_minor or 0
            opened = play.model.dispute(told.reference or "", intent.reference, amount, told.fee_minor)
            if opened is not None and told.kind is ToldKind.DISPUTE_CLOSED:
                play.model.close_dispute(opened, bool(told.won), told.at)


def _stands(play: Play, told: Told) -> None:
    intent = play.bank.intents[told.payment_reference or ""]
    order = play.model.orders[intent.order_id]
    if intent.standing is Standing.PAID:
        at = min(intent.at, play.now)
        play.model.settle(order, intent.reference, intent.amount, intent.fee, at, intent.means)
    elif told.kind in (ToldKind.PAID, ToldKind.PROCESSING, ToldKind.PAYMENT_FAILED):
        if intent.standing is Standing.PROCESSING:
            play.model.wait(order, play.now)
        elif told.kind is ToldKind.PAYMENT_FAILED:
            play.model.give_up(order, FAILED, told.at)


async def weather(play: Play) -> None:
    """The processor goes down, comes back, or loses its answers."""
    bank, draw = play.bank, play.random
    bank.down, bank.dies_after = draw.random() < 0.25, draw.random() < 0.25
    play.done = True
