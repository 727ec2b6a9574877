"""How long activity and segments take on the graph that the settings name: everyone, some, one; and database hits.

    NEO4J_URI=bolt://… .venv/bin/python -m benchmarks.activity

Fill it with `stoa demo` first. What is written is what the jobs write anyway.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any

from rich.console import Console
from rich.table import Table

from domain.ids import UserId
from graph import activity, user
from graph.database import Graph, Server, Transaction
from graph.migrations import migrate
from graph.scoring import ensure_default_models
from jobs import assign_segments, refresh_activity
from jobs.job import silent
from settings import Settings

REPEATS = 30
DAYS = "MATCH (:User {id: $id})-[:ACTIVE_ON]->(day) RETURN count(day) AS days"
ALL_DAYS = "MATCH (day:UserDay) RETURN count(day) AS days"


async def main() -> None:
    """Measure and print."""
    settings = Settings()
    if settings.neo4j_uri is None:
        raise SystemExit("Set NEO4J_URI to a server that holds a demo community.")
    password = settings.neo4j_password.get_secret_value()
    server = Server(settings.neo4j_uri, settings.neo4j_username, password, settings.neo4j_database)
    async with Graph.connect(server) as graph:
        await migrate(graph)
        await ensure_default_models(graph)
        await _measure(graph, datetime.now(UTC))


async def _measure(graph: Graph, now: datetime) -> None:
    users, days = await graph.read(user.count, None), await graph.read(_number, ALL_DAYS, "")
    table = Table("what", "seconds", "per user", title=f"{users:,} users, {days:,} days of users")
    for name in ("score and store everyone", "the same, warm"):
        seconds = await _timed(partial(refresh_activity.refresh_everyone, graph, now, silent))
        table.add_row(name, f"{seconds:.2f}", f"{seconds / max(users, 1) * 1e6:,.0f} µs")
    seconds = await _timed(partial(assign_segments.run, graph, now))
    table.add_row("segments of everyone not looked at today", f"{seconds:.2f}", "")
    ids = await graph.read(activity.everyone, "", 1_000)
    for count in (1, 20, 100):
        table.add_row(*await _read(graph, ids[:count], now))
    Console().print(table)


async def _read(graph: Graph, ids: Sequence[UserId], now: datetime) -> tuple[str, str, str]:
    score = partial(graph.read, activity.by_users, ids, now)
    seconds = median([await _timed(score) for _ in range(REPEATS)])
    hits = await graph.read(_hits, ids, now)
    days = sum([await graph.read(_number, DAYS, id) for id in ids])
    what = f"read {len(ids)} with parts: {hits:,} db hits on {days:,} days"
    return what, f"{seconds:.4f}", f"{seconds / max(len(ids), 1) * 1e6:,.0f} µs"


async def _timed(work: Callable[[], Awaitable[object]]) -> float:
    started = perf_counter()
    await work()
    return perf_counter() - started


async def _number(tx: Transaction, text: str, id: str) -> int:
    record = await (await tx.run(text, {"id": id})).single(strict=True)
    return int(record["days"])


async def _hits(tx: Transaction, ids: Sequence[str], as_of: datetime) -> int:
    parameters = activity.ScoreParams(user_ids=ids, as_of=as_of).model_dump()
    summary = await (await tx.run(f"PROFILE {activity.BY_USERS.text}", parameters)).consume()
    return _sum_hits(summary.profile or {})


def _sum_hits(plan: dict[str, Any]) -> int:
    return int(plan.get("dbHits", 0)) + sum(_sum_hits(child) for child in plan.get("children", ()))


if __name__ == "__main__":
    asyncio.run(main())
