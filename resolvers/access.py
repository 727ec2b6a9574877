"""Access to contents: asked of the one place that decides, with what the viewer has to show for those that are paid."""

from asyncio import gather
from collections.abc import Sequence

from domain.access import SCOPES_OF_ROLE, Role, Viewer, access_to
from domain.catalogue import ContentOffer
from domain.content import Access, Content, Visibility
from domain.ids import ContentId, UserId
from domain.teaser import teaser as teaser_of
from graph import access as graph
from graph import catalogue
from resolvers.context import Context

NOBODY = UserId("")
"""Whoever isn't signed in, or isn't a person: holds nothing and wrote nothing."""


async def of(ctx: Context, content: Content) -> Access:
    """Whether the viewer may read a content's body, why, and until when.

    One statement for all paid contents of a list together; none for others, nor for who needs no grant. Who isn't
    signed in has nothing to show, and is told what is a free preview and what a thing is sold as all the same.
    """
    access = access_to(ctx.viewer, content, ctx.now)
    if access.allowed or content.visibility is not Visibility.PAID:
        return access
    claim = await ctx.loaders.load(graph.claims, content.id, ctx.viewer.user_id or NOBODY, ctx.now)
    return access if claim is None else access_to(ctx.viewer, content, ctx.now, claim)


async def locked(ctx: Context, contents: Sequence[Content], reader_id: UserId | None) -> frozenset[ContentId]:
    """Those of the contents that a reader may not read; asked for another than the viewer, as of any member."""
    if reader_id in (None, ctx.viewer.user_id):
        decided = await gather(*(of(ctx, content) for content in contents))
        return frozenset(each.id for each, access in zip(contents, decided, strict=True) if not access.allowed)
    member, found = Viewer(reader_id, Role.MEMBER, SCOPES_OF_ROLE[Role.MEMBER]), set[ContentId]()
    claims = await ctx.graph.read(graph.claims, [each.id for each in contents], reader_id, ctx.now) if contents else {}
    for content in contents:
        if not access_to(member, content, ctx.now, claims.get(content.id)).allowed:
            found.add(content.id)
    return frozenset(found)


async def readable(ctx: Context, content: Content) -> bool:
    """Whether the viewer may read a content's body, and what tells of it."""
    return (await of(ctx, content)).allowed


async def teaser(ctx: Context, content: Content) -> str | None:
    """The beginning of a paid text for who may not read it; None for who may, and of what is too short for one.

    Replies have none: they were written for who reads there, and aren't for sale.
    """
    if content.visibility is not Visibility.PAID or content.kind.reply or await readable(ctx, content):
        return None
    beginning = await ctx.loaders.load(graph.beginnings, content.id)
    return teaser_of(beginning or "")


async def offer(ctx: Context, decided: Access) -> ContentOffer | None:
    """At which price what is missing is to be had; None where nothing is, or it isn't sold."""
    return await ctx.loaders.load(catalogue.product_of_content, decided.sold_as) if decided.sold_as else None
