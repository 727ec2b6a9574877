"""Targeting as clients name it, with slugs and contents, made into what is kept and matched."""

from domain.errors import InvalidInput, NotFound
from domain.ids import ContentId, IdPrefix, parse_id
from domain.match import PLUS
from domain.targeting import Targeting, path_of
from graph import content
from resolvers import area, tag
from resolvers.context import Context

TAGS = ("include_tags", "exclude_tags", "interest_tags", "exclude_interest_tags")
AREAS = ("areas", "exclude_areas")


async def resolved(ctx: Context, asked: Targeting) -> Targeting:
    """The targeting with ids for slugs, and with the tags of the contents that pages are to be similar to.

    Raises:
        InvalidInput: nobody could match it.
        NotFound: a tag, an area or a content isn't there, or not for the viewer.
    """
    asked.check()
    ids: dict[str, tuple[str, ...]] = {}
    for name in TAGS:
        ids[name] = tuple(each.id for each in await tag.named(ctx, getattr(asked, name), path_of(name)))
    for name in AREAS:
        ids[name] = tuple(each.id for each in await area.all_named(ctx, getattr(asked, name), path_of(name)))
    return asked.model_copy(update={**ids, "similar_tags": await _tags_of(ctx, asked.similar_to)})


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
