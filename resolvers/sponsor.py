"""Sponsors: seen by operators and by keys that are bound to one, and managed by operators."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.access import Scope
from domain.errors import NotAllowed, NotFound
from domain.ids import IdPrefix, new_id, require_id
from domain.ledger import OUTSIDE, Entry, LedgerEntryKind, Posted, moved, prepaid
from domain.money import Money, check_amount, check_currency
from domain.outbox import EventType, outbox_event
from domain.page import Connection, Edge, Page, Slice, connect
from domain.sponsor import (
    Sponsor,
    SponsorState,
    SponsorTier,
    check_address,
    check_name,
    check_reason,
)
from domain.text import line_of_text, required_line
from graph import ledger
from graph import sponsor as graph
from resolvers import audit
from resolvers.context import Context

MAX_REFERENCE = 100
MAX_MEMO = 200


async def latest(ctx: Context, states: Sequence[SponsorState], page: Page) -> Connection[Edge[Sponsor]]:
    """Sponsors, the newest first. A key that is bound to one sees that one."""
    require_seeing(ctx)
    if ctx.viewer.sponsor_id is not None:
        own = await by_id(ctx, ctx.viewer.sponsor_id)
        rows = [own] if own is not None and own.state in states else []
        return connect(Slice(rows, False), page, lambda row: row.id)
    cursors = ctx.cursor_key.listing("sponsors", states=sorted(states))
    position = cursors.after(page)
    start = {"before_id": position.keys[0]} if position else {}
    params = graph.LatestParams.model_validate({"states": states, "limit": page.first + 1, **start})
    found = Slice.cut(await ctx.graph.read(graph.LATEST.all, params), page.first)
    return connect(found, page, lambda row: cursors.encode((row.id,)))


async def by_id(ctx: Context, id: str) -> Sponsor | None:
    """The sponsor of that id; None for who may not see it."""
    return await ctx.loaders.load(graph.by_ids, id) if ctx.viewer.sees_sponsor(id) else None


async def balance(ctx: Context, sponsor: Sponsor) -> Money:
    """What the sponsor has paid in and not yet spent."""
    held = await ctx.loaders.load(ledger.balances, sponsor.account) or []
    return held[0] if held else Money(amount_minor=0, currency=sponsor.currency)


async def statement(ctx: Context, sponsor: Sponsor, page: Page) -> Connection[Edge[Posted]]:
    """What went into and out of the sponsor's account, the latest first."""
    cursors = ctx.cursor_key.listing("statement", sponsor=sponsor.id)
    position = cursors.after(page)
    start = {"before": position.keys[0]} if position else {}
    params = ledger.StatementParams.model_validate(
        {"account": sponsor.account, "currency": sponsor.currency, "limit": page.first + 1, **start}
    )
    rows = await ctx.graph.read(ledger.STATEMENT.all, params)
    return connect(Slice.cut(rows, page.first), page, lambda row: cursors.encode((row.number,)))


async def create(ctx: Context, currency: str, given: Mapping[str, Any]) -> Sponsor:
    """A new sponsor, approved at once: it is an operator who makes it."""
    require_deciding(ctx)
    id = new_id(IdPrefix.SPONSOR)
    first = {"currency": check_currency(currency, ("input", "currency")), "state": SponsorState.APPROVED}
    properties = {"tier": SponsorTier.COMMUNITY} | first | checked(given)
    params = graph.CreateParams(id=id, properties=properties, at=ctx.now)
    return await ctx.graph.write(graph.create, params, audit.entry(ctx, "sponsor.created", id))


async def edit(ctx: Context, id: str, given: Mapping[str, Any]) -> Sponsor:
    """Change what is given of a sponsor.

    Raises:
        NotFound: there is none of that id.
    """
    require_deciding(ctx)
    params = graph.ChangeParams(id=_sponsor_id(id), properties=checked(given))
    changed = _known(await ctx.graph.write(graph.change, params, audit.entry(ctx, "sponsor.edited", id)))
    ctx.ads.catalogue.forget()
    return changed


async def decide(ctx: Context, id: str, state: SponsorState, reason: str) -> Sponsor:
    """Take a sponsor to another state; who applied for it hears of it, without hearing which operator it was."""
    require_deciding(ctx)
    entry = audit.entry(ctx, "sponsor.decided", _sponsor_id(id))
    told = outbox_event(EventType.MEMBER_CONCERNED, ctx.now, {})
    decided = _known(await ctx.graph.write(graph.decide, id, state, check_reason(reason), entry, told))
    ctx.ads.catalogue.forget()
    return decided


async def delete(ctx: Context, id: str) -> str:
    """Delete a sponsor that was entered by mistake; its id.

    Raises:
        Conflict: money of it moved, or it has campaigns.
    """
    require_deciding(ctx)
    entry = audit.entry(ctx, "sponsor.deleted", _sponsor_id(id))
    return _known(await ctx.graph.write(graph.delete, id, entry)).id


async def fund(ctx: Context, id: str, amount: Money, reference: str, memo: str | None) -> Sponsor:
    """Enter what a sponsor has paid. Under one reference money comes in once."""
    require_deciding(ctx)
    entry = _movement(ctx, LedgerEntryKind.FUNDING, id, amount, reference, memo)
    told = audit.entry(ctx, "sponsor.funded", id, after={"reference": reference, **amount.model_dump()})
    return _known(await ctx.graph.write(graph.fund, id, entry, told))


async def give_back(ctx: Context, id: str, amount: Money, reference: str, memo: str | None) -> Sponsor:
    """Enter what of a sponsor's money was returned to it. Under one reference it goes out once."""
    require_deciding(ctx)
    entry = _movement(ctx, LedgerEntryKind.FUNDING_RETURNED, id, amount, reference, memo)
    told = audit.entry(ctx, "sponsor.funds_returned", id, after={"reference": reference, **amount.model_dump()})
    return _known(await ctx.graph.write(graph.give_back, id, entry, told))


def _movement(ctx: Context, kind: LedgerEntryKind, id: str, amount: Money, reference: str, memo: str | None) -> Entry:
    """The entry by which an amount comes into a sponsor's account from outside, or goes back there."""
    account = prepaid(_sponsor_id(id))
    check_currency(amount.currency, ("input", "amount", "currency"))
    minor = check_amount(amount.amount_minor, ("input", "amount", "amountMinor"))
    source, target = (OUTSIDE, account) if kind is LedgerEntryKind.FUNDING else (account, OUTSIDE)
    told = f"A reference has 1 to {MAX_REFERENCE} characters."
    line = required_line(reference, MAX_REFERENCE, told, ("input", "reference"))
    return Entry(
        id=new_id(IdPrefix.LEDGER_ENTRY),
        key=f"{kind.lower()}:{account}:{line}",
        kind=kind,
        at=ctx.now,
        postings=moved(minor, amount.currency, source=source, target=target),
        memo=line_of_text(memo, MAX_MEMO) if memo else None,
    )


def checked(given: Mapping[str, Any]) -> dict[str, Any]:
    """What is given of a sponsor, as it is kept."""
    properties: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if "name" in properties:
        properties["name"] = check_name(properties["name"])
    if "website" in properties:
        url = properties["website"]
        properties["website"] = check_address(url, ("input", "website")) if url else None
    return properties


def _sponsor_id(id: str) -> str:
    return require_id(id, IdPrefix.SPONSOR)


def _known(sponsor: Sponsor | None) -> Sponsor:
    if sponsor is None:
        raise NotFound("There is no sponsor of this id.", ("input", "id"))
    return sponsor


def require_seeing(ctx: Context) -> None:
    """Go on only for who may see the affairs of sponsors.

    Raises:
        NotAllowed: the viewer has neither `report:read` nor `sponsor:manage`.
    """
    if not ctx.viewer.has(Scope.REPORT_READ):
        ctx.viewer.require(Scope.SPONSOR_MANAGE)


def require_deciding(ctx: Context) -> None:
    """Go on only for who manages all sponsors.

    Raises:
        NotAllowed: the viewer lacks `sponsor:manage`, or their key is bound to one sponsor.
    """
    ctx.viewer.require(Scope.SPONSOR_MANAGE)
    if ctx.viewer.sponsor_id is not None:
        raise NotAllowed("This key is bound to one sponsor: what sponsors may do is for operators to decide.")
