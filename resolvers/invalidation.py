"""What was delivered and found invalid later: operators take it out of the count, and its charges are credited."""

from datetime import datetime

from domain.ids import IdPrefix, require_id
from domain.invalidation import check_span
from domain.sponsor import check_reason
from graph import invalidation as graph
from graph.invalidation import Invalidated
from resolvers import audit, flight, sponsor
from resolvers.context import Context


async def invalidate(
    ctx: Context, flight_id: str, since: datetime, until: datetime, same_client_as: str | None, reason: str
) -> Invalidated:
    """Invalidate what a flight delivered in a span of time, up to 500 decisions at once.

    Raises:
        NotFound: there is no such flight, or no such decision of it.
    """
    sponsor.require_deciding(ctx)
    of = await flight.managed(ctx, flight_id, ("input", "flightId"))
    check_span(since, until)
    if same_client_as is not None:
        require_id(same_client_as, IdPrefix.DECISION, "sameClientAs")
    told = {"reason": check_reason(reason), "since": since.isoformat(), "until": until.isoformat()}
    entry = audit.entry(ctx, "delivery.invalidated", of.id, after=told)
    return await ctx.graph.write(graph.invalidate, of.id, (since, until), same_client_as, entry)
