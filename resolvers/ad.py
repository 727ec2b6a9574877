"""Ads: made by who manages their sponsor, while the flight is being written."""

from domain.ad import Ad, check_body, check_headline, check_landing
from domain.flight import Flight
from domain.ids import IdPrefix, new_id
from graph import ad as graph
from graph import flight as flights
from resolvers import audit, flight
from resolvers.context import Context


async def by_id(ctx: Context, id: str) -> Ad | None:
    """The ad of that id; None for who may not see its sponsor."""
    found = await ctx.loaders.load(graph.by_ids, id)
    return found if found is not None and await flight.by_id(ctx, found.flight_id) is not None else None


async def of_flight(ctx: Context, of: Flight) -> list[Ad]:
    """The ads of a flight, the oldest first."""
    return await ctx.loaders.load(graph.of_flights, of.id) or []


async def create(ctx: Context, flight_id: str, headline: str, body: str, landing_url: str) -> Ad:
    """A new ad of a draft or of a rejected flight: what was reviewed stays as it was.

    Raises:
        NotFound: there is no such flight that the viewer could manage.
        Conflict: it was handed in.
        LimitReached: it has as many ads as it can have.
    """
    of = await flight.managed(ctx, flight_id, ("input", "flightId"))
    params = graph.CreateParams(
        id=new_id(IdPrefix.AD),
        flight_id=of.id,
        headline=check_headline(headline),
        body=check_body(body),
        landing_url=check_landing(landing_url),
        at=ctx.now,
    )
    return await ctx.graph.write(flights.add_ad, params, audit.entry(ctx, "ad.created", params.id))
