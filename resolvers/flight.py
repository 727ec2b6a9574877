"""Flights: made, changed and handed in by who manages their sponsor, and reviewed by operators."""

from collections.abc import Mapping
from typing import Any

from domain.access import Scope
from domain.campaign import Campaign, check_name
from domain.errors import Conflict, NotFound
from domain.flight import DECIDED, Flight, FlightState
from domain.ids import IdPrefix, new_id, require_id
from domain.money import Money
from domain.sponsor import Sponsor, check_own_currency, check_reason
from domain.targeting import Targeting
from domain.time_zone import check_zone
from graph import flight as graph
from graph import flight_account
from resolvers import audit, campaign, sponsor, targeting
from resolvers.context import Context

MONEY = {"price": "price", "budget": "budget", "daily_cap": "dailyCap"}
"""What of a flight is an amount, and its name in the API."""


async def by_id(ctx: Context, id: str) -> Flight | None:
    """The flight of that id; None for who may not see its sponsor."""
    found = await ctx.loaders.load(graph.by_ids, id)
    return found if found is not None and ctx.viewer.sees_sponsor(found.sponsor_id) else None


async def of_campaign(ctx: Context, of: Campaign) -> list[Flight]:
    """The flights of a campaign, the oldest first."""
    return await ctx.loaders.load(graph.of_campaigns, of.id) or []


async def create(ctx: Context, campaign_id: str, given: Mapping[str, Any]) -> Flight:
    """A new flight, a draft.

    Raises:
        NotFound: there is no such campaign that the viewer could manage.
        InvalidInput: nobody could deliver it.
    """
    of = await campaign.managed(ctx, campaign_id, ("input", "campaignId"))
    owner = await _owner(ctx, of.sponsor_id)
    id = new_id(IdPrefix.FLIGHT)
    first = {"state": FlightState.DRAFT, "currency": owner.currency, **Targeting().model_dump()}
    properties = first | await _checked(ctx, owner, given)
    params = graph.CreateParams(id=id, campaign_id=of.id, properties=properties)
    return _known(await ctx.graph.write(graph.create, params, ctx.now, audit.entry(ctx, "flight.created", id)))


async def edit(ctx: Context, id: str, given: Mapping[str, Any]) -> Flight:
    """Change what is given of a draft or of a rejected flight."""
    flight = await managed(ctx, id, ("input", "id"))
    properties = await _checked(ctx, await _owner(ctx, flight.sponsor_id), given)
    entry = audit.entry(ctx, "flight.edited", id)
    return _known(await ctx.graph.write(graph.edit, id, properties, ctx.now, entry))


async def take_to(ctx: Context, id: str, state: FlightState, reason: str | None) -> Flight:
    """Take a flight to another state; operators decide what becomes of a review.

    Raises:
        Conflict: it can't go there from where it is, or its sponsor may not advertise.
        PaymentRequired: it would go live, and its sponsor's money doesn't cover the budget.
    """
    flight = await managed(ctx, id, ("input", "id"))
    decides = ctx.viewer.sponsor_id is None
    if state is FlightState.REJECTED or reason:
        reason = check_reason(reason or "")
    entry = audit.entry(ctx, "flight.reviewed" if state in DECIDED else "flight.state_changed", id)
    taken = _known(await ctx.graph.write(graph.take_to, id, flight.sponsor_id, state, reason, decides, entry))
    ctx.ads.catalogue.forget()
    return taken


async def change_budget(ctx: Context, id: str, budget: Money, daily_cap: Money | None) -> Flight:
    """Give a flight that was approved another budget, and another daily cap if one is given.

    Raises:
        Conflict: it has spent more already, isn't delivered any more, or this is another currency.
        PaymentRequired: the sponsor's money doesn't cover it.
    """
    flight = await managed(ctx, id, ("input", "id"))
    for name, money in (("budget", budget), ("dailyCap", daily_cap)):
        if money is not None and money.currency != flight.currency:
            raise Conflict(f"The account of its sponsor is in {flight.currency}.", ("input", name, "currency"))
    cap = daily_cap.amount_minor if daily_cap else None
    entry = audit.entry(ctx, "flight.budget_changed", id)
    changed = _known(await ctx.graph.write(graph.change_budget, id, budget.amount_minor, cap, entry))
    ctx.ads.catalogue.forget()
    return changed


async def spent(ctx: Context, of: Flight) -> Money:
    """What of its budget a flight has spent, in whole minor units."""
    account = await ctx.loaders.load(flight_account.by_ids, of.id)
    return Money(amount_minor=account.spent_minor if account else 0, currency=of.currency)


async def managed(ctx: Context, id: str, path: tuple[str, ...]) -> Flight:
    """The flight of that id, for who manages its sponsor.

    Raises:
        NotFound: there is none that the viewer could manage.
    """
    ctx.viewer.require(Scope.SPONSOR_MANAGE)
    found = await by_id(ctx, require_id(id, IdPrefix.FLIGHT, path[-1]))
    if found is None:
        raise NotFound("There is no flight of this id.", path)
    return found


async def _owner(ctx: Context, sponsor_id: str) -> Sponsor:
    found = await sponsor.by_id(ctx, sponsor_id)
    if found is None:
        raise NotFound("The sponsor is gone.")
    return found


async def _checked(ctx: Context, owner: Sponsor, given: Mapping[str, Any]) -> dict[str, Any]:
    """What is given of a flight, as it is kept; ranges are checked on the flight as a whole."""
    properties: dict[str, Any] = {}
    for name, value in given.items():
        if isinstance(value, Money):
            check_own_currency(owner, value.currency, ("input", MONEY[name], "currency"))
            properties[f"{name}_minor"] = value.amount_minor
        elif isinstance(value, Targeting):
            properties |= (await targeting.resolved(ctx, value)).model_dump()
        elif value is not None:
            properties[name] = value
    if "name" in properties:
        properties["name"] = check_name(properties["name"])
    if "time_zone" in properties:
        check_zone(properties["time_zone"])
    return properties


def _known(flight: Flight | None) -> Flight:
    if flight is None:
        raise NotFound("There is no flight of this id.", ("input", "id"))
    return flight
