"""Carrying out a call under a key once: the key, the change and the answer commit together, or none of them does."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from domain.idempotency import Call, check_same
from graph import idempotency as graph
from graph.database import Transaction
from graph.joined import Joined
from resolvers.context import Context
from resolvers.loaders import Loaders
from resolvers.replays import patience

Work = Callable[[Context], Awaitable[bytes]]


async def once(ctx: Context, call: Call, work: Work) -> bytes:
    """The answer of `work`, or the one it gave when the call was sent first.

    `work` gets a context whose graph is the transaction in which the key is taken. What it raises undoes everything:
    a refusal isn't kept, and the call may be sent again, mended or not, under the same key.

    Raises:
        Conflict: the key was used for another input, or the same call has been on its way for too long.
    """
    async with ctx.replays.turn(call) as turn:
        if turn.answer is None:
            turn.answer = await ctx.graph.write(_carry_out, ctx, call, work)
            turn.fingerprint = call.fingerprint
            ctx.live.nudge()  # what was told inside the transaction is there only now
        check_same(call, turn.fingerprint)
        return turn.answer


async def _carry_out(tx: Transaction, ctx: Context, call: Call, work: Work) -> bytes:
    async with patience():
        claimed = await graph.claim(tx, call, ctx.now)
    check_same(call, claimed.fingerprint)
    if claimed.answer is not None:
        return ctx.replays.answers.open(claimed.answer)
    inside = Joined(ctx.graph, tx)
    answer = await work(replace(ctx, graph=inside, loaders=Loaders(inside)))
    await graph.keep(tx, call, ctx.replays.answers.seal(answer))
    return answer
