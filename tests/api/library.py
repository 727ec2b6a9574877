"""Many contents beside the sample community, so that a feed has something to choose from."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from graph.database import Transaction
from tests import sample

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
SIZE = 66
WRITERS = [sample.BEN, sample.CLEO, sample.user("e"), sample.user("f")]

CREATE = """
UNWIND $writers AS id
MERGE (user:User {id: id}) ON CREATE SET user.handle = id, user.display_name = id, user.joined_at = $now,
  user.consents = ['ANALYTICS', 'PERSONALISATION']
WITH count(*) AS done UNWIND $ids AS row
CREATE (content:Content:Article:Standalone {
  id: row.id, kind: 'ARTICLE', slug: row.id, title: row.id, visibility: 'PUBLIC', readers: row.n % 8,
  heat: row.n % 9 / 2.0, published_at: $now - duration({minutes: 61 * row.n + 1})})
WITH content, row
MATCH (user:User {id: $writers[row.n % size($writers)]})
MATCH (tag:Tag {slug: CASE row.n % 3 WHEN 0 THEN 'rust' ELSE 'python' END})
MATCH (area:Area {slug: 'blog'})
CREATE (user)-[:AUTHORED {user_id: user.id, at: content.published_at}]->(content)
CREATE (content)-[:TAGGED {tag_id: tag.id, published_at: content.published_at}]->(tag)
CREATE (content)-[:IN_AREA {area_id: area.id, published_at: content.published_at}]->(area)
"""
MOVE = """
MATCH (content:Standalone)
SET content.readers = toInteger(rand() * 50), content.heat = rand() * 9, content.last_new_reader_at = $now,
    content.last_active_at = $now, content.trend_1d = rand() * 5, content.trend_6h = rand() * 5,
    content.signals_at = $now
MERGE (signals:CommunitySignals {name: 'all'})
SET signals.latest_at = $now, signals.readers = 1000, signals.trend_6h = 100.0, signals.trend_1d = 200.0
"""


def ids() -> list[str]:
    """The ids of the library, the newest content first."""
    return [sample.content("")[:-1] + LETTERS[n // 32] + LETTERS[n % 32] for n in range(32, 32 + SIZE)]


async def fill(tx: Transaction) -> None:
    """Write the library."""
    rows = [{"id": id, "n": n} for n, id in enumerate(ids())]
    await (await tx.run(CREATE, {"writers": WRITERS, "ids": rows, "now": datetime.now(UTC)})).consume()


async def stir(tx: Transaction) -> None:
    """Change all that jobs write on contents, as a refresh would."""
    await (await tx.run(MOVE, {"now": datetime.now(UTC)})).consume()


async def touch(tx: Transaction, user_id: str, ids: Sequence[str]) -> None:
    """Let a user interact with contents."""
    text = """
    MATCH (user:User {id: $user_id}) UNWIND $ids AS id MATCH (content:Content {id: id})
    MERGE (user)-[done:INTERACTED {key: $user_id + '|' + id}]->(content) SET done.last_at = $now, done.first_at = $now
    """
    now = datetime.now(UTC) - timedelta(seconds=1)
    await (await tx.run(text, {"user_id": user_id, "ids": list(ids), "now": now})).consume()
