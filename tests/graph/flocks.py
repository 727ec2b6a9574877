"""Made-up flocks of members who read each other more than others: for what is learned from the graph as a whole."""

from collections.abc import Sequence
from datetime import UTC, datetime
from random import Random
from typing import Any

from domain.event import interest
from domain.ids import ContentId, IdPrefix, UserId, new_id
from domain.interaction import InteractionType
from graph.database import Graph, Transaction

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
CREATE = """
UNWIND $members AS row
CREATE (user:User {id: row.user, handle: row.user, display_name: row.user, joined_at: $at, activity: 0.0, points: 0,
                   consents: ['ANALYTICS', 'PERSONALISATION']})
CREATE (content:Content:Standalone:Article {id: row.content, slug: row.content, kind: 'ARTICLE', title: row.content,
                                            visibility: 'PUBLIC', published_at: $at})
CREATE (user)-[:AUTHORED {user_id: row.user, at: $at}]->(content)
MERGE (tag:Tag {id: row.tag})
ON CREATE SET tag.slug = row.tag, tag.name = row.tag, tag.idf = 1.0
CREATE (content)-[:TAGGED {tag_id: row.tag, published_at: $at}]->(tag)
CREATE (user)-[:INTERESTED_IN {affinity: 1.0}]->(tag)
"""
READ = """
UNWIND $rows AS row
MATCH (reader:User {id: row.reader})
MATCH (content:Content {id: row.content})
MERGE (reader)-[done:INTERACTED {key: row.reader + '|' + row.content}]->(content)
ON CREATE SET done.first_at = $at, done.last_at = $at, done.interest = 0.0
SET done.interest = done.interest + row.interest
CREATE (:Event {source: 'flock', event_id: row.id, type: 'VIEW', user_id: row.reader, content_id: row.content,
                occurred_at: $at, ingested_at: $at})
"""


class Flocks:
    """Members in flocks, each with one content about their flock's tag."""

    def __init__(self, *sizes: int, seed: int = 1) -> None:
        self.random = Random(seed)
        self.flocks: list[list[UserId]] = [[UserId(new_id(IdPrefix.USER)) for _ in range(size)] for size in sizes]
        self.content = {user: ContentId(new_id(IdPrefix.CONTENT)) for flock in self.flocks for user in flock}
        self.tags = [new_id(IdPrefix.TAG) for _ in sizes]
        self.weights: dict[tuple[str, str], float] = {}

    async def add(self, graph: Graph, at: datetime = NOW) -> None:
        """Put everybody, and what they wrote, into the graph."""
        rows = [
            {"user": user, "content": self.content[user], "tag": tag}
            for flock, tag in zip(self.flocks, self.tags, strict=True)
            for user in flock
        ]
        await graph.write(run, CREATE, members=rows, at=at)

    async def read(self, graph: Graph, each: int = 6, at: datetime = NOW) -> None:
        """Let everyone read so many others of their flock, those in front more often, and now and then a stranger."""
        pairs = [
            (reader, self._other(flock, reader) if self.random.random() < 0.95 else self._stranger(reader))
            for flock in self.flocks
            for reader in flock
            for _ in range(each)
        ]
        await self.read_by(graph, pairs, at)

    async def read_by(self, graph: Graph, pairs: Sequence[tuple[UserId, UserId]], at: datetime = NOW) -> None:
        """Let the first of each pair view what the second wrote."""
        amount = interest(InteractionType.VIEW, at)
        rows: list[dict[str, Any]] = []
        for reader, author in pairs:
            self.weights[reader, author] = self.weights.get((reader, author), 0.0) + amount
            id = f"{self.random.getrandbits(64):x}"
            rows.append({"reader": reader, "content": self.content[author], "interest": amount, "id": id})
        await graph.write(run, READ, rows=rows, at=at)

    def _other(self, flock: Sequence[UserId], reader: UserId) -> UserId:
        author = flock[int(len(flock) * self.random.random() ** 2)]
        return author if author != reader else flock[-1] if reader != flock[-1] else flock[0]

    def _stranger(self, reader: UserId) -> UserId:
        return self.random.choice([user for flock in self.flocks for user in flock if user != reader])


async def run(tx: Transaction, text: str, /, **parameters: Any) -> list[Any]:
    """The rows of a statement, as lists."""
    return [list(row.values()) async for row in await tx.run(text, parameters)]
