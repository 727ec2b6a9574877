"""The community as a whole, once or as it grows."""

import asyncio
from collections.abc import AsyncGenerator

from domain.errors import InvalidInput
from graph import community as graph
from graph.community import Size
from resolvers.context import Context

SHORTEST, LONGEST = 1, 60


async def pulse(ctx: Context, every: int) -> AsyncGenerator[Size, None]:
    """How large the community is: at once, and then every so many seconds for as long as somebody listens who may."""
    if not SHORTEST <= every <= LONGEST:
        raise InvalidInput(f"`every` must be between {SHORTEST} and {LONGEST} seconds.", ("every",))
    while True:
        await ctx.renew()
        yield await ctx.graph.read(graph.size)
        await asyncio.sleep(every)
