"""Access to contents: asked of the one place that decides, with what the viewer has to show for those that are paid."""

from domain.access import access_to
from domain.catalogue import ContentOffer
from domain.content import Access, Content, Visibility
from domain.teaser import teaser as teaser_of
from graph import access as graph
from graph import catalogue
from resolvers.context import Context


async def of(ctx: Context, content: Content) -> Access:
    """Whether the viewer may read a content's body, why, and until when.

    One statement for all paid contents of a list together; none for others, nor for who needs no grant.
    """
    access = access_to(ctx.viewer, content, ctx.now)
    if access.allowed or content.visibility is not Visibility.PAID or ctx.viewer.user_id is None:
        return access
    claim = await ctx.loaders.load(graph.claims, content.id, ctx.viewer.user_id, ctx.now)
    return access if claim is None else access_to(ctx.viewer, content, ctx.now, claim)


async def readable(ctx: Context, content: Content) -> bool:
    """Whether the viewer may read a content's body, and what tells of it."""
    return (await of(ctx, content)).allowed


async def teaser(ctx: Context, content: Content) -> str | None:
    """The beginning of a paid text for who may not read it; None for who may, and of what is too short for one."""
    if content.visibility is not Visibility.PAID or await readable(ctx, content):
        return None
    beginning = await ctx.loaders.load(graph.beginnings, content.id)
    return teaser_of(beginning or "")


async def offer(ctx: Context, decided: Access) -> ContentOffer | None:
    """At which price what is missing is to be had; None where nothing is, or it isn't sold."""
    return await ctx.loaders.load(catalogue.product_of_content, decided.sold_as) if decided.sold_as else None
