"""Products and prices, managed by operators."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.access import Scope
from domain.audit import AuditEntry
from domain.benefit import BenefitKind
from domain.errors import Conflict, InvalidInput, NotFound
from domain.ids import IdPrefix, UserId, new_id, require_id
from domain.product import NewPrice, Price, Product, ProductKind, check_price, check_share
from graph import benefit as benefits
from graph import product as products
from graph import product_changes as graph
from resolvers import audit, benefit, user
from resolvers.context import Context

MAX_BENEFITS = 50
MAX_PRICES = 50


async def create(
    ctx: Context, kind: ProductKind, given: Mapping[str, Any], benefit_ids: Sequence[str], prices: Sequence[NewPrice]
) -> Product:
    """A new product.

    Raises:
        InvalidInput: it can't be like this.
        NotFound: there is no such benefit, or no such member to earn by it.
    """
    ctx.viewer.require(Scope.CATALOGUE_MANAGE)
    if kind is ProductKind.MEMBERSHIP:
        raise InvalidInput("A membership is a tier: make it by `createTier`.", ("input", "kind"))
    included = await some_benefits(ctx, benefit_ids, kind)
    properties = {"kind": kind, **benefit.named(given), **await _shared(ctx, given)}
    wanted = priced(kind, prices)
    params = graph.CreateParams(id=new_id(IdPrefix.PRODUCT), properties=properties, at=ctx.now)
    told = {**properties, "benefits": included, "prices": told_prices(wanted)}
    entry = audit.entry(ctx, "product.created", params.id, after=told)
    return await ctx.graph.write(graph.create, params, included, wanted, entry)


async def edit(ctx: Context, id: str, given: Mapping[str, Any], benefit_ids: Sequence[str] | None) -> Product:
    """Change what is given of a product. Who holds it keeps the benefits they were granted.

    Raises:
        NotFound: there is no such product or benefit.
        Conflict: it is sold as a tier.
    """
    before = await _known(ctx, id)
    share = given.get("author_share_percent")
    properties = benefit.changed(given)
    if share is not None:
        properties["author_share_percent"] = check_share(share, ("input", "authorSharePercent"))
    included = None if benefit_ids is None else await some_benefits(ctx, benefit_ids, before.kind)
    return await _change(ctx, id, properties, included, audit.entry(ctx, "product.edited", id))


async def archive(ctx: Context, id: str, archived: bool) -> Product:
    """Sell a product no more, or again. Who holds it keeps it.

    Raises:
        NotFound: there is no such product.
        Conflict: it is sold as a tier.
    """
    await _known(ctx, id)
    entry = audit.entry(ctx, "product.archived" if archived else "product.restored", id)
    return await _change(ctx, id, {"archived_at": ctx.now if archived else None}, None, entry)


async def set_price(ctx: Context, product_id: str, price: NewPrice) -> tuple[Product, Price]:
    """Give a product a price, in the place of the one of its currency and interval, which stays for who pays it.

    Raises:
        NotFound: there is no such product.
        InvalidInput: it can't have such a price.
        Conflict: it is archived.
    """
    ctx.viewer.require(Scope.CATALOGUE_MANAGE)
    id = new_id(IdPrefix.PRICE)
    require_id(product_id, IdPrefix.PRODUCT, "productId")
    entry = audit.entry(ctx, "price.set", product_id, after={"id": id, **price.model_dump(mode="json")})
    await ctx.graph.write(graph.set_price, id, product_id, price, ctx.now, entry)
    product = (await ctx.graph.read(products.by_ids, [product_id]))[product_id]
    live = (await ctx.graph.read(products.prices, [product_id]))[product_id]
    place = (price.currency, price.interval)
    return product, next(each for each in live if (each.currency, each.interval) == place)


async def archive_price(ctx: Context, id: str) -> Price:
    """Take a price: nobody buys for it any more, and who pays it goes on doing so.

    Raises:
        NotFound: there is no such price.
    """
    ctx.viewer.require(Scope.CATALOGUE_MANAGE)
    entry = audit.entry(ctx, "price.archived", require_id(id, IdPrefix.PRICE))
    archived = await ctx.graph.write(graph.archive_price, id, ctx.now, entry)
    if archived is None:
        raise NotFound("There is no price of this id.", ("input", "id"))
    return archived


async def some_benefits(ctx: Context, ids: Sequence[str], kind: ProductKind) -> list[str]:
    """The benefits that a product of that kind is to include, each once.

    Raises:
        InvalidInput: there are too many, or none of what it is sold for.
        NotFound: one isn't there; the message names it.
    """
    path = ("input", "benefits")
    if len(ids) > MAX_BENEFITS:
        raise InvalidInput(f"Name at most {MAX_BENEFITS} benefits.", path)
    wanted = [require_id(id, IdPrefix.BENEFIT, "benefits") for id in dict.fromkeys(ids)]
    found = await ctx.graph.read(benefits.by_ids, wanted) if wanted else {}
    for number, id in enumerate(wanted):
        if id not in found:
            raise NotFound(f"There is no benefit {id}.", (*path, str(number)))
    if kind.of_content and not any(each.kind is BenefitKind.CONTENT for each in found.values()):
        raise InvalidInput(f"{kind} is sold to read something: name a benefit of kind CONTENT.", path)
    return wanted


def priced(kind: ProductKind, prices: Sequence[NewPrice]) -> dict[str, NewPrice]:
    """The prices of a new product, by the ids they get.

    Raises:
        InvalidInput: one can't be, or two are of the same currency and interval.
    """
    if len(prices) > MAX_PRICES:
        raise InvalidInput(f"Give at most {MAX_PRICES} prices.", ("input", "prices"))
    seen = set()
    for number, price in enumerate(prices):
        path = ("input", "prices", str(number))
        check_price(kind, price, path)
        if (price.currency, price.interval) in seen:
            raise InvalidInput("Give one price of each currency and interval.", path)
        seen.add((price.currency, price.interval))
    return {new_id(IdPrefix.PRICE): price for price in prices}


def told_prices(prices: Mapping[str, NewPrice]) -> list[dict[str, Any]]:
    """Prices as the audit log has them."""
    return [{"id": id, **price.model_dump(mode="json")} for id, price in prices.items()]


async def _shared(ctx: Context, given: Mapping[str, Any]) -> dict[str, Any]:
    """Who earns by a new product, and how much of it."""
    author_id, percent = given.get("author_id"), given.get("author_share_percent")
    if author_id is None:
        if percent is not None:
            raise InvalidInput("A share is an author's: name one, or leave it out.", ("input", "authorSharePercent"))
        return {"author_id": None, "author_share_percent": 0}
    if await user.by_id(ctx, UserId(require_id(author_id, IdPrefix.USER, "authorId"))) is None:
        raise NotFound("There is no such member.", ("input", "authorId"))
    share = ctx.author_share_percent if percent is None else percent
    return {"author_id": author_id, "author_share_percent": check_share(share, ("input", "authorSharePercent"))}


async def _known(ctx: Context, id: str) -> Product:
    ctx.viewer.require(Scope.CATALOGUE_MANAGE)
    found = (await ctx.graph.read(products.by_ids, [require_id(id, IdPrefix.PRODUCT)])).get(id)
    if found is None:
        raise NotFound("There is no product of this id.", ("input", "id"))
    if found.kind is ProductKind.MEMBERSHIP:
        raise Conflict("It is sold as a tier: change that.", ("input", "id"))
    return found


async def _change(
    ctx: Context, id: str, properties: Mapping[str, Any], benefit_ids: Sequence[str] | None, entry: AuditEntry
) -> Product:
    params = graph.ChangeParams(id=id, properties=properties)
    changed = await ctx.graph.write(graph.change, params, benefit_ids, entry)
    assert changed is not None, "products are never deleted"
    return changed
