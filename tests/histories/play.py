"""One history while it is played: the server and the reference do the same, step by step, and are held together."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random
from typing import Any, TypeVar, cast

from domain.content import Content
from domain.errors import Refused
from domain.ids import UserId
from domain.payment import ProcessorDown, Processors
from graph.database import Graph, Transaction
from payments.manual import Manual
from tests.histories.bank import Bank
from tests.histories.killed import Killed, MortalGraph, cut
from tests.histories.reference import Reference
from tests.histories.reference_order import No, Order
from tests.histories.sold import CURRENCY, MEMBERS, START

T = TypeVar("T")


class Crash(StrEnum):
    """What happens to who does a step: nothing, or they are killed before it is committed, or before they learn of it.

    Who was killed before the commit has done nothing. Who never learned of it does it again.
    """

    NONE = "NONE"
    CUT = "CUT"
    LOST = "LOST"


@dataclass(frozen=True)
class Step:
    """One thing that happens, so long after the one before; `seed` decides to whom and how much."""

    kind: str
    seed: int
    minutes: int
    crash: Crash = Crash.NONE


@dataclass
class Play:
    """The state of a history: the reference, the processor, and the clock."""

    graph: Graph
    model: Reference = field(default_factory=Reference)
    bank: Bank = field(default_factory=lambda: Bank(CURRENCY, START))
    now: datetime = START
    random: Random = field(default_factory=Random)
    crash: Crash = Crash.NONE
    numbers: int = 0
    heard: set[str] = field(default_factory=set)
    """Events from which everything has followed."""
    kept: dict[str, tuple[datetime, Any]] = field(default_factory=dict)
    """Events that are to be dealt with, and when they came."""
    contents: Mapping[str, Content] = field(default_factory=dict)
    """What is sold, as it never changes."""
    codes: dict[str, str] = field(default_factory=dict)
    """Digests of the codes of gifts, by their orders."""
    done: bool = False
    """Whether the step did something, or was refused."""
    refused: int = 0
    """How often both refused something."""

    @property
    def processors(self) -> Processors:
        return Processors([self.bank, Manual()])

    def begin(self, step: Step) -> None:
        """Let the time of a step come, and draw anew."""
        self.now += timedelta(minutes=step.minutes, microseconds=1)
        self.bank.now, self.random, self.crash, self.done = self.now, Random(step.seed), step.crash, False

    def id(self, prefix: str) -> str:
        """A new id, the same whenever the history is played."""
        self.numbers += 1
        return f"{prefix}_{self.numbers:06}"

    def member(self) -> UserId:
        return self.random.choice(MEMBERS)

    def some(self, of: Sequence[T]) -> T | None:
        """One of what there is; None of nothing."""
        return self.random.choice(of) if of else None

    def orders(self, *states: str, of_bank: bool = False) -> list[Order]:
        """Orders in some states."""
        found = [one for one in self.model.orders.values() if one.state in states]
        return [one for one in found if not of_bank or one.processor != "manual"]

    async def both(
        self,
        serve: Callable[[Transaction], Awaitable[T]],
        expect: Callable[[], object],
        *,
        again: bool = True,
    ) -> T | None:
        """Have the server and the reference do the same in one transaction: both refuse it, or neither does.

        Raises:
            AssertionError: only one did.
        """
        if self.crash is Crash.CUT:
            with suppress(Refused):
                await cut(self.graph, serve)
            self.done = True
            return None
        wanted = self.expected(expect)
        answer, refused = await self._served(serve)
        assert refused is None or not wanted, f"it is refused: {refused}"
        assert refused is not None or wanted, "it should be refused"
        self.done = True
        self.refused += not wanted
        if self.crash is Crash.LOST and again and wanted:
            answer, refused = await self._served(serve)
            assert refused is None, f"told again it is refused: {refused}"
        return answer

    def expected(self, expect: Callable[[], object]) -> bool:
        """Have the reference do something; False when it refuses, and then nothing has changed."""
        before = deepcopy(self.model)
        try:
            expect()
        except No:
            self.model = before
            return False
        return True

    async def _served(self, serve: Callable[[Transaction], Awaitable[T]]) -> tuple[T | None, Refused | None]:
        try:
            return await self.graph.write(serve), None
        except Refused as refused:
            return None, refused

    async def alive(self, work: Callable[[Graph], Awaitable[T]]) -> T | None:
        """Do what takes several transactions; who is killed in the middle begins anew. None of no answer."""
        with suppress(ProcessorDown):
            if self.crash is not Crash.NONE:
                with suppress(Killed):
                    mortal = MortalGraph(self.graph, self.random.randint(1, 4), self.crash is Crash.LOST)
                    await work(cast(Graph, mortal))
            return await work(self.graph)
        return None
