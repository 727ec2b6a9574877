"""Areas: one by one and all of them, what holds in each, and changing that."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from domain.access import Scope
from domain.area import Area, AreaKind
from domain.area_rules import (
    MAX_NAME,
    MAX_NORMS,
    AreaRules,
    Norms,
    Poster,
    PostingRule,
    check_weights,
    may_post,
)
from domain.errors import Conflict, InvalidInput, NotAllowed, NotFound
from domain.ids import AreaId, IdPrefix, new_id, require_id
from domain.text import required_line, slug
from graph import area as graph
from graph import membership as memberships
from graph import standing
from graph import user as users
from graph.queries import NoParams
from resolvers import audit
from resolvers.context import Context
from resolvers.slugs import all_of

MAX_VERSIONS = 100


async def all(ctx: Context) -> list[Area]:
    """Every area, by name."""
    return await ctx.graph.read(graph.ALL.all, NoParams())


async def by_id(ctx: Context, id: AreaId) -> Area | None:
    """The area of that id."""
    return await ctx.loaders.load(graph.by_ids, id)


async def known(ctx: Context, ids: Sequence[AreaId]) -> list[Area]:
    """Those of these areas that are there, in their order."""
    found = await asyncio.gather(*(by_id(ctx, id) for id in ids))
    return [each for each in found if each is not None]


async def by_slug(ctx: Context, slug: str) -> Area | None:
    """The area of that slug."""
    return await ctx.loaders.load(graph.by_slugs, slug)


async def named(ctx: Context, slug: str, path: tuple[str, ...]) -> Area:
    """The area of that slug, which the client named at `path`.

    Raises:
        NotFound: there is none.
    """
    found = (await ctx.graph.read(graph.by_slugs, [slug])).get(slug)
    if found is None:
        raise NotFound(f"There is no area {slug!r}.", path)
    return found


async def all_named(ctx: Context, slugs: Sequence[str], path: tuple[str, ...]) -> list[Area]:
    """The areas of these slugs, in their order, which the client listed at `path`.

    Raises:
        NotFound: there is none of a slug; the message names the first.
    """
    return await all_of(ctx, graph.by_slugs, slugs, path, "area")


async def rules(ctx: Context, id: AreaId) -> AreaRules:
    """What holds in the area."""
    found = await ctx.loaders.load(graph.rules, id)
    if found is None:
        raise NotFound("This area is gone.")
    return found


async def parent(ctx: Context, id: AreaId) -> Area | None:
    """The area it stands within."""
    within = (await rules(ctx, id)).parent_id
    return await by_id(ctx, within) if within else None


async def within(ctx: Context, id: AreaId) -> list[Area]:
    """The areas within it, by name."""
    rows = await ctx.graph.read(graph.WITHIN.all, graph.IdParams(id=id))
    found = await ctx.graph.read(graph.by_ids, [row.id for row in rows])
    return [found[row.id] for row in rows if row.id in found]


async def norms(ctx: Context, area: Area) -> list[Norms]:
    """The versions of its norms, the newest first, at most 100. What was imported has no time."""
    params = graph.NormsParams(area_id=area.id, limit=MAX_VERSIONS)
    kept = await ctx.graph.read(graph.NORMS.all, params)
    return kept or ([Norms(version=1, text=area.norms, at=None)] if area.norms else [])


async def check_posting(ctx: Context, area: Area) -> None:
    """Go on only when the viewer may start something in the area.

    Raises:
        NotAllowed: they may not; the message says what is missing.
    """
    user_id = ctx.viewer.require_user()
    user = await ctx.loaders.load(users.by_ids, user_id)
    if user is None:
        raise NotFound("Your account is gone.")
    membership = await ctx.loaders.load(memberships.in_areas, area.id, user_id)
    who, holds = Poster(ctx.viewer.role, user.joined_at, membership), await rules(ctx, area.id)
    if holds.posting.asks_for_standing:
        ground = await ctx.loaders.load(standing.of_members, user_id, area.id)
        if ground is not None:
            points = ground.everywhere().career.points
            who = replace(who, standing=ground.here(ctx.viewer), points=points)
    may_post(area, holds, who, ctx.now)


async def posting_refusal(ctx: Context, area: Area) -> str | None:
    """Why the viewer may not start something there, or None."""
    try:
        ctx.viewer.require(Scope.CONTENT_WRITE)
        await check_posting(ctx, area)
    except NotAllowed as refused:
        return refused.message
    return None


async def create(ctx: Context, name: str, short: str | None, kind: AreaKind, changes: Mapping[str, Any]) -> Area:
    """A new area.

    Raises:
        Conflict: its slug is taken.
    """
    ctx.viewer.require(Scope.AREAS_MANAGE)
    line = _name(name)
    chosen = slug(line) if short is None else short
    if not chosen or chosen != slug(chosen):
        raise InvalidInput("Give a slug of lower-case letters, digits and hyphens.", ("input", "slug"))
    id = AreaId(new_id(IdPrefix.AREA))
    new = graph.CreateParams(id=id, slug=chosen, name=line, kind=kind)
    change = await _change(ctx, id, changes)
    entry = audit.entry(ctx, "area.created", id, after={"slug": chosen, "name": line, "kind": kind} | _told(change))
    if not await ctx.graph.write(graph.create, new, change, ctx.now, entry):
        raise Conflict(f"There is an area {chosen!r} already.", ("input", "slug"))
    return await _now(ctx, id)


async def edit(ctx: Context, id: str, name: str | None, kind: AreaKind | None, changes: Mapping[str, Any]) -> Area:
    """Change what is given of an area.

    Raises:
        NotFound: there is none of that id.
    """
    ctx.viewer.require(Scope.AREAS_MANAGE)
    area_id = AreaId(require_id(id, IdPrefix.AREA))
    change = await _change(ctx, area_id, changes)
    more = {"name": _name(name)} if name is not None else {}
    properties = {**change.properties, **more, **({"kind": kind} if kind is not None else {})}
    change = change.model_copy(update={"properties": properties})
    entry = audit.entry(ctx, "area.edited", area_id, after=_told(change))
    if not await ctx.graph.write(graph.edit, change, ctx.now, entry):
        raise NotFound("There is no area of this id.", ("input", "id"))
    return await _now(ctx, area_id)


async def _now(ctx: Context, id: AreaId) -> Area:
    return (await ctx.graph.read(graph.by_ids, [id]))[id]


def _told(change: graph.ChangeParams) -> dict[str, Any]:
    return dict(change.properties) | ({} if change.parent_id is None else {"parent_id": change.parent_id or None})


def _name(name: str) -> str:
    return required_line(name, MAX_NAME, f"A name has 1 to {MAX_NAME} characters.", ("input", "name"))


async def _change(ctx: Context, id: AreaId, given: Mapping[str, Any]) -> graph.ChangeParams:
    """What is given of norms, ads_allowed, posting, weights, half_life_hours and parent, checked."""
    properties: dict[str, Any] = {}
    if (text := given.get("norms")) is not None:
        if not 0 < len(text.strip()) <= MAX_NORMS:
            raise InvalidInput(f"Norms have 1 to {MAX_NORMS:,} characters.", ("input", "norms"))
        properties["norms"] = text.strip()
    if given.get("ads_allowed") is not None:
        properties["ads_allowed"] = given["ads_allowed"]
    posting: PostingRule | None = given.get("posting")
    if posting is not None:
        posting.check()
        properties |= {f"post_{name}": value for name, value in posting.model_dump().items()}
    weights, half_life = given.get("weights") or {}, given.get("half_life_hours")
    check_weights(weights, half_life)
    properties |= {f"hot_{act}": float(weight) for act, weight in weights.items()}
    if half_life is not None:
        properties["hot_half_life_hours"] = float(half_life)
    return graph.ChangeParams(id=id, properties=properties, parent_id=await _parent(ctx, given.get("parent")))


async def _parent(ctx: Context, slug: str | None) -> AreaId | None:
    if not slug:
        return None if slug is None else graph.NO_PARENT
    return (await named(ctx, slug, ("input", "parent"))).id
