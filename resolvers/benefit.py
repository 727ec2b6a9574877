"""Benefits: what members may have, looked up by everybody and managed by operators."""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.access import Scope
from domain.area import Area
from domain.benefit import Benefit, BenefitKind, check_unlocks
from domain.content import Content
from domain.errors import Conflict, InvalidInput, NotFound
from domain.ids import ContentId, IdPrefix, new_id, require_id
from domain.page import Connection, Edge, Page, Slice, connect
from domain.text import line_of_text, required_line, slug
from graph import benefit as graph
from graph import benefit_changes as changes
from graph import content as contents
from resolvers import area, audit, content
from resolvers.context import Context

MAX_NAME = 100
MAX_DESCRIPTION = 2_000
MAX_CONTENTS = 100


async def by_id(ctx: Context, id: str) -> Benefit | None:
    """One benefit, together with all others asked for in the same tick."""
    return await ctx.loaders.load(graph.by_ids, id)


async def known(ctx: Context, ids: Sequence[str]) -> list[Benefit]:
    """Those of the benefits that are there, in their order."""
    found = [await by_id(ctx, id) for id in ids]
    return [each for each in found if each is not None]


async def latest(ctx: Context, kinds: Sequence[BenefitKind], page: Page) -> Connection[Edge[Benefit]]:
    """Benefits of some kinds, the newest first."""
    ctx.viewer.require(Scope.CATALOGUE_MANAGE)
    cursors = ctx.cursor_key.listing("benefits", kinds=sorted(kinds))
    position = cursors.after(page)
    start = {"before_id": position.keys[0]} if position else {}
    params = changes.LatestParams.model_validate({"kinds": kinds, "limit": page.first + 1, **start})
    found = Slice.cut(await ctx.graph.read(changes.LATEST.all, params), page.first)
    return connect(found, page, lambda row: cursors.encode((row.id,)))


async def contents_of(ctx: Context, benefit: Benefit) -> list[Content]:
    """The contents it unlocks one by one, of those the viewer can find; at most 100."""
    return await content.known(ctx, await ctx.loaders.load(changes.contents, benefit.id) or [])


async def areas_of(ctx: Context, benefit: Benefit) -> list[Area]:
    """The areas in which it unlocks what is paid, by name."""
    return await area.known(ctx, await ctx.loaders.load(changes.areas, benefit.id) or [])


async def create(
    ctx: Context,
    short: str,
    kind: BenefitKind,
    given: Mapping[str, Any],
    content_ids: Sequence[str],
    areas: Sequence[str],
) -> Benefit:
    """A new benefit.

    Raises:
        InvalidInput: it can't be like this.
        NotFound: there is no such content or area.
        Conflict: its slug is taken.
    """
    ctx.viewer.require(Scope.CATALOGUE_MANAGE)
    id = new_id(IdPrefix.BENEFIT)
    check_unlocks(kind, bool(content_ids), bool(areas))
    unlock = await _unlock(ctx, id, content_ids, areas)
    params = changes.CreateParams(id=id, slug=slug_of(short), kind=kind, at=ctx.now, **named(given))
    entry = audit.entry(ctx, "benefit.created", id, after=params.model_dump(mode="json") | unlock.model_dump())
    made = await ctx.graph.write(changes.create, params, unlock.content_ids, unlock.area_ids, entry)
    if made is None:
        raise Conflict(f"There is a benefit {params.slug!r} already.", ("input", "slug"))
    return made


async def edit(
    ctx: Context, id: str, given: Mapping[str, Any], content_ids: Sequence[str] | None, areas: Sequence[str] | None
) -> Benefit:
    """Change what is given of a benefit; what it unlocks is changed for who holds it, too.

    Raises:
        NotFound: there is no such benefit, content or area.
        InvalidInput: it can't be like this.
    """
    ctx.viewer.require(Scope.CATALOGUE_MANAGE)
    before = await ctx.graph.read(graph.BY_IDS.one_or_none, contents.IdsParams(ids=[require_id(id, IdPrefix.BENEFIT)]))
    if before is None:
        raise NotFound("There is no benefit of this id.", ("input", "id"))
    unlock = None
    if content_ids is not None or areas is not None:
        check_unlocks(before.kind, bool(content_ids), bool(areas))
        unlock = await _unlock(ctx, id, content_ids or (), areas or ())
    params = changes.ChangeParams(id=id, properties=changed(given))
    entry = audit.entry(ctx, "benefit.edited", id)
    edited = await ctx.graph.write(changes.change, params, unlock, entry)
    assert edited is not None, "benefits are never deleted"
    return edited


async def _unlock(ctx: Context, id: str, content_ids: Sequence[str], areas: Sequence[str]) -> changes.UnlockParams:
    """What it is to unlock.

    Raises:
        NotFound: one isn't there; the message names it.
    """
    path = ("input", "contents")
    if len(content_ids) > MAX_CONTENTS:
        raise InvalidInput(f"Name at most {MAX_CONTENTS} contents.", path)
    ids = [ContentId(require_id(each, IdPrefix.CONTENT, "contents")) for each in dict.fromkeys(content_ids)]
    found = {each.id for each in await content.known(ctx, ids)}
    for number, each in enumerate(ids):
        if each not in found:
            raise NotFound(f"There is no content {each}, or you can't find it.", (*path, str(number)))
    chosen = await area.all_named(ctx, areas, ("input", "areas"))
    return changes.UnlockParams(id=id, content_ids=ids, area_ids=[each.id for each in chosen])


def named(given: Mapping[str, Any]) -> dict[str, Any]:
    """The name and description of something new in the catalogue.

    Raises:
        InvalidInput: it has no name, or a longer one than can be shown.
    """
    return {"description": None} | changed(given)


def changed(given: Mapping[str, Any]) -> dict[str, Any]:
    """What is given of a name and a description, as it is kept; the empty description is none.

    Raises:
        InvalidInput: the name is empty, or one of them is too long.
    """
    properties: dict[str, Any] = {}
    if given.get("name") is not None:
        told = f"A name has 1 to {MAX_NAME} characters."
        properties["name"] = required_line(given["name"], MAX_NAME, told, ("input", "name"))
    if (text := given.get("description")) is not None:
        line = line_of_text(text, len(text) + 1)
        if len(line) > MAX_DESCRIPTION:
            raise InvalidInput(f"A description has at most {MAX_DESCRIPTION:,} characters.", ("input", "description"))
        properties["description"] = line or None
    return properties


def slug_of(text: str) -> str:
    """The slug itself.

    Raises:
        InvalidInput: it isn't one.
    """
    if not text or text != slug(text):
        raise InvalidInput("Give a slug of lower-case letters, digits and hyphens.", ("input", "slug"))
    return text
