"""Targeting as clients name it, with slugs and contents, made into what is kept and matched."""

import asyncio
from collections.abc import Iterable, Sequence

from domain.access import Scope
from domain.errors import Conflict, InvalidInput, NotFound
from domain.ids import ContentId, IdPrefix, parse_id
from domain.match import PLUS
from domain.reach import LEAST
from domain.targeting import Targeting, path_of
from graph import content, saved_segment
from resolvers import area, tag
from resolvers.context import Context

TAGS = ("include_tags", "exclude_tags", "interest_tags", "exclude_interest_tags")
AREAS = ("areas", "exclude_areas")
SAVED = ("saved_segments", "exclude_saved_segments")


async def resolved(ctx: Context, asked: Targeting) -> Targeting:
    """The targeting with ids for slugs, and with the tags of the contents that pages are to be similar to.

    Raises:
        InvalidInput: nobody could match it.
        NotFound: a tag, an area, a saved segment or a content isn't there, or not for the viewer.
        NotAllowed: it names saved segments, and the viewer may not read members.
        Conflict: so few are in a saved segment that it would single them out.
    """
    asked.check()
    ids: dict[str, tuple[str, ...]] = {}
    for name in TAGS:
        ids[name] = tuple(each.id for each in await tag.named(ctx, getattr(asked, name), path_of(name)))
    for name in AREAS:
        ids[name] = tuple(each.id for each in await area.all_named(ctx, getattr(asked, name), path_of(name)))
    for name in SAVED:
        ids[name] = await saved_named(ctx, getattr(asked, name), path_of(name))
    return asked.model_copy(update={**ids, "similar_tags": await _tags_of(ctx, asked.similar_to)})


async def saved_named(ctx: Context, slugs: Sequence[str], path: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of saved segments, which only who may read members may name, of those that single nobody out.

    Raises:
        NotAllowed: the viewer may not.
        NotFound: nothing is saved under a slug.
        Conflict: one has too few members, or no run has worked them out yet.
    """
    if not slugs:
        return ()
    ctx.viewer.require(Scope.MEMBERS_READ)
    every = {saved.slug: saved for saved in await ctx.graph.read(saved_segment.every)}
    for number, slug in enumerate(slugs):
        at = (*path, str(number))
        if slug not in every:
            raise NotFound("There is no saved segment of this slug.", at)
        members = every[slug].members
        if members is None:
            raise Conflict(f"Who is in {slug} isn't worked out yet: try in an hour.", at)
        if members < LEAST:
            raise Conflict(f"In {slug} are fewer than {LEAST} members, too few for ads.", at)
    return tuple(every[slug].id for slug in slugs)


async def saved_slugs(ctx: Context, ids: Iterable[str]) -> dict[str, str]:
    """By their ids, in their order, the slugs of those of these saved segments that are there."""
    named = tuple(ids)
    found = await asyncio.gather(*(ctx.loaders.load(saved_segment.slugs, id) for id in named))
    return {id: slug for id, slug in zip(named, found, strict=True) if slug is not None}


async def _tags_of(ctx: Context, ids: tuple[ContentId, ...]) -> tuple[str, ...]:
    """The tags of each of these contents, which the viewer must be able to find."""
    path = path_of("similar_to")
    for number, id in enumerate(ids):
        if _prefix(id) is not IdPrefix.CONTENT:
            raise InvalidInput("Name contents by their ids, as the API gave them to you.", (*path, str(number)))
    found = await ctx.graph.read(content.by_ids, ids, ctx.viewer, ctx.now) if ids else {}
    for number, id in enumerate(ids):
        if id not in found:
            raise NotFound("There is no content of this id.", (*path, str(number)))
    return tuple(PLUS.join(sorted(tag.id for tag in found[id].tags)) for id in ids)


def _prefix(id: str) -> IdPrefix | None:
    try:
        return parse_id(id)
    except InvalidInput:
        return None
