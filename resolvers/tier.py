"""Tiers of membership: seen by everybody, and managed by operators."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.access import Scope
from domain.errors import Conflict, NotFound
from domain.ids import IdPrefix, new_id, require_id
from domain.product import NewPrice, Product, ProductKind
from domain.tier import Tier, check_rank, check_trial
from graph import tier as graph
from resolvers import audit, benefit, product, product_changes
from resolvers.context import Context


async def by_id(ctx: Context, id: str) -> Tier | None:
    """The tier of that id, if it is on sale, or the viewer holds or manages it."""
    return await ctx.loaders.load(graph.by_ids, id, ctx.viewer.user_id, product.manages(ctx))


async def by_slug(ctx: Context, slug: str) -> Tier | None:
    """The tier of that slug, likewise."""
    id = await ctx.loaders.load(graph.by_slugs, slug)
    return await by_id(ctx, id) if id else None


async def of_product(ctx: Context, sold_as: Product) -> Tier | None:
    """The tier that is sold as a product; None for other products."""
    id = await ctx.loaders.load(graph.of_products, sold_as.id)
    return await by_id(ctx, id) if id else None


async def live(ctx: Context) -> list[Tier]:
    """The tiers on sale, the lowest first."""
    return await ctx.graph.read(graph.LIVE.all, graph.LimitParams())


async def create(
    ctx: Context, short: str, given: Mapping[str, Any], benefit_ids: Sequence[str], prices: Sequence[NewPrice]
) -> Tier:
    """A new tier, sold as a product of its own.

    Raises:
        InvalidInput: it can't be like this.
        NotFound: there is no such benefit.
        Conflict: its slug is taken.
    """
    ctx.viewer.require(Scope.CATALOGUE_MANAGE)
    included = await product_changes.some_benefits(ctx, benefit_ids, ProductKind.MEMBERSHIP)
    wanted = product_changes.priced(ProductKind.MEMBERSHIP, prices)
    params = graph.CreateParams(
        id=new_id(IdPrefix.TIER),
        slug=benefit.slug_of(short),
        product_id=new_id(IdPrefix.PRODUCT),
        rank=check_rank(given["rank"]),
        trial_days=check_trial(given["trial_days"]),
        at=ctx.now,
        **benefit.named(given),
    )
    told = {**params.model_dump(mode="json"), "benefits": included, "prices": product_changes.told_prices(wanted)}
    entry = audit.entry(ctx, "tier.created", params.id, after=told)
    if not await ctx.graph.write(graph.create, params, included, wanted, entry):
        raise Conflict(f"There is a tier {params.slug!r} already, or was one.", ("input", "slug"))
    return (await ctx.graph.read(graph.by_ids, [params.id]))[params.id]


async def edit(ctx: Context, id: str, given: Mapping[str, Any], benefit_ids: Sequence[str] | None) -> Tier:
    """Change what is given of a tier. Who holds it keeps what they were granted until they pay again.

    Raises:
        InvalidInput: it can't be like this.
        NotFound: there is no such tier or benefit.
    """
    ctx.viewer.require(Scope.CATALOGUE_MANAGE)
    texts = benefit.changed(given)
    properties = dict(texts)
    if given.get("rank") is not None:
        properties["rank"] = check_rank(given["rank"])
    if given.get("trial_days") is not None:
        properties["trial_days"] = check_trial(given["trial_days"])
    included = None
    if benefit_ids is not None:
        included = await product_changes.some_benefits(ctx, benefit_ids, ProductKind.MEMBERSHIP)
    return await _change(ctx, id, "tier.edited", properties, texts, included)


async def archive(ctx: Context, id: str, archived: bool) -> Tier:
    """Sell a tier no more, or again. Who holds it keeps it, and goes on paying what they pay.

    Raises:
        NotFound: there is no such tier.
    """
    ctx.viewer.require(Scope.CATALOGUE_MANAGE)
    changed = {"archived_at": ctx.now if archived else None}
    return await _change(ctx, id, "tier.archived" if archived else "tier.restored", changed, changed, None)


async def _change(
    ctx: Context,
    id: str,
    action: str,
    properties: Mapping[str, Any],
    of_product: Mapping[str, Any],
    benefit_ids: Sequence[str] | None,
) -> Tier:
    params = graph.ChangeParams(id=require_id(id, IdPrefix.TIER), properties=properties, of_product=of_product)
    changed = await ctx.graph.write(graph.change, params, benefit_ids, audit.entry(ctx, action, id))
    if changed is None:
        raise NotFound("There is no tier of this id.", ("input", "id"))
    return changed
