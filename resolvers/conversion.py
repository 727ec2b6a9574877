"""Conversions: told by a sponsor's server with a key that is bound to the sponsor, or by operators."""

from collections.abc import Sequence
from datetime import datetime
from secrets import randbits

from domain.access import Scope
from domain.conversion import MAX_CLICKS, MAX_ORDER, check_ordered
from domain.errors import InvalidInput
from domain.ids import IdPrefix, new_id, require_id
from domain.money import Money, check_amount, check_currency
from domain.text import required_line
from graph import conversion as graph
from graph.conversion import Recorded
from resolvers.context import Context


async def record(
    ctx: Context, order_id: str, click_ids: Sequence[str], ordered_at: datetime | None, value: Money | None
) -> Recorded:
    """Enter an order that followed a click, once however often it is told.

    Raises:
        NotFound: none of the clicks is on an ad of theirs.
        Conflict: the order was told before with something else.
    """
    ctx.viewer.require(Scope.ADS_REQUEST if ctx.viewer.sponsor_id else Scope.SPONSOR_MANAGE)
    told = graph.Told(
        id=new_id(IdPrefix.CONVERSION),
        order_id=required_line(
            order_id, MAX_ORDER, f"An order id has 1 to {MAX_ORDER} characters.", ("input", "orderId")
        ),
        click_ids=_clicks(click_ids),
        at=check_ordered(ordered_at or ctx.now, ctx.now),
        value=_value(value),
        sponsor_id=ctx.viewer.sponsor_id,
        now=ctx.now,
        claim=randbits(63),
        invalid_id=new_id(IdPrefix.INVALID_ACT),
    )
    return await ctx.graph.write(graph.record, told)


def _clicks(ids: Sequence[str]) -> Sequence[str]:
    if not 0 < len(ids) <= MAX_CLICKS:
        raise InvalidInput(f"Give 1 to {MAX_CLICKS} clicks.", ("input", "clickIds"))
    return [require_id(id, IdPrefix.DECISION, "clickIds") for id in ids]


def _value(value: Money | None) -> Money | None:
    if value is not None:
        check_currency(value.currency, ("input", "value", "currency"))
        check_amount(value.amount_minor, ("input", "value", "amountMinor"))
    return value
