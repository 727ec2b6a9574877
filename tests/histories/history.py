"""Random histories of money: made from a seed, played on the real server, held against the reference at every step.

A history is a list of steps that each know by a seed of their own what they do, so that any of them can be left out and
the rest still means something. One that fails is made shorter that way, and told with the seed it came from. They are
played one after the other: jobs look at the whole community, and the clock is the history's own.
"""

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from domain.payment import Outcome
from graph.database import Graph
from tests.conftest import empty
from tests.histories import belonging, buying, giving_back, hearing, nights
from tests.histories.compare import compare, compare_money
from tests.histories.play import Crash, Play, Step
from tests.histories.sold import open_shop

STEPS = 25
DAY = 24 * 60
Act = Callable[[Play], Awaitable[None]]
KINDS: Mapping[str, tuple[Act, int]] = {
    "buy": (buying.buy, 12),
    "open checkout": (buying.open_checkout, 4),
    "pay": (buying.pay, 30),
    "arrive": (buying.arrive, 8),
    "confirm": (buying.confirm, 4),
    "cancel order": (buying.give_up, 3),
    "redeem gift": (buying.redeem, 8),
    "wait for a seat": (buying.wait_for_seat, 2),
    "refund": (giving_back.give_back, 20),
    "refund arrives": (giving_back.arrive_back, 10),
    "refund at their pages": (giving_back.give_back_there, 6),
    "dispute": (giving_back.dispute, 12),
    "dispute decided": (giving_back.decide, 16),
    "operator gives": (giving_back.operator_gives, 1),
    "operator ends": (giving_back.operator_ends, 3),
    "subscribe": (belonging.subscribe, 6),
    "change tier": (belonging.change, 5),
    "cancel subscription": (belonging.cancel, 3),
    "resume": (belonging.resume, 3),
    "another card": (belonging.another_card, 1),
    "webhook": (hearing.deliver, 30),
    "webhook again": (hearing.repeat, 5),
    "webhook lost": (hearing.lose, 3),
    "processor down or up": (hearing.weather, 2),
    "expire orders": (nights.expire, 3),
    "offer seats": (nights.offer, 1),
    "renew subscriptions": (nights.renew, 7),
    "reconcile payments": (nights.reconcile, 4),
}
"""What may happen, and how often beside the others."""
OUTSIDE = {"pay", "arrive", "refund arrives", "refund at their pages", "dispute", "dispute decided"} | {
    "another card", "webhook lost", "processor down or up"
}  # fmt: skip
"""What changes nothing of the community's before it hears of it."""
WAITS = {0: 20, 1: 15, 7: 15, 90: 8, 8 * 60: 6, DAY: 6, 3 * DAY: 4, 8 * DAY: 4, 31 * DAY: 5}
"""Minutes from one step to the next, and how often."""
OTHERS = 5
"""So many others are tried in the place of a step for which there is nothing yet."""
KILLED, REFUSED, NOTHING = "killed in the middle", "refused by both", "nothing to do"
CRASHES = {Crash.NONE: 6, Crash.LOST: 2, Crash.CUT: 1}


@dataclass
class Failure(AssertionError):
    """A history in which the server and the reference came apart, with no step in it that it doesn't take."""

    seed: int
    steps: Sequence[Step]
    reason: str

    def __str__(self) -> str:
        told = "\n".join(f"  {step!r}," for step in self.steps)
        return f"seed {self.seed}, {len(self.steps)} steps:\n[\n{told}\n]\n{self.reason}"


def drawn(seed: int, steps: int = STEPS) -> list[Step]:
    """A history."""
    draw = Random(seed)
    kinds = _kinds(draw, steps)
    waits = draw.choices([*WAITS], [*WAITS.values()], k=steps)
    crashes = draw.choices([*CRASHES], [*CRASHES.values()], k=steps)
    return [Step(*of) for of in zip(kinds, _seeds(draw, steps), waits, crashes, strict=True)]


def _seeds(draw: Random, steps: int) -> list[int]:
    return [draw.getrandbits(32) for _ in range(steps)]


async def play(graph: Graph, steps: Sequence[Step], counts: Counter[str] | None = None) -> None:
    """Play a history on an empty graph, to an end at which everything has been told.

    Raises:
        AssertionError: something isn't as it is to be; it begins with the step after which that was so.
    """
    await graph.write(empty)
    await open_shop(graph)
    played = Play(graph)
    counts = Counter() if counts is None else counts
    for number, step in enumerate(steps, start=1):
        counts[await _step(played, step, f"step {number}")] += 1
        counts[KILLED] += played.done and step.crash is not Crash.NONE
    counts[REFUSED] += played.refused
    await _end(played)


async def _step(played: Play, step: Step, name: str, look: bool = True) -> str:
    """Do a step, or another where there is nothing to do it with, and `look` how things stand; which it was."""
    played.begin(step)
    kind = step.kind
    try:
        for kind in (step.kind, *_kinds(Random(step.seed), OTHERS)):
            await KINDS[kind][0](played)
            if played.done:
                if look and kind not in OUTSIDE:
                    await compare(played)
                return kind
    except AssertionError as error:
        raise AssertionError(f"{name}, {kind}, at {played.now}: {error}") from error
    return NOTHING


def _kinds(draw: Random, number: int) -> list[str]:
    return draw.choices([*KINDS], [weight for _, weight in KINDS.values()], k=number)


async def _end(played: Play) -> None:
    """Let the processor come back and tell everything, and all jobs run; then money is where the books say it is."""
    bank = played.bank
    bank.down, bank.dies_after, bank.returns = False, False, Outcome.SUCCEEDED
    for kind in ("arrive", "refund arrives"):
        for seed in range(20):
            await _quietly(played, Step(kind, seed, 0))
    while bank.waiting:
        await _quietly(played, Step("webhook", 0, 0))
    for seed, minutes in enumerate((2, 30, 3 * DAY, 3, 30 * DAY, 2)):
        for kind in ("reconcile payments", "expire orders", "renew subscriptions", "offer seats"):
            await _step(played, Step(kind, seed, minutes), f"the end, {kind}", look=kind == "offer seats")
    while bank.waiting:
        await _quietly(played, Step("webhook", 0, 0))
    await _step(played, Step("reconcile payments", 0, 2), "the end, reconcile payments")
    compare_money(played.model, bank)


async def _quietly(played: Play, step: Step) -> None:
    played.begin(step)
    await KINDS[step.kind][0](played)


async def failure(graph: Graph, seed: int, steps: Sequence[Step], most: int = 200) -> Failure | None:
    """The shortest history found that still fails; None when this one doesn't."""
    reason = await _reason(graph, steps)
    if reason is None:
        return None
    steps, size = [*steps], max(1, len(steps) // 2)
    while size and most > 0:
        start = 0
        while start < len(steps) and most > 0:
            shorter, most = [*steps[:start], *steps[start + size :]], most - 1
            if found := await _reason(graph, shorter):
                steps, reason = shorter, found
            else:
                start += size
        size //= 2
    for number, step in enumerate(steps):
        plain = [*steps[:number], replace(step, crash=Crash.NONE), *steps[number + 1 :]]
        if step.crash is not Crash.NONE and (found := await _reason(graph, plain)):
            steps, reason = plain, found
    return Failure(seed, steps, reason)


async def _reason(graph: Graph, steps: Sequence[Step]) -> str | None:
    try:
        await play(graph, steps)
    except Exception as error:  # whatever a server or a reference raises, it isn't right
        return f"{type(error).__name__}: {error}"
    return None
