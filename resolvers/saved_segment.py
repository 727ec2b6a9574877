"""Saved segments: made by operators, read by those who may read members."""

from domain.access import Scope
from domain.errors import InvalidInput, NotFound
from domain.ids import IdPrefix, new_id
from domain.page import Connection, Edge, Page, Slice
from domain.saved_segment import Conditions, SavedSegment, check
from domain.user import Choice, User, UserOrder
from graph import saved_segment as graph
from resolvers import audit
from resolvers.context import Context
from resolvers.user_page import connect_users


async def every(ctx: Context) -> list[SavedSegment]:
    """All of them, by name."""
    ctx.viewer.require(Scope.MEMBERS_READ)
    return await ctx.graph.read(graph.every)


async def members(
    ctx: Context, page: Page, slug: str, order: UserOrder, choice: Choice
) -> Connection[Edge[User]] | None:
    """Who is in a saved segment as of its last run, the most active then first; None without that segment.

    Raises:
        NotAllowed: the viewer may not read members.
        InvalidInput: another order or filter stands beside it.
    """
    ctx.viewer.require(Scope.MEMBERS_READ)
    if order is not UserOrder.ACTIVITY or choice != Choice():
        raise InvalidInput("`savedSegment` goes by ACTIVITY, and with no other filter.", ("savedSegment",))
    saved = next((saved for saved in await ctx.graph.read(graph.every) if saved.slug == slug), None)
    if saved is None:
        return None
    cursors = ctx.cursor_key.listing("saved segment", id=saved.id)
    position = cursors.after(page)
    start = {"before_activity": position.keys[0], "before_id": position.keys[1]} if position else {}
    params = graph.OfSavedParams.model_validate({"saved_id": saved.id, "limit": page.first + 1, **start})
    found = Slice.cut(await ctx.graph.read(graph.MOST_ACTIVE_OF_SAVED.all, params), page.first)
    places = {row.id: row.activity for row in found.rows}

    async def count() -> int:
        return saved.members or 0

    return await connect_users(ctx, page, cursors, places, found.has_next, count)


async def save(ctx: Context, slug: str, name: str, wanted: Conditions) -> SavedSegment:
    """Save a segment under its slug, or change the one that is saved there.

    Raises:
        NotAllowed: the viewer doesn't tune models.
        InvalidInput: a condition is out of range, or names what isn't there.
        LimitReached: there are as many as there can be.
    """
    ctx.viewer.require(Scope.MODELS_WRITE)
    check(slug, name, wanted)
    unknown = await ctx.graph.read(
        graph.UNKNOWN.one, graph.SlugsParams(tags=wanted.tags, areas=wanted.areas, tiers=wanted.tiers)
    )
    for field, slugs in unknown:
        if slugs:
            raise InvalidInput(f"There is no {field[:-1]} {slugs[0]!r}.", ("input", "conditions", field))
    said = wanted.model_dump(mode="json", exclude_defaults=True)
    entry = audit.entry(ctx, "saved_segment.saved", slug, after={"slug": slug, "name": name.strip(), **said})
    id = new_id(IdPrefix.SAVED_SEGMENT)
    return await ctx.graph.write(graph.save, id, slug, name.strip(), wanted, ctx.now, entry)


async def delete(ctx: Context, slug: str) -> str:
    """Forget one; its id.

    Raises:
        NotAllowed: the viewer doesn't tune models.
        NotFound: there is none of that slug.
    """
    ctx.viewer.require(Scope.MODELS_WRITE)
    id = await ctx.graph.write(graph.delete, slug, audit.entry(ctx, "saved_segment.deleted", slug))
    if id is None:
        raise NotFound("There is no saved segment of this slug.", ("input", "slug"))
    return id
