"""What a content costs by itself: its author's affair."""

from collections.abc import Awaitable, Callable

from domain.access import Scope
from domain.content import Content, Visibility
from domain.errors import Conflict, InvalidInput, NotFound
from domain.ids import ContentId, IdPrefix, UserId, new_id, require_id
from domain.money import Money
from domain.outbox import OutboxEvent
from domain.product import BillingInterval, NewPrice, ProductKind, check_price, is_sellable, kind_of
from domain.publish import Manuscript, Publication
from graph import content_price as graph
from graph import publish
from graph.database import Transaction
from graph.publish import OWN, Own, OwnParams
from resolvers import audit, review
from resolvers.context import Context

Write = Callable[[Transaction, Publication, OutboxEvent], Awaitable[bool]]
PATH = ("input", "price")


def publishing(ctx: Context, manuscript: Manuscript, price: Money | None) -> Write:
    """What writes a new content, and puts it on sale at that price.

    Raises:
        InvalidInput: it can't have such a price, or any.
    """
    if price is None:
        return publish.publish
    if manuscript.visibility is not Visibility.PAID:
        raise InvalidInput("Only what is PAID has a price: leave it out, or set `visibility`.", PATH)
    if not is_sellable(manuscript.kind):
        raise InvalidInput(f"{manuscript.kind} isn't sold by itself: leave the price out.", PATH)
    wanted = _price(kind_of(manuscript.kind), price)
    ids = {prefix: new_id(prefix) for prefix in (IdPrefix.PRODUCT, IdPrefix.BENEFIT, IdPrefix.PRICE)}
    entry = audit.entry(ctx, "price.set", ids[IdPrefix.PRODUCT], after=_told(ids[IdPrefix.PRICE], wanted))

    async def write(tx: Transaction, new: Publication, told: OutboxEvent) -> bool:
        if not await publish.publish(tx, new, told):
            return False
        product = graph.OfContentParams(
            id=ids[IdPrefix.PRODUCT],
            benefit_id=ids[IdPrefix.BENEFIT],
            content_id=new.id,
            kind=kind_of(new.draft.kind),
            name=new.draft.title,
            author_id=new.author_id,
            share=ctx.author_share_percent,
            at=new.at,
        )
        await graph.sell(tx, product, ids[IdPrefix.PRICE], wanted, entry)
        return True

    return write


async def set_price(ctx: Context, content_id: str, price: Money | None) -> Content | None:
    """Sell a content of the viewer's by itself at that price from now on, or at none; as its author sees it.

    Who has bought it keeps it. Without a price it is to be had by what else unlocks it alone, such as a tier.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        NotFound: the viewer wrote no such content.
        InvalidInput: it can't have such a price, or any.
        Conflict: it isn't PAID, or an operator doesn't let it be sold.
    """
    own = await _own(ctx, content_id)
    if price is None:
        entry = audit.entry(ctx, "price.taken", own.id)
        await ctx.graph.write(graph.take, own.id, ctx.now, entry)
        return await review.shown(ctx, own.id)
    wanted, id = _price(kind_of(own.kind), price), new_id(IdPrefix.PRICE)
    product = graph.OfContentParams(
        id=new_id(IdPrefix.PRODUCT),
        benefit_id=new_id(IdPrefix.BENEFIT),
        content_id=own.id,
        kind=kind_of(own.kind),
        name=own.title,
        author_id=UserId(ctx.viewer.require_user()),
        share=ctx.author_share_percent,
        at=ctx.now,
    )
    await ctx.graph.write(
        graph.sell, product, id, wanted, audit.entry(ctx, "price.set", own.id, after=_told(id, wanted))
    )
    return await review.shown(ctx, own.id)


async def _own(ctx: Context, content_id: str) -> Own:
    ctx.viewer.require(Scope.CONTENT_WRITE)
    id = ContentId(require_id(content_id, IdPrefix.CONTENT, "contentId"))
    own = await ctx.graph.read(OWN.one_or_none, OwnParams(id=id, user_id=ctx.viewer.require_user()))
    if own is None:
        raise NotFound("You wrote no such content.", ("input", "contentId"))
    if not is_sellable(own.kind):
        raise InvalidInput(f"{own.kind} isn't sold by itself.", ("input", "contentId"))
    if own.visibility is not Visibility.PAID:
        raise Conflict(f"It is {own.visibility}: only what is PAID has a price.", ("input", "contentId"))
    return own


def _price(kind: ProductKind, price: Money) -> NewPrice:
    given = NewPrice(amount_minor=price.amount_minor, currency=price.currency, interval=BillingInterval.ONCE)
    return check_price(kind, given, ("input",), "price")


def _told(id: str, price: NewPrice) -> dict[str, object]:
    return {"id": id, **price.model_dump(mode="json")}
