"""Payouts: asked for by members and by operators for all, sent and returned by operators; and what there is to pay."""

from collections.abc import Sequence

from domain.access import Scope
from domain.ids import IdPrefix, UserId, new_id, require_id
from domain.ledger import Posted
from domain.money import check_currency
from domain.page import Connection, Edge, Page, Slice, connect
from domain.payment import BY_HAND
from domain.payout import MAX_REASON, MAX_REFERENCE, Earnings, Payout, PayoutState
from domain.text import required_line
from domain.user import User
from graph import earnings, ledger, payout_store
from graph import payout as graph
from resolvers import audit, user
from resolvers.context import Context

_CURRENCY = ("input", "currency")


async def by_id(ctx: Context, id: str) -> Payout | None:
    """The payout of that id, for who is paid and for who manages orders."""
    found = await ctx.loaders.load(payout_store.by_ids, id)
    own = found is not None and found.user_id == ctx.viewer.user_id
    return found if own or ctx.viewer.has(Scope.ORDERS_MANAGE) else None


async def earned_by_viewer(ctx: Context) -> list[Earnings]:
    """What the viewer earned, currency by currency; nothing for who isn't a member."""
    return [] if ctx.viewer.user_id is None else await _earned(ctx, ctx.viewer.user_id)


async def earned_by(ctx: Context, user_id: UserId) -> list[Earnings]:
    """What a member earned, currency by currency; for themselves and `orders:manage`."""
    ctx.viewer.require_self_or(user_id, Scope.ORDERS_MANAGE)
    return await _earned(ctx, user_id)


async def _earned(ctx: Context, user_id: UserId) -> list[Earnings]:
    return await ctx.loaders.load(earnings.of_users, user_id, ctx.payout_rules.held_from(ctx.now)) or []


async def statement(ctx: Context, of: Earnings, page: Page) -> Connection[Edge[Posted]]:
    """What was earned, went back and was paid out in a currency, the latest first."""
    cursors = ctx.cursor_key.listing("earnings", user=of.user_id, currency=of.currency)
    position = cursors.after(page)
    start = {"before": position.keys[0]} if position else {}
    fields = {"account": of.account, "currency": of.currency, "limit": page.first + 1, **start}
    rows = await ctx.graph.read(ledger.STATEMENT.all, ledger.StatementParams.model_validate(fields))
    return connect(Slice.cut(rows, page.first), page, lambda row: cursors.encode((row.number,)))


async def of_viewer(ctx: Context, page: Page) -> Connection[Edge[Payout]]:
    """What the viewer was paid out or is about to be, the latest first; nothing for who isn't a member."""
    if ctx.viewer.user_id is None:
        return connect(Slice(()), page, lambda row: row.id)
    return await _of_user(ctx, ctx.viewer.user_id, tuple(PayoutState), page)


async def latest(
    ctx: Context, states: Sequence[PayoutState], user_id: str | None, page: Page
) -> Connection[Edge[Payout]]:
    """Payouts in some states, of all or of one member, the latest first."""
    ctx.viewer.require(Scope.ORDERS_MANAGE)
    if user_id is not None:
        return await _of_user(ctx, UserId(require_id(user_id, IdPrefix.USER, "userId")), states, page)
    cursors = ctx.cursor_key.listing("payouts", states=sorted(states))
    position = cursors.after(page)
    start = {"before_id": position.keys[0]} if position else {}
    params = payout_store.LatestParams.model_validate({"states": states, "limit": page.first + 1, **start})
    rows = await ctx.graph.read(payout_store.latest, params)
    return connect(Slice.cut(rows, page.first), page, lambda row: cursors.encode((row.id,)))


async def _of_user(
    ctx: Context, user_id: UserId, states: Sequence[PayoutState], page: Page
) -> Connection[Edge[Payout]]:
    cursors = ctx.cursor_key.listing("payouts of a member", user=user_id, states=sorted(states))
    position = cursors.after(page)
    start = {"before_id": position.keys[0]} if position else {}
    fields = {"user_id": user_id, "states": states, "limit": page.first + 1, **start}
    rows = await ctx.graph.read(payout_store.of_user, payout_store.OfUserParams.model_validate(fields))
    return connect(Slice.cut(rows, page.first), page, lambda row: cursors.encode((row.id,)))


async def member(ctx: Context, of: Payout) -> User | None:
    """Who is paid; None when they are gone."""
    return await user.by_id(ctx, of.user_id)


async def request(ctx: Context, currency: str, amount_minor: int | None) -> Payout:
    """Ask for what the viewer earned in a currency: all that is available, or an amount of it.

    Raises:
        NotAllowed: the viewer is no member.
        InvalidInput: there is no such currency, or the amount is nothing.
        LimitReached: it is more than is available, or less than is paid out at a time.
    """
    user_id = ctx.viewer.require_user()
    return await ctx.graph.write(graph.request, _wanted(ctx, currency, amount_minor), user_id)


async def request_all(ctx: Context, currency: str) -> list[Payout]:
    """Ask for what is available to members in a currency, so many of them at a time.

    Raises:
        NotAllowed: the viewer doesn't manage orders.
        InvalidInput: there is no such currency.
    """
    ctx.viewer.require(Scope.ORDERS_MANAGE)
    wanted = _wanted(ctx, currency, None)
    entry = audit.entry(ctx, "payouts.requested", wanted.id, after={"currency": currency})
    return await ctx.graph.write(graph.request_all, wanted, entry)


async def confirm(ctx: Context, id: str, reference: str) -> Payout:
    """Enter that a payout was sent. Under one reference it is entered once.

    Raises:
        NotAllowed: the viewer doesn't manage orders.
        NotFound: there is no such payout.
        Conflict: it was sent under another reference, or came back.
    """
    ctx.viewer.require(Scope.ORDERS_MANAGE)
    require_id(id, IdPrefix.PAYOUT)
    said = f"A reference has 1 to {MAX_REFERENCE} characters."
    line = required_line(reference, MAX_REFERENCE, said, ("input", "reference"))
    entry = audit.entry(ctx, "payout.sent", id, after={"reference": line})
    return await ctx.graph.write(graph.send, id, line, ctx.now, entry)


async def give_back(ctx: Context, id: str, reason: str) -> Payout:
    """Enter that a payout came back, or won't go: its member has it again.

    Raises:
        NotAllowed: the viewer doesn't manage orders.
        NotFound: there is no such payout.
    """
    ctx.viewer.require(Scope.ORDERS_MANAGE)
    require_id(id, IdPrefix.PAYOUT)
    said = f"Say why in 1 to {MAX_REASON} characters."
    line = required_line(reason, MAX_REASON, said, ("input", "reason"))
    entry = audit.entry(ctx, "payout.returned", id, after={"reason": line})
    return await ctx.graph.write(graph.give_back, id, line, ctx.now, entry)


def _wanted(ctx: Context, currency: str, amount_minor: int | None) -> graph.Wanted:
    return graph.Wanted(
        id=new_id(IdPrefix.PAYOUT),
        currency=check_currency(currency, _CURRENCY),
        by=ctx.viewer.principal or "",
        at=ctx.now,
        processor=BY_HAND,
        rules=ctx.payout_rules,
        amount_minor=amount_minor,
    )
