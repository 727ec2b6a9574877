"""Steps of buying: orders, gifts, seats, checkouts, and payments in all their ways."""

from contextlib import suppress
from datetime import timedelta
from functools import partial

from domain.checkout import purchase
from domain.cohort import CohortId
from domain.errors import Refused
from domain.gift import digest_of
from domain.ids import UserId
from domain.money import Money
from domain.new_order import CHECKOUT_HOLDS, TRANSFER_HOLDS, Gift, Item, NewOrder
from domain.payment import BY_HAND, Paid, ProcessorDown, Standing
from graph import checkout, cohort, gift, order, settlement
from graph.database import Transaction
from tests.histories.bank_world import NAME
from tests.histories.play import Crash, Play
from tests.histories.reference_order import FAILED, PAYABLE, PENDING, Order
from tests.histories.sold import CODES, COHORT, COURSE, CURRENCY, MEMBERS, SINGLE, TIERS, Thing

SHORTEST = timedelta(minutes=40)
DAY = timedelta(days=1)
Wanted = list[tuple[Thing, int, bool]]


async def buy(play: Play) -> None:
    """A member orders some things, for themselves or somebody else, with a coupon or without."""
    draw, user = play.random, play.member()
    items = _items(play, given := draw.random() < 0.25)
    code = draw.choice([*CODES, None, None, None])
    by_code = given and draw.random() < 0.5
    to = None if by_code or not given else draw.choice([one for one in MEMBERS if one != user])
    tax = draw.choice([0, 0, 0, 1, 77, 190])
    processor = draw.choice([NAME, NAME, NAME, BY_HAND])
    id, digest = play.id("ord"), digest_of(play.id("GIFT")) if by_code else None
    expires_at = play.now + (TRANSFER_HOLDS if processor == BY_HAND else CHECKOUT_HOLDS)
    new = NewOrder(
        id=id,
        user_id=user,
        items=[Item(thing.price_id, n, COHORT if seat else None) for thing, n, seat in items],
        at=play.now,
        processor=processor,
        expires_at=expires_at,
        coupon_code=code,
        gift=Gift(to=to, code_digest=digest) if given else None,
        tax=Money(amount_minor=tax, currency=CURRENCY) if tax else None,
    )

    def expect() -> None:
        lines = play.model.lines(user, items, code, given, tax, id)
        holder = (to if given else user) or None
        play.model.place(Order(id, user, lines, play.now, expires_at, processor, code, given, holder), play.now)
        if digest:
            play.codes[id] = digest

    await play.both(partial(_place, new=new), expect)


async def _place(tx: Transaction, new: NewOrder) -> object:
    return await settlement.place(tx, new)


def _items(play: Play, given: bool) -> Wanted:
    draw = play.random
    chosen = draw.sample(SINGLE, draw.choice([1, 1, 1, 2, 3]))
    if given and draw.random() < 0.6:
        chosen = [*chosen[:1], *draw.sample(TIERS, draw.choice([1, 1, 2]))]
    many = [draw.randint(1, 3) if thing in TIERS else draw.choice([1] * 15 + [2]) for thing in chosen]
    return [
        (thing, n, thing is COURSE and not given and draw.random() < 0.7) for thing, n in zip(chosen, many, strict=True)
    ]


async def open_checkout(play: Play) -> None:
    """A buyer goes to the processor's page; who begins that may be killed before the page is there, or noted."""
    if (bought := play.some(play.orders(*PAYABLE, of_bank=True))) is None:
        return
    end = min(bought.expires or play.now + DAY, play.now + DAY)
    late = bought.expires is not None and bought.expires <= play.now
    try:
        made, begun = await play.graph.write(checkout.begin, bought.id, NAME, play.now)
    except Refused:
        assert late or end - play.now < SHORTEST, "it can be paid"
        return
    assert not late and end - play.now >= SHORTEST, "it can't be paid any more"
    play.done = True
    if begun.is_payable(play.now) or play.crash is Crash.CUT:
        return
    with suppress(ProcessorDown):
        opened = await play.bank.checkout(purchase(made, begun))
        if play.crash is not Crash.LOST:
            await play.graph.write(checkout.opened, begun, opened)


async def pay(play: Play) -> None:
    """A buyer pays at a page, now or by what takes its time; Stoa isn't told yet."""
    if not play.bank.open_sessions():
        await open_checkout(play)
    if session := play.some(play.bank.open_sessions()):
        play.bank.pay(session, slowly=play.random.random() < 0.2)
        play.done = True


async def arrive(play: Play) -> None:
    """What was paid slowly arrives, or doesn't."""
    under_way = [one for one in play.bank.intents.values() if one.standing is Standing.PROCESSING]
    if intent := play.some(under_way):
        play.bank.arrive(intent, play.random.random() < 0.7)
        play.done = True


async def confirm(play: Play) -> None:
    """An operator says that an order was paid by hand."""
    by_hand = [one for one in play.model.orders.values() if one.processor == BY_HAND]
    if (bought := play.some(by_hand or play.orders(PENDING, FAILED))) is None:
        return
    reference, total = play.id("transfer"), bought.total
    paid = Paid(processor=BY_HAND, reference=reference, amount_minor=total, currency=CURRENCY, at=play.now)

    async def serve(tx: Transaction) -> object:
        return await settlement.confirm(tx, bought.id, paid)

    await play.both(serve, lambda: play.model.confirm(play.model.orders[bought.id], reference, play.now))


async def give_up(play: Play) -> None:
    """A buyer cancels an order."""
    if (bought := play.some([*play.model.orders.values()])) is None:
        return

    async def serve(tx: Transaction) -> object:
        return await order.cancel(tx, bought.id, "By its buyer.", play.now)

    await play.both(serve, lambda: play.model.cancel(play.model.orders[bought.id], play.now))


async def redeem(play: Play) -> None:
    """Somebody uses the code of a gift."""
    if (id := play.some([*play.codes])) is None:
        return
    user = play.member()

    async def serve(tx: Transaction) -> object:
        return await gift.redeem(tx, play.codes[id], UserId(user), play.now)

    await play.both(serve, lambda: play.model.redeem(play.model.orders[id], user, play.now))


async def wait_for_seat(play: Play) -> None:
    """A member joins the waiting list of the course."""
    user = play.member()

    async def serve(tx: Transaction) -> None:
        await cohort.wait(tx, CohortId(COHORT), user, play.now)

    await play.both(serve, lambda: play.model.cohort.wait(user, play.now))
