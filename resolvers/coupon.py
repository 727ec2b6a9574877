"""Coupons: managed by operators, and tried out by who is about to buy."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from domain.access import Scope
from domain.catalogue import Offer
from domain.coupon import Coupon, CouponLine, CouponQuote
from domain.errors import Conflict, InvalidInput, NotFound
from domain.ids import IdPrefix, UserId, new_id, require_id
from domain.money import Money
from domain.new_coupon import MAX_PRODUCTS, check_code, check_limits, check_off
from domain.page import Connection, Edge, Page, Slice, connect
from domain.product import Product, check_share
from domain.user import User
from graph import catalogue
from graph import coupon as graph
from graph import product as products
from resolvers import audit, product, user
from resolvers.context import Context

MAX_QUOTED = 20
MAX_OWN = 100


async def by_id(ctx: Context, id: str) -> Coupon | None:
    """The coupon of that id, for who manages the catalogue and for who earns by it."""
    found = await ctx.loaders.load(graph.by_ids, id)
    own = found is not None and found.affiliate_id is not None and found.affiliate_id == ctx.viewer.user_id
    return found if own or product.manages(ctx) else None


async def latest(ctx: Context, page: Page) -> Connection[Edge[Coupon]]:
    """Coupons, the newest first."""
    ctx.viewer.require(Scope.CATALOGUE_MANAGE)
    cursors = ctx.cursor_key.listing("coupons")
    position = cursors.after(page)
    start = {"before_id": position.keys[0]} if position else {}
    params = graph.LatestParams.model_validate({"limit": page.first + 1, **start})
    found = Slice.cut(await ctx.graph.read(graph.LATEST.all, params), page.first)
    return connect(found, page, lambda row: cursors.encode((row.id,)))


async def of_viewer(ctx: Context) -> list[Coupon]:
    """Those by which the viewer earns, the newest first; at most 100."""
    if ctx.viewer.user_id is None:
        return []
    params = graph.OfAffiliateParams(user_id=ctx.viewer.user_id, limit=MAX_OWN)
    return await ctx.graph.read(graph.OF_AFFILIATE.all, params)


async def products_of(ctx: Context, coupon: Coupon) -> list[Product]:
    """What it is for; nothing for a coupon for everything."""
    found = [await product.by_id(ctx, id) for id in coupon.product_ids]
    return [each for each in found if each is not None]


async def affiliate(ctx: Context, coupon: Coupon) -> User | None:
    """Who earns by it."""
    return await user.by_id(ctx, UserId(coupon.affiliate_id)) if coupon.affiliate_id else None


async def create(ctx: Context, code: str, amount_off: Money | None, given: Mapping[str, Any]) -> Coupon:
    """A new coupon.

    Raises:
        InvalidInput: it can't be like this.
        NotFound: there is no such product or member.
        Conflict: its code is taken.
    """
    ctx.viewer.require(Scope.CATALOGUE_MANAGE)
    minor, currency = (amount_off.amount_minor, amount_off.currency) if amount_off else (None, None)
    check_off(given["percent_off"], minor, currency)
    check_limits(given["starts_at"], given["ends_at"], given["max_redemptions"])
    properties = {**given, "amount_off_minor": minor, "currency": currency, **await _affiliated(ctx, given)}
    properties["product_ids"] = await _products(ctx, given["product_ids"])
    params = graph.CreateParams(id=new_id(IdPrefix.COUPON), code=check_code(code), properties=properties, at=ctx.now)
    entry = audit.entry(ctx, "coupon.created", params.id, after=params.model_dump(mode="json")["properties"])
    made = await ctx.graph.write(graph.create, params, entry)
    if made is None:
        raise Conflict(f"There is a coupon {params.code} already, or was one.", ("input", "code"))
    return made


async def archive(ctx: Context, id: str, archived: bool) -> Coupon:
    """Let a coupon take nothing off any more, or again.

    Raises:
        NotFound: there is no such coupon.
    """
    ctx.viewer.require(Scope.CATALOGUE_MANAGE)
    entry = audit.entry(ctx, "coupon.archived" if archived else "coupon.restored", require_id(id, IdPrefix.COUPON))
    done = await ctx.graph.write(graph.archive, id, ctx.now if archived else None, entry)
    if done is None:
        raise NotFound("There is no coupon of this id.", ("input", "id"))
    return done


async def quote(ctx: Context, code: str, price_ids: Sequence[str]) -> CouponQuote:
    """What a code would take off these prices for the viewer now; a price named twice is bought twice.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person.
        NotFound: there is no such coupon, or no such price on sale.
        Conflict: it isn't for these products, this currency or this time, or the viewer has used it.
        LimitReached: it was used as often as it may be.
    """
    user_id = ctx.viewer.require_user()
    offers = await _offers(ctx, price_ids)
    currency = offers[0].currency
    counted = Counter(price_ids)
    lines = [
        CouponLine(product_id=offer.product_id, amount_minor=offer.amount_minor * counted[offer.price_id])
        for offer in offers
    ]
    taken = await ctx.graph.read(graph.quote, code, user_id, currency, lines, ctx.now, ("code",))
    subtotal = sum(line.amount_minor for line in lines)
    return CouponQuote(code=taken.code, currency=currency, subtotal_minor=subtotal, discount_minor=sum(taken.discounts))


async def _offers(ctx: Context, price_ids: Sequence[str]) -> list[Offer]:
    """What the prices buy, each once, in their order."""
    if not 0 < len(price_ids) <= MAX_QUOTED:
        raise InvalidInput(f"Name 1 to {MAX_QUOTED} prices.", ("priceIds",))
    ids = [require_id(id, IdPrefix.PRICE, "priceIds") for id in dict.fromkeys(price_ids)]
    found = await ctx.graph.read(catalogue.offers, ids)
    for number, id in enumerate(ids):
        if id not in found or not found[id].live:
            raise NotFound("This isn't on sale at that price: look at what it costs now.", ("priceIds", str(number)))
        if found[id].currency != found[ids[0]].currency:
            raise Conflict("What is bought together has one currency.", ("priceIds", str(number)))
    return [found[id] for id in ids]


async def _products(ctx: Context, ids: Sequence[str]) -> list[str]:
    path = ("input", "products")
    if len(ids) > MAX_PRODUCTS:
        raise InvalidInput(f"Name at most {MAX_PRODUCTS} products.", path)
    wanted = [require_id(id, IdPrefix.PRODUCT, "products") for id in dict.fromkeys(ids)]
    found = await ctx.graph.read(products.by_ids, wanted) if wanted else {}
    for number, id in enumerate(wanted):
        if id not in found:
            raise NotFound(f"There is no product {id}.", (*path, str(number)))
    return wanted


async def _affiliated(ctx: Context, given: Mapping[str, Any]) -> dict[str, Any]:
    """Who earns by a new coupon, and how much."""
    affiliate_id, percent = given["affiliate_id"], given["affiliate_percent"]
    path = ("input", "affiliatePercent")
    if affiliate_id is None:
        if percent is not None:
            raise InvalidInput("A share is a member's: name one by `affiliateId`, or leave it out.", path)
        return {"affiliate_percent": 0}
    if await user.by_id(ctx, UserId(require_id(affiliate_id, IdPrefix.USER, "affiliateId"))) is None:
        raise NotFound("There is no such member.", ("input", "affiliateId"))
    if not percent:
        raise InvalidInput("Say how much they earn: 1 to 100 percent.", path)
    return {"affiliate_percent": check_share(percent, path)}
