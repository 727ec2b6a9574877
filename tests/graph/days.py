"""Users and their days, put straight into the graph."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from domain.ids import IdPrefix, UserId, new_id
from graph.database import Graph, Transaction

JOINED = datetime(2024, 1, 1, tzinfo=UTC)
Days = Mapping[date, Mapping[str, int]]

CREATE = """
UNWIND $users AS row
CREATE (user:User {id: row.id, handle: row.id, joined_at: row.joined_at, activity: -1.0})
WITH user, row
UNWIND row.days AS done
MERGE (day:UserDay {user_id: user.id, date: done.date})
SET day += done.counts, day.touched_at = $touched_at
MERGE (user)-[:ACTIVE_ON]->(day)
"""


async def add_users(
    graph: Graph, *days: Days, joined_at: datetime = JOINED, touched_at: datetime | None = None
) -> list[UserId]:
    """One user for each of `days`; their ids, ascending."""
    ids = sorted(UserId(new_id(IdPrefix.USER)) for _ in days)
    users = [
        {"id": id, "joined_at": joined_at, "days": [{"date": day, "counts": dict(done)} for day, done in of.items()]}
        for id, of in zip(ids, days, strict=True)
    ]
    await graph.write(_create, users, touched_at or datetime.now(UTC))
    return ids


async def _create(tx: Transaction, users: list[dict[str, Any]], touched_at: datetime) -> None:
    await (await tx.run(CREATE, {"users": users, "touched_at": touched_at})).consume()


async def add_day(graph: Graph, user_id: UserId, day: date, **counts: int) -> None:
    """Count something on one more day, as of now."""
    await graph.write(_add_day, user_id, day, counts)


async def _add_day(tx: Transaction, user_id: UserId, day: date, counts: dict[str, int]) -> None:
    text = """
    MATCH (user:User {id: $id})
    MERGE (day:UserDay {user_id: $id, date: $day})
    SET day += $counts, day.touched_at = $now
    MERGE (user)-[:ACTIVE_ON]->(day)
    """
    parameters = {"id": user_id, "day": day, "counts": counts, "now": datetime.now(UTC)}
    await (await tx.run(text, parameters)).consume()


async def stored(graph: Graph) -> dict[str, dict[str, Any]]:
    """What jobs wrote on users, by id."""

    async def read(tx: Transaction) -> dict[str, dict[str, Any]]:
        result = await tx.run("MATCH (user:User) RETURN user {.id, .activity, .segment} AS user")
        return {row["user"]["id"]: row["user"] async for row in result}

    return await graph.read(read)
