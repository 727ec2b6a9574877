"""What authors sell of their own in the graph: a content by itself, as a product that unlocks it."""

from datetime import datetime

from domain.audit import AuditEntry
from domain.errors import Conflict
from domain.ids import ContentId, UserId
from domain.product import NewPrice, Price, Product, ProductKind
from graph import audit
from graph.database import Transaction
from graph.product_changes import SET_PRICE, SetParams
from graph.queries import NoRow, Params, Query


class OfContentParams(Params):
    id: str
    benefit_id: str
    content_id: ContentId
    kind: ProductKind
    name: str
    author_id: UserId
    share: int
    at: datetime


class TakeParams(Params):
    content_id: ContentId
    at: datetime


class RenameParams(Params):
    content_id: ContentId
    name: str


OF_CONTENT = Query("product/of_content", OfContentParams, Product)
TAKE = Query("product/take", TakeParams, Price)
RENAME = Query("product/rename", RenameParams, NoRow)


async def sell(tx: Transaction, product: OfContentParams, price_id: str, price: NewPrice, entry: AuditEntry) -> str:
    """Sell a content at a price from now on, in the place of the one of its currency; the id of the product.

    Raises:
        Conflict: an operator has archived what it is sold as.
    """
    made = await OF_CONTENT.one(tx, product)
    if made.archived_at is not None:
        raise Conflict("An operator doesn't let it be sold any more: ask one.", ("input", "price"))
    params = SetParams(id=price_id, product_id=made.id, at=product.at, **price.model_dump())
    if await SET_PRICE.one_or_none(tx, params) is not None:
        await audit.append(tx, entry)
    return made.id


async def take(tx: Transaction, content_id: ContentId, at: datetime, entry: AuditEntry) -> bool:
    """Take all prices of a content: it is to be had alone no more. False when it had none."""
    taken = await TAKE.all(tx, TakeParams(content_id=content_id, at=at))
    if taken:
        await audit.append(tx, entry)
    return bool(taken)
