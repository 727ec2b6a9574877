"""Orders as they are made and given up: by members for themselves, and by operators, who confirm what was paid, too."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.access import Scope
from domain.billing import check_billing
from domain.errors import InvalidInput, NotFound
from domain.gift import digest_of, new_code
from domain.ids import IdPrefix, UserId, new_id, require_id
from domain.money import Money
from domain.new_order import Gift, Item, NewOrder, payable_for
from domain.order import Order
from domain.payment import BY_HAND, Paid
from domain.product import Product
from domain.text import required_line
from graph import gift, settlement
from graph import order as graph
from graph import product as products
from graph import user as users
from resolvers import audit
from resolvers.context import Context
from resolvers.order import by_id

MAX_REFERENCE = 100
MAX_REASON = 200
_ID = ("input", "id")


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to order. `tax` and `user_id` are for operators to give."""

    items: Sequence[Item]
    coupon_code: str | None = None
    gift_to: str | None = None
    gift_by_code: bool = False
    expected: Money | None = None
    billing_name: str | None = None
    billing_address: str | None = None
    tax: Money | None = None
    user_id: str | None = None


async def create(ctx: Context, asked: Asked) -> tuple[Order, str | None]:
    """A new order of the viewer's, or by an operator of another member; and the code of a gift that is given by one.

    What costs nothing is settled at once.

    Raises:
        NotAllowed: the viewer is no member, is banned, or gives what operators give.
        NotFound, Conflict, InvalidInput, LimitReached: what is asked for can't be had so.
    """
    user_id = _buyer_id(ctx, asked)
    code = new_code() if asked.gift_by_code else None
    processor = ctx.payments.default
    billing_name, billing_address = check_billing(asked.billing_name, asked.billing_address)
    new = NewOrder(
        id=new_id(IdPrefix.ORDER),
        user_id=user_id,
        items=asked.items,
        at=ctx.now,
        processor=processor.name,
        expires_at=ctx.now + payable_for(processor.name),
        coupon_code=asked.coupon_code,
        gift=await _gift(ctx, asked, user_id, code),
        expected=asked.expected,
        tax=asked.tax,
        billing_name=billing_name,
        billing_address=billing_address,
    )
    entry = audit.entry(ctx, "order.created", new.id, after={"userId": user_id}) if asked.user_id else None
    return await ctx.graph.write(settlement.place, new, entry), code


def _buyer_id(ctx: Context, asked: Asked) -> UserId:
    """Who buys: the viewer, who must not be banned, or whom an operator names."""
    if asked.tax is not None or asked.user_id is not None:
        ctx.viewer.require(Scope.ORDERS_MANAGE)
    if asked.user_id is not None:
        return UserId(require_id(asked.user_id, IdPrefix.USER, "userId"))
    user_id = ctx.viewer.require_user()
    ctx.viewer.require(Scope.EVENTS_OWN)
    return user_id


async def _gift(ctx: Context, asked: Asked, user_id: UserId, code: str | None) -> Gift | None:
    if asked.gift_to is None:
        return Gift(code_digest=digest_of(code)) if code else None
    path = ("input", "giftTo")
    if code:
        raise InvalidInput("A gift is for a member, or for whoever has its code: not both.", path)
    to = UserId(require_id(asked.gift_to, IdPrefix.USER, "giftTo"))
    if to == user_id:
        raise InvalidInput("A gift is for somebody else: leave `giftTo` out to buy for yourself.", path)
    if to not in await ctx.graph.read(users.by_ids, [to]):
        raise NotFound("There is no such member.", path)
    return Gift(to=to)


async def confirm(ctx: Context, id: str, reference: str, amount: Money, fee: Money | None) -> Order:
    """Enter that an order was paid by hand. Under one reference it is entered once.

    Raises:
        NotFound: there is no such order.
        Conflict: it costs something else, is paid already, or can't be paid any more.
    """
    ctx.viewer.require(Scope.ORDERS_MANAGE)
    require_id(id, IdPrefix.ORDER)
    said = f"A reference has 1 to {MAX_REFERENCE} characters."
    line = required_line(reference, MAX_REFERENCE, said, ("input", "reference"))
    if fee is not None and fee.currency != amount.currency:
        raise InvalidInput("Give the fee in the currency of the amount.", ("input", "fee", "currency"))
    paid = Paid(
        processor=BY_HAND,
        reference=line,
        amount_minor=amount.amount_minor,
        currency=amount.currency,
        fee_minor=fee.amount_minor if fee else 0,
        at=ctx.now,
    )
    entry = audit.entry(ctx, "order.payment_confirmed", id, after={"reference": line, **amount.model_dump()})
    return await ctx.graph.write(settlement.confirm, id, paid, entry)


async def cancel(ctx: Context, id: str, reason: str | None) -> Order:
    """Give up an order that isn't paid: one's own, or as an operator.

    Raises:
        NotFound: there is none that the viewer could give up.
        Conflict: it is paid.
    """
    found = await _own_or_managed(ctx, id)
    own = found.user_id == ctx.viewer.user_id
    said = f"Say why in 1 to {MAX_REASON} characters."
    by = "By its buyer." if own else "By an operator."
    why = by if reason is None else required_line(reason, MAX_REASON, said, ("input", "reason"))
    entry = None if own else audit.entry(ctx, "order.cancelled", id, after={"reason": why})
    return await ctx.graph.write(graph.cancel, id, why, ctx.now, entry)


async def _own_or_managed(ctx: Context, id: str) -> Order:
    if ctx.viewer.user_id is None:
        ctx.viewer.require(Scope.ORDERS_MANAGE)
    require_id(id, IdPrefix.ORDER)
    found = await by_id(ctx, id)
    if found is None:
        raise NotFound("There is no such order.", _ID)
    return found


async def redeem(ctx: Context, code: str) -> list[Product]:
    """Have a gift by its code; what it is of.

    Raises:
        NotFound: no gift has it, or it isn't paid.
        Conflict: somebody else has it.
    """
    user_id = ctx.viewer.require_user()
    ctx.viewer.require(Scope.EVENTS_OWN)
    bought = await ctx.graph.write(gift.redeem, digest_of(code), user_id, ctx.now)
    ids = [line.product_id for line in bought.lines]
    found = await ctx.graph.read(products.by_ids, ids, None, True)
    return [found[id] for id in ids if id in found]
