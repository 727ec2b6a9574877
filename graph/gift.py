"""Gifts in the graph: redeemed by whoever has the code, once."""

from datetime import datetime

from domain.dispute import check_undisputed
from domain.gift import check_redeemable
from domain.ids import UserId
from domain.order import Order
from graph import event as events
from graph import order_store
from graph.database import Transaction
from graph.order_store import BY_GIFT, SET, DigestParams, SetParams
from graph.settlement import give


async def redeem(tx: Transaction, digest: str, user_id: UserId, at: datetime) -> Order:
    """Give a gift to a member; as it is when they have it already.

    Raises:
        NotFound: no gift has this code, or it isn't paid.
        Conflict: somebody else has it, or the bank of who paid took that back.
    """
    await events.lock(tx, [user_id], [])
    found = await BY_GIFT.one_or_none(tx, DigestParams(digest=digest))
    bought = check_redeemable(await order_store.lock(tx, found.id) if found else None, user_id)
    check_undisputed((await order_store.payments(tx, [bought.id])).get(bought.id, ()))
    if bought.gift_redeemed_at is not None:
        return bought
    redeemed = {"gift_to": user_id, "gift_redeemed_at": at}
    await SET.run(tx, SetParams(id=bought.id, properties=redeemed))
    given = bought.model_copy(update=redeemed)
    await give(tx, given, at)
    return given
