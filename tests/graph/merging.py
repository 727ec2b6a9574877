"""Two accounts of one person in the tests, merged by the job as by an operator's mutation."""

from datetime import UTC, datetime, timedelta

from domain.audit import by_command_line
from domain.ids import IdPrefix, UserId, new_id
from domain.merge import MergeId
from domain.outbox import outbox_event
from graph import merge
from graph.database import Graph
from graph.queries import NoParams
from jobs import merge_users

LATER = timedelta(minutes=1)


async def begin(graph: Graph, from_id: str, into_id: str, now: datetime | None = None) -> MergeId:
    """Cut one account off and let it lead to the other."""
    id, at = MergeId(new_id(IdPrefix.MERGE)), now or datetime.now(UTC)
    params = merge.BeginParams(id=id, from_id=UserId(from_id), into_id=UserId(into_id), reason="One person.", now=at)
    entry = by_command_line("users.merged", id, at)
    await graph.write(merge.begin, params, lambda standing: entry, outbox_event("user.merged", at, {"mergeId": id}))
    return id


async def finish(graph: Graph) -> None:
    """Bring together what is left of everybody who was merged, in as many turns as a busy machine takes."""
    for _ in range(10):
        await merge_users.run(graph, datetime.now(UTC) + LATER)
        if not await graph.read(merge.OPEN.all, NoParams()):
            return


async def merged(graph: Graph, from_id: str, into_id: str) -> MergeId:
    """One account out of two."""
    id = await begin(graph, from_id, into_id)
    await finish(graph)
    return id
