"""Made-up communities of readers, put into the graph as events, and what the job stored about them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from domain.event import Event
from domain.ids import ContentId, IdPrefix, UserId, new_id
from domain.interaction import InteractionType
from graph.database import Graph, Transaction
from graph.event import record

START = datetime(2026, 3, 1, tzinfo=UTC)
SPAN_HOURS = 24 * 12

CREATE = """
UNWIND $users AS id CREATE (:User {id: id, handle: id, joined_at: $at, consents: ['ANALYTICS', 'PERSONALISATION']})
WITH count(*) AS done
UNWIND $contents AS id
CREATE (:Content:Standalone:Article {id: id, slug: id, kind: 'ARTICLE', visibility: 'PUBLIC', published_at: $at})
"""


class Crowd:
    """Users and contents in the graph, and a generator that lets them act with heavy tails."""

    def __init__(self, seed: int, users: int = 60, contents: int = 120) -> None:
        self.random = Random(seed)
        self.users = sorted(UserId(new_id(IdPrefix.USER)) for _ in range(users))
        self.contents = sorted(ContentId(new_id(IdPrefix.CONTENT)) for _ in range(contents))
        self._met: set[tuple[UserId | None, ContentId | None]] = set()

    async def add(self, graph: Graph) -> None:
        """Put everyone and everything into the graph."""
        await graph.write(_run, CREATE, {"users": self.users, "contents": self.contents, "at": START})

    async def act(
        self, graph: Graph, count: int, start: datetime = START, hours: float = SPAN_HOURS, *, first: bool = False
    ) -> list[Event]:
        """Let so many random views happen within `hours` after `start`; with `first`, only of pairs that are new."""
        events = [self._event(start + timedelta(hours=self.random.uniform(0, hours))) for _ in range(count)]
        events = [event for event in events if not first or (event.user_id, event.content_id) not in self._met]
        self._met.update((event.user_id, event.content_id) for event in events)
        await graph.write(record, events, datetime.now(UTC))
        return events

    def _event(self, at: datetime) -> Event:
        user = self.users[int(len(self.users) * self.random.random() ** 2)]
        content = self.contents[int(len(self.contents) * self.random.random() ** 2)]
        at = at.replace(microsecond=at.microsecond // 1000 * 1000)
        return Event("test", f"{self.random.getrandbits(64)}", InteractionType.VIEW, user, content, at)


async def _run(tx: Transaction, text: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    return [dict(row) async for row in await tx.run(text, parameters)]


async def stored(graph: Graph, label: str, key: str) -> dict[str, dict[str, Any]]:
    """Every node of a label with its properties, by its key."""
    rows = await graph.read(_run, f"MATCH (n:{label}) RETURN properties(n) AS found", {})
    return {row["found"][key]: row["found"] for row in rows}


async def candidates(graph: Graph, users: Sequence[str] | None = None) -> dict[str, dict[str, Any]]:
    """The candidate lists of some users or all, without the moment they were made."""
    lists = await stored(graph, "CandidateList", "user_id")
    return {
        id: {name: value for name, value in found.items() if name != "refreshed_at"}
        for id, found in lists.items()
        if users is None or id in users
    }
