"""Steps of subscriptions: begun, changed, cancelled and resumed by their members, whose cards work or don't."""

from datetime import timedelta

from domain.subscription import Subscription as Held
from domain.tier_change import ChangeTime
from graph import catalogue, subscribing, tier_change
from graph.database import Transaction
from tests.histories.bank_records import Card
from tests.histories.bank_world import NAME
from tests.histories.play import Play
from tests.histories.reference_subscription import Subscription, begin
from tests.histories.sold import CODES, MEMBERS, TIERS

DAY = timedelta(days=1)


async def subscribe(play: Play) -> None:
    """A member subscribes to a tier, on trial or not, and pays a checkout for that later."""
    draw, user = play.random, play.member()
    thing, trial = draw.choice(TIERS), draw.random() < 0.6
    code = draw.choice([*CODES, None, None, None, None])
    id, order_id = play.id("sub"), play.id("ord")
    offer = (await play.graph.read(catalogue.offers, [thing.price_id]))[thing.price_id]
    wanted = subscribing.Wanted(
        id=id,
        user_id=user,
        offer=offer,
        trial=DAY * offer.trial_days if trial else timedelta(),
        coupon_code=code,
        processor=NAME,
        order_id=order_id,
        at=play.now,
        order_expires_at=play.now + DAY,
    )

    async def serve(tx: Transaction) -> Held:
        return await subscribing.start(tx, wanted)

    await play.both(serve, lambda: begin(play.model, id, user, thing, trial, code, order_id, play.now), again=False)


async def change(play: Play) -> None:
    """A member changes what they pay, now, later, or as it is done by default."""
    if (held := _one(play)) is None:
        return
    draw, id, order_id = play.random, held.id, play.id("ord")
    new, now = draw.choice(TIERS), draw.choice([None, True, False])
    when = None if now is None else ChangeTime.NOW if now else ChangeTime.PERIOD_END
    wanted = tier_change.Change(id, new.price_id, when, order_id, play.now, play.now + DAY)

    async def serve(tx: Transaction) -> Held:
        return await tier_change.change(tx, wanted)

    await play.both(serve, lambda: _changes(play, id).change(play.model, new, now, play.now, order_id), again=False)


async def cancel(play: Play) -> None:
    """A member cancels, to the end of the period or at once."""
    if (held := _one(play)) is None:
        return
    id, at_end = held.id, play.random.random() < 0.7

    async def serve(tx: Transaction) -> Held:
        return await subscribing.cancel(tx, id, at_end, play.now)

    await play.both(serve, lambda: _changes(play, id).cancel(play.model, at_end, play.now), again=False)


async def resume(play: Play) -> None:
    """A member goes on after all."""
    if (held := _one(play)) is None:
        return
    id = held.id

    async def serve(tx: Transaction) -> Held:
        return await subscribing.resume(tx, id, play.now)

    await play.both(serve, lambda: _changes(play, id).resume(play.now), again=False)


async def another_card(play: Play) -> None:
    """A card stops working, works again, or takes its time."""
    play.bank.cards[play.random.choice(MEMBERS)] = play.random.choice([*Card, Card.GOOD])
    play.done = True


def _one(play: Play) -> Subscription | None:
    live = [one for one in play.model.subscriptions.values() if one.live]
    return play.some(live or [*play.model.subscriptions.values()])


def _changes(play: Play, id: str) -> Subscription:
    return play.model.subscriptions[id]
