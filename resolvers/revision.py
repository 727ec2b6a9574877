"""Editing one's own contents, and what was edited."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from domain.access import sees_history
from domain.content import DETAILS, Content, ContentText, Visibility
from domain.errors import Conflict, InvalidInput, NotAllowed, NotFound
from domain.ids import IdPrefix, require_id
from domain.newcomer import Deed
from domain.outbox import EventType, outbox_event
from domain.publish import Draft, Manuscript, draft_of
from domain.revision import EDITABLE, Changes, Edition, Revision, difference, note_of
from domain.rights import Right, require
from graph import content as contents
from graph import review as reviews
from graph import revision as graph
from graph import standing
from graph.database import Transaction
from graph.publish import OWN, Own, OwnParams
from resolvers import review
from resolvers.context import Context
from resolvers.publish import author, check_place


async def edit(ctx: Context, id: str, changes: Changes) -> tuple[int, Content | None]:
    """Make the next version of a content of the viewer's, or give another's other tags: its number, and the content.

    Its author sees it also while a check holds it, which may have something against a new text.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person; or it is another's, and they may not do that.
        NotFound: the viewer can find no such content, or there is no such tag or area.
        InvalidInput: it can't be changed like this.
        Conflict: it was edited meanwhile, or removed, or says now what they have published before.
        LimitReached: they are new, and have done enough for today.
    """
    own = await _editable(ctx, id, changes)
    _check(own, changes)
    known = (await ctx.graph.read(contents.texts, [own.id]))[own.id]  # not by a loader, which would keep it
    draft = await asyncio.to_thread(draft_of, _manuscript(own, known, changes))
    anew = changes.body not in (None, own.source) or draft.canonical_url != known.canonical_url
    await check_place(ctx, changes.tags or (), changes.area if changes.area != own.area else None)
    new = _edition(ctx, own, draft, changes, anew)
    told = {"contentId": own.id, "kind": own.kind, "authorId": own.author_id, "version": own.version + 1}
    event = outbox_event(EventType.CONTENT_EDITED, ctx.now, told)

    async def work(tx: Transaction) -> bool:
        ground = await standing.ground(tx, ctx.viewer)
        deed = Deed("edits") if changes.body is None else Deed.of("edits", draft.body)
        await standing.hold(tx, ctx.viewer, ground, deed, ctx.now)
        return await graph.edit(tx, new, draft, author(ctx), event)

    if not await (ctx.graph.write(work) if changes.only_tags else _reviewed(ctx, own, draft, anew, work)):
        raise _stale((await _editable(ctx, id, changes)).version)
    ctx.live.nudge()
    return own.version + 1, await review.shown(ctx, own.id)


async def history(ctx: Context, of: Content, first: int) -> Sequence[Revision] | None:
    """The versions of a content, the latest first; None for who may not see them, nothing if it was never edited."""
    if not sees_history(ctx.viewer, of):
        return None
    params = graph.OfContentParams(content_id=of.id, limit=first)
    return await ctx.graph.read(graph.OF_CONTENT.all, params)


async def diff(ctx: Context, revision: Revision) -> str | None:
    """What a version changed; None for the first, and when it is too long to compare."""
    numbers = (revision.number - 1, revision.number)
    texts = await ctx.graph.read(graph.texts, revision.content_id, numbers)
    return await asyncio.to_thread(difference, *texts) if len(texts) == 2 else None


async def _editable(ctx: Context, id: str, changes: Changes) -> Own:
    """The content the viewer is about to edit: their own, or one whose tags alone they change, and may.

    Raises:
        NotAllowed: nobody is signed in, or somebody who isn't a person; or it is another's, and they may not do that.
        NotFound: the viewer can find no such content.
    """
    own = OwnParams(id=require_id(id, IdPrefix.CONTENT), user_id=author(ctx))
    if found := await ctx.graph.read(OWN.one_or_none, own):
        return found
    params = graph.OfOthersParams(**own.model_dump(), audience=ctx.viewer.audience, now=ctx.now)
    found = await ctx.graph.read(graph.OF_OTHERS.one_or_none, params)
    if found is None:
        raise NotFound("There is no such content, or you can't find it.", ("input", "id"))
    if not changes.only_tags:
        raise NotAllowed("Others wrote this: nothing of it but its tags is yours to change.", ("input", "id"))
    held = (await ctx.graph.read(standing.ground, ctx.viewer, found.id)).here(ctx.viewer)
    require(Right.RETAG, held, ctx.now, ("input", "id"))
    return found


async def _reviewed(
    ctx: Context, own: Own, draft: Draft, anew: bool, work: Callable[[Transaction], Awaitable[bool]]
) -> bool:
    """Write the new version, hidden if checks have something against it that is new."""
    body = (await ctx.graph.read(contents.bodies, [own.id])).get(own.id)
    looked_at = await ctx.graph.read(reviews.submission, own.id, author(ctx), draft, ctx.now)
    before = replace(looked_at, title=own.title, body=body or "", same=() if anew else looked_at.same)
    return await review.write(ctx, looked_at, work, before)


def _check(own: Own, changes: Changes) -> None:
    if own.visibility not in EDITABLE:
        raise Conflict("A moderator has removed it.", ("input", "id"))
    if own.version != changes.version:
        raise _stale(own.version)
    of_above = ("title", "tags", "area", "details") if own.kind.reply else ("area",)
    for name in () if own.kind.standalone else of_above:
        if getattr(changes, name) is not None:
            raise InvalidInput(f"{own.kind} has what it stands below for that; leave `{name}` out.", ("input", name))


def _stale(version: int) -> Conflict:
    return Conflict(f"It is at version {version} by now: read it again, and edit that.", ("input", "version"))


def _manuscript(own: Own, known: ContentText, changes: Changes) -> Manuscript:
    """The content as it would be handed in now: what changes, and what stays."""
    return Manuscript(
        kind=own.kind,
        title=own.title if changes.title is None else changes.title,
        body=own.source if changes.body is None else changes.body,
        format=changes.format or own.format,
        tags=own.tags if changes.tags is None else changes.tags,
        area=changes.area or own.area,
        visibility=Visibility.PUBLIC,
        language=changes.language or (known.language if changes.body is None else None),
        canonical_url=known.canonical_url if changes.canonical_url is None else changes.canonical_url,
        cross_post=changes.cross_post,
        details=known.details() if changes.details is None else changes.details,
    )


def _edition(ctx: Context, own: Own, draft: Draft, changes: Changes, anew: bool) -> Edition:
    before = {"title": own.title, "source": own.source, "format": own.format, "tags": own.tags, "area": own.area}
    return Edition(
        content_id=own.id,
        author_id=own.author_id,
        version=own.version,
        title=draft.title,
        tags=draft.tags,
        area=draft.area,
        properties={**dict.fromkeys(DETAILS), **draft.properties()},
        before=before,
        note=note_of(changes.note),
        at=ctx.now,
        anew=anew,
    )
