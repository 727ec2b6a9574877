"""Guessing is slow: what is refused at the door draws on an allowance of the address it came from."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from domain.errors import Unauthenticated
from domain.rate import REFUSED, network
from resolvers.meter import Meter, too_fast


class Refusals:
    """One for a process; all workers share the allowances."""

    def __init__(self, meter: Meter) -> None:
        self._meter = meter

    @asynccontextmanager
    async def counted(self, address: str | None, *, guess: bool) -> AsyncIterator[None]:
        """Draw a point if the block ends in a refusal. The point is held meanwhile, so that guesses sent at once don't
        all pass on the last one.

        A `guess`, which would have to be looked for, isn't tried at all when no point is left. What needs no looking
        for is always tried: whoever is known stays let in, whatever their neighbours at that address do.

        Raises:
            TooFast: too much was refused; where the block was tried, it was refused too.
        """
        lease = self._meter.lease(f"{REFUSED}:{network(address)}")
        if lease is None:
            yield
            return
        if guess and lease.held() < 1:
            raise too_fast(lease, 1 - lease.points)
        lease.points -= 1
        drawn = False
        try:
            yield
        except Unauthenticated:
            await self._meter.take(lease, 0)
            drawn = True
            raise
        finally:
            if not drawn:
                lease.points += 1
