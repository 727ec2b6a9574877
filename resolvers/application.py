"""Applications to sponsor: made and followed by members, read by who decides on sponsors."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.access import Scope
from domain.application import MAX_WAITING, Application, check_text
from domain.errors import LimitReached
from domain.ids import IdPrefix, new_id
from domain.money import check_currency
from domain.page import Connection, Edge, Page, Slice, connect
from domain.sponsor import Sponsor, SponsorState, SponsorTier
from graph import application as graph
from resolvers import sponsor_rules
from resolvers.context import Context
from resolvers.sponsor import checked


async def of_viewer(ctx: Context, page: Page) -> Connection[Edge[Application]]:
    """The viewer's applications, the latest first; nothing for who isn't a member."""
    if ctx.viewer.user_id is None:
        return connect(Slice(()), page, lambda row: row.sponsor_id)
    cursors = ctx.cursor_key.listing("sponsor applications", user=ctx.viewer.user_id)
    position = cursors.after(page)
    start = {"before_id": position.keys[0]} if position else {}
    params = graph.OfUserParams.model_validate({"user_id": ctx.viewer.user_id, "limit": page.first + 1, **start})
    found = Slice.cut(await ctx.graph.read(graph.OF_USER.all, params), page.first)
    return connect(found, page, lambda row: cursors.encode((row.sponsor_id,)))


async def of(ctx: Context, of: Sponsor) -> Application | None:
    """The application by which the sponsor came; None when operators entered it, or who applied was erased."""
    return await ctx.loaders.load(graph.of_sponsors, of.id)


async def apply(
    ctx: Context, currency: str, text: str, given: Mapping[str, Any], offer: Mapping[str, Sequence[Any]]
) -> Application:
    """Apply for a sponsor, who waits for an operator's decision; what they offer lets operators see if it fits.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        InvalidInput: no sponsor can be like this.
        NotFound: what is offered names a tag or area that isn't there.
        LimitReached: as many of theirs wait as may.
    """
    ctx.viewer.require(Scope.EVENTS_OWN)
    user_id = ctx.viewer.require_user()
    first = {"currency": check_currency(currency, ("input", "currency")), "state": SponsorState.APPLIED}
    params = graph.CreateParams(
        id=new_id(IdPrefix.SPONSOR),
        user_id=user_id,
        text=check_text(text),
        properties={"tier": SponsorTier.COMMUNITY} | first | checked(given) | await sponsor_rules.offer(ctx, **offer),
        at=ctx.now,
    )
    made = await ctx.graph.write(graph.CREATE.one_or_none, params)
    if made is None:
        raise LimitReached(f"{MAX_WAITING} of your applications wait for a decision: apply again once one is decided.")
    return made
