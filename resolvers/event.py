"""Ingest over the API: permission, checks row by row, and one write for the batch."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from domain.access import Scope
from domain.erasure import ErasedThing
from domain.errors import InvalidInput
from domain.event import Event, EventOutcome, EventResult, refusal
from domain.ids import ContentId, UserId
from domain.interaction import InteractionType
from graph import event as graph
from graph import merge, tombstone
from graph.database import Transaction
from graph.merge import Lead
from resolvers.context import Context

N = TypeVar("N")
MAX_BATCH = 500
MAX_NAME = 200
MAX_DWELL_SECONDS = 24 * 3600
WITHOUT_CONTENT = frozenset({InteractionType.SEARCH, InteractionType.FOLLOW})


@dataclass(frozen=True, slots=True)
class Observed:
    """One event as sent: users and contents are named by id or by external id, and not looked up yet."""

    source: str
    event_id: str
    type: InteractionType
    occurred_at: datetime
    user_id: str | None = None
    user_external_id: str | None = None
    content_id: str | None = None
    content_external_id: str | None = None
    dwell_seconds: int | None = None
    exposure_id: str | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """Who and what a batch speaks of: ids and external ids, each to what the graph has of that name.

    `erased` are users that were there once. What is told of them again counts for contents, as it does since.
    """

    users: Mapping[str, graph.ResolvedUser]
    merged: Mapping[str, Lead]
    """Accounts that were merged into others, which are among `users` under their names."""
    erased: Collection[str]
    contents: Mapping[str, graph.Resolved]


async def record(ctx: Context, batch: Sequence[Observed]) -> list[EventResult]:
    """Accept a batch of at most 500. One result an event, in the order given; a bad event doesn't spoil the others.

    Members may record what they did themselves; other people's acts need the scope `events:write`.
    """
    if not ctx.viewer.has(Scope.EVENTS_WRITE):
        ctx.viewer.require(Scope.EVENTS_OWN)
    if not 0 < len(batch) <= MAX_BATCH:
        raise InvalidInput(f"Send between 1 and {MAX_BATCH} events at once.", path=("input", "events"))
    names = await ctx.graph.read(_names, batch)
    results: list[EventResult | None] = []
    events: list[Event] = []
    for observed in batch:
        event = _checked(ctx, observed, names)
        results.append(event if isinstance(event, EventResult) else None)
        if isinstance(event, Event):
            events.append(event)
    recorded = iter(await ctx.graph.write(graph.record, events, ctx.now) if events else [])
    return [result or next(recorded) for result in results]


async def _names(tx: Transaction, batch: Sequence[Observed]) -> Names:
    users = await graph.resolve_users(tx, _given(o.user_id for o in batch), _given(o.user_external_id for o in batch))
    contents = await graph.resolve_contents(
        tx, _given(o.content_id for o in batch), _given(o.content_external_id for o in batch)
    )
    unknown = [name for o in batch for name in (o.user_id, o.user_external_id) if name and name not in users]
    merged = await merge.leads(tx, sorted(set(unknown))) if unknown else {}
    survivors = await graph.resolve_users(tx, sorted({lead.into_id for lead in merged.values()}), []) if merged else {}
    users |= {name: survivors[lead.into_id] for name, lead in merged.items() if lead.into_id in survivors}
    erased = await _erased(tx, batch, users)
    return Names(users, merged, erased, contents)


async def _erased(tx: Transaction, batch: Sequence[Observed], users: Mapping[str, graph.ResolvedUser]) -> set[str]:
    ids = _given(o.user_id for o in batch if o.user_id not in users)
    external_ids = _given(o.user_external_id for o in batch if o.user_external_id not in users)
    found = {**(await tombstone.erased(tx, ErasedThing.USER_ID, ids) if ids else {})}
    return {*found, *(await tombstone.erased(tx, ErasedThing.USER_EXTERNAL_ID, external_ids) if external_ids else {})}


def _given(names: Iterable[str | None]) -> list[str]:
    return sorted({name for name in names if name})


def _checked(ctx: Context, observed: Observed, names: Names) -> Event | EventResult:
    """The event ready to be counted, or why it can't be."""
    user = _named(names.users, observed.user_id, observed.user_external_id)
    content = _named(names.contents, observed.content_id, observed.content_external_id)
    user_id, content_id = user.id if user else None, content.id if content else None
    reason = (
        _malformed(observed)
        or _unknown(observed, user_id, content_id, names)
        or _foreign(ctx, user_id)
        or refusal(observed.occurred_at, ctx.now, backfill=ctx.viewer.has(Scope.EVENTS_BACKFILL))
    )
    if reason is not None:
        return EventResult(observed.event_id, EventOutcome.REJECTED, reason)
    event = _event(observed, user_id, content_id, names)
    return event.without_user() if user and event.type.passive and not user.analytics else event


def _event(observed: Observed, user_id: str | None, content_id: str | None, names: Names) -> Event:
    lead = _named(names.merged, observed.user_id, observed.user_external_id)
    sent_by = lead.user_id if lead else user_id
    event = Event(
        source=observed.source,
        event_id=observed.event_id,
        type=observed.type,
        user_id=UserId(sent_by) if sent_by else None,
        content_id=ContentId(content_id) if content_id else None,
        occurred_at=observed.occurred_at,
        dwell_seconds=observed.dwell_seconds,
        exposure_id=observed.exposure_id,
    )
    return event.of_survivor(lead.into_id) if lead else event


def _named(known: Mapping[str, N], id: str | None, external_id: str | None) -> N | None:
    name = id or external_id
    return known.get(name) if name else None


def _malformed(observed: Observed) -> str | None:
    for field, value in (("source", observed.source), ("eventId", observed.event_id)):
        if not 0 < len(value) <= MAX_NAME:
            return f"{field} must have 1 to {MAX_NAME} characters."
    if observed.user_id and observed.user_external_id:
        return "Name the user by userId or by userExternalId, not by both."
    if observed.content_id and observed.content_external_id:
        return "Name the content by contentId or by contentExternalId, not by both."
    if observed.dwell_seconds is not None and not 0 <= observed.dwell_seconds <= MAX_DWELL_SECONDS:
        return f"dwellSeconds must be between 0 and {MAX_DWELL_SECONDS}."
    if observed.exposure_id is not None and len(observed.exposure_id) > MAX_NAME:
        return f"exposureId must have at most {MAX_NAME} characters."
    return None


def _unknown(observed: Observed, user_id: str | None, content_id: str | None, names: Names) -> str | None:
    user = observed.user_id or observed.user_external_id
    if user and user_id is None and user not in names.erased:
        return "No such user."
    if (observed.content_id or observed.content_external_id) and content_id is None:
        return "No such content."
    if content_id is None and observed.type not in WITHOUT_CONTENT:
        return f"{observed.type} needs contentId or contentExternalId."
    if content_id is None and user_id is None:
        return "Name a user, a content, or both."
    return None


def _foreign(ctx: Context, user_id: str | None) -> str | None:
    if user_id != ctx.viewer.user_id and not ctx.viewer.has(Scope.EVENTS_WRITE):
        return "Members record only their own acts: other users' need the scope events:write."
    return None
