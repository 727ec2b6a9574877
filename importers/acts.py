"""Observed acts of another system, in its own ids, on their way to the one place where events are counted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Generic, TypeVar

from domain.event import Event, EventOutcome, EventResult
from domain.ids import ContentId, UserId
from domain.interaction import InteractionType
from graph.database import Graph, Transaction
from graph.event import record
from graph.importing import Lookup, Member, Thread, content_ids, members, threads
from graph.points_backfill import keep_imported
from importers.problems import Place, Problems
from importers.run import Placed, Run, Tally

T = TypeVar("T")
REMEMBERED = 1_000_000
"""Ids kept by each `Directory`; beyond that it starts afresh, so that memory stays bounded on any input."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act. `user` and `content` are external ids; without `user` nobody is named, as with secret votes."""

    event_id: str
    type: InteractionType
    user: str | None
    content: str
    at: datetime
    dwell_seconds: int | None = None


class Directory(Generic[T]):
    """What the graph has under external ids, looked up a batch at a time and remembered."""

    def __init__(self, graph: Graph, lookup: Lookup[T]) -> None:
        self._graph, self._lookup = graph, lookup
        self._found: dict[str, T] = {}

    async def find(self, external_ids: Iterable[str]) -> dict[str, T]:
        """Those that are there."""
        wanted = set(external_ids)
        missing = sorted(wanted - self._found.keys())
        if len(self._found) + len(missing) > REMEMBERED:
            self._found, missing = {}, sorted(wanted)
        if missing:
            self._found |= await self._graph.read(self._lookup, missing)
        return {external_id: self._found[external_id] for external_id in wanted if external_id in self._found}


class ActWriter:
    """Records acts on the very content they name."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._users = Directory(run.graph, members)
        self._contents = Directory(run.graph, content_ids)

    async def write(self, rows: Sequence[Placed[Act]]) -> Tally:
        """Resolve and record one batch."""
        users = await self._users.find(row.item.user for row in rows if row.item.user is not None)
        contents = await self._contents.find(row.item.content for row in rows)
        events: list[tuple[Place, Event]] = []
        for row in rows:
            if row.item.content not in contents:
                self._run.problems.add(row.place, f"content {row.item.content[:80]} is not known")
            elif row.item.user is not None and row.item.user not in users:
                self._run.problems.add(row.place, f"user {row.item.user[:80]} is not known")
            else:
                member = users[row.item.user] if row.item.user is not None else None
                events.append((row.place, event_of(self._run, row.item, member, contents[row.item.content])))
        return await count(self._run, events)


class ThreadWriter:
    """Records acts on the thread of the post they name: an answer's question, else the post itself.

    Votes stay with the post that was voted on. To ACCEPT, which sites log without a name, is the asker's act. Posts
    that aren't here are reported to `problems`.
    """

    def __init__(self, run: Run, problems: Problems) -> None:
        self._run, self._problems = run, problems
        self._users = Directory(run.graph, members)
        self._threads = Directory(run.graph, threads)

    async def write(self, rows: Sequence[Placed[Act]]) -> Tally:
        """Resolve and record one batch."""
        users = await self._users.find(row.item.user for row in rows if row.item.user is not None)
        found = await self._threads.find(row.item.content for row in rows)
        events: list[tuple[Place, Event]] = []
        for row in rows:
            thread = found.get(row.item.content)
            if thread is None:
                self._problems.add(row.place, f"post {row.item.content[:80]} is not known")
                continue
            member = users.get(row.item.user) if row.item.user is not None else None
            events.append((row.place, _in_thread(self._run, row.item, member, thread)))
        return await count(self._run, events)


def _in_thread(run: Run, act: Act, member: Member | None, thread: Thread) -> Event:
    if act.type in (InteractionType.VOTE_UP, InteractionType.VOTE_DOWN):
        return event_of(run, act, member, thread.id)
    event = event_of(run, act, member, thread.root_id)
    if act.type is InteractionType.ACCEPT:
        return replace(event, user_id=None if thread.root_author_id is None else UserId(thread.root_author_id))
    return event


def event_of(run: Run, act: Act, member: Member | None, content_id: str) -> Event:
    """The domain's event for an act whose ends are known; of who doesn't consent to analytics, without them."""
    event = Event(
        source=run.source,
        event_id=act.event_id,
        type=act.type,
        user_id=None if member is None else UserId(member.id),
        content_id=ContentId(content_id),
        occurred_at=act.at,
        dwell_seconds=act.dwell_seconds,
    )
    return event.without_user() if member and act.type.passive and not member.analytics else event


async def _keep(tx: Transaction, events: Sequence[Event], now: datetime) -> list[EventResult]:
    results = await record(tx, events, now)
    await keep_imported(tx, events)
    return results


async def count(run: Run, events: Sequence[tuple[Place, Event]]) -> Tally:
    """Record events in one transaction, stamped with the time of the batch: jobs look for what changed since they ran.

    Contradictions are problems.
    """
    results = await run.graph.write(_keep, [event for _, event in events], datetime.now(UTC))
    tally: Tally = Counter()
    for (place, _), result in zip(events, results, strict=True):
        if result.outcome is EventOutcome.ACCEPTED:
            tally["new"] += 1
        elif result.outcome is EventOutcome.DUPLICATE:
            tally["known"] += 1
        else:
            run.problems.add(place, result.reason or result.outcome.value)
    return tally
