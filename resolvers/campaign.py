"""Campaigns: seen and made by who manages their sponsor."""

from collections.abc import Sequence

from domain.access import Scope
from domain.campaign import Campaign, CampaignKind, check_name
from domain.errors import NotFound
from domain.ids import IdPrefix, new_id, require_id
from domain.page import Connection, Edge, Page, Slice, connect
from domain.sponsor import Sponsor
from graph import campaign as graph
from resolvers import audit, sponsor
from resolvers.context import Context


async def by_id(ctx: Context, id: str) -> Campaign | None:
    """The campaign of that id; None for who may not see its sponsor."""
    found = await ctx.loaders.load(graph.by_ids, id)
    return found if found is not None and ctx.viewer.sees_sponsor(found.sponsor_id) else None


async def of_sponsor(ctx: Context, owner: Sponsor, page: Page) -> Connection[Edge[Campaign]]:
    """A sponsor's campaigns, the newest first."""
    cursors = ctx.cursor_key.listing("campaigns", sponsor=owner.id)
    position = cursors.after(page)
    start = {"before_id": position.keys[0]} if position else {}
    params = graph.OfSponsorParams.model_validate({"sponsor_id": owner.id, "limit": page.first + 1, **start})
    found = Slice.cut(await ctx.graph.read(graph.OF_SPONSOR.all, params), page.first)
    return connect(found, page, lambda row: cursors.encode((row.id,)))


async def create(ctx: Context, sponsor_id: str, name: str, kind: CampaignKind) -> Campaign:
    """A new campaign. Only operators make one that isn't paid.

    Raises:
        NotFound: there is no such sponsor that the viewer could manage.
    """
    ctx.viewer.require(Scope.SPONSOR_MANAGE)
    if kind is not CampaignKind.PAID:
        sponsor.require_deciding(ctx)
    if await sponsor.by_id(ctx, require_id(sponsor_id, IdPrefix.SPONSOR, "sponsorId")) is None:
        raise NotFound("There is no sponsor of this id.", ("input", "sponsorId"))
    id = new_id(IdPrefix.CAMPAIGN)
    params = graph.CreateParams(id=id, sponsor_id=sponsor_id, name=check_name(name), kind=kind, at=ctx.now)
    made = await ctx.graph.write(graph.create, params, audit.entry(ctx, "campaign.created", id))
    if made is None:
        raise NotFound("There is no sponsor of this id.", ("input", "sponsorId"))
    return made


async def managed(ctx: Context, id: str, path: Sequence[str]) -> Campaign:
    """The campaign of that id, for who manages its sponsor.

    Raises:
        NotFound: there is none that the viewer could manage.
    """
    ctx.viewer.require(Scope.SPONSOR_MANAGE)
    found = await by_id(ctx, require_id(id, IdPrefix.CAMPAIGN, path[-1]))
    if found is None:
        raise NotFound("There is no campaign of this id.", path)
    return found
