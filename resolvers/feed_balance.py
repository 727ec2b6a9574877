"""How much of a feed may be paid for and locked to its reader: seen by everybody, set by operators."""

from domain.access import Scope
from domain.feed_balance import USUAL, FeedBalance
from graph import feed_balance as graph
from resolvers import audit
from resolvers.context import Context

SUBJECT = "feed_balance"
"""What the audit log names where there is one thing and no id."""


async def current(ctx: Context) -> FeedBalance:
    """The balance that holds, read once for all that one answer says of it."""
    return await ctx.loaders.load(graph.named, "all") or USUAL


async def put(ctx: Context, balance: FeedBalance) -> FeedBalance:
    """Let a balance hold from now on.

    Raises:
        NotAllowed: the viewer doesn't manage what is sold.
        InvalidInput: it is no percentage.
    """
    ctx.viewer.require(Scope.CATALOGUE_MANAGE)
    balance.check()
    return await ctx.graph.write(graph.put, balance, audit.entry(ctx, "feed_balance.set", SUBJECT))
