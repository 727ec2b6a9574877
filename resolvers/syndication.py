"""Channels of what is newest, for whoever fetches them: what the lists show to who isn't signed in."""

from asyncio import gather
from collections.abc import Sequence

from domain.content import STANDALONE_KINDS, Content
from domain.errors import NotFound
from domain.page import Connection, Edge, Page
from domain.syndication import ENTRIES, Channel, Entry, Subject, entries_of
from graph import content as contents
from resolvers import access, area, content, tag, text, user
from resolvers.content import Wanted
from resolvers.context import Context

COST = 100
"""Points that a document costs: about those of twenty contents with author, tags and text in a query."""

Listed = Connection[Edge[Content]]


async def channel(ctx: Context, subject: Subject, name: str | None, after: str | None) -> Channel:
    """The newest contents of the community, of an area or tag by its slug, or of a user by their handle.

    Raises:
        NotFound: there is no such area, tag or user.
        InvalidInput: `after` is no cursor of this list.
        TurnedAway: the caller asks for more than they may.
    """
    await ctx.allowance.take(COST)
    with ctx.allowance.admitted():
        title, listed = await _listed(ctx, subject, name, Page(ENTRIES, after))
        entries = await _entries(ctx, [edge.node for edge in listed.edges])
    info = listed.page_info
    return Channel(subject, name, title, entries, info.end_cursor if info.has_next_page else None)


async def _listed(ctx: Context, subject: Subject, name: str | None, page: Page) -> tuple[str | None, Listed]:
    if name is None:
        return None, await content.newest(ctx, page, Wanted())
    if subject is Subject.USER:
        member = await user.one(ctx, id=None, handle=name, external_id=None)
        if member is None:
            raise NotFound(f"There is no member {name!r}.")
        return member.display_name, await content.by_author(ctx, member.id, page, STANDALONE_KINDS)
    if subject is Subject.TAG:
        (about,) = await tag.named(ctx, [name], ())
        return about.name, await content.newest(ctx, page, Wanted(tags=[about.slug]))
    place = await area.named(ctx, name, ())
    return place.name, await content.newest(ctx, page, Wanted(area=place.slug))


async def _entries(ctx: Context, found: Sequence[Content]) -> tuple[Entry, ...]:
    """The contents with their texts, which are read in one statement each, or with teasers of those."""
    known = await gather(*(ctx.loaders.load(contents.texts, each.id) for each in found))
    bodies, excerpts, teasers = await gather(
        gather(*(content.body(ctx, each) for each in found)),
        gather(*(text.excerpt(ctx, each) for each in known if each is not None)),
        gather(*(access.teaser(ctx, each) for each in found)),
    )
    cut = iter(excerpts)
    texts = [each and each.model_copy(update={"excerpt": next(cut)}) for each in known]
    return entries_of(found, texts, bodies, teasers)
