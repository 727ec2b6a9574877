"""The audit log over the API: written with each change, read by operators alone, page by page, and never changed."""

import asyncio
import json
from getpass import getuser
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from domain.access import Role
from graph.database import Graph, Server
from graph.opening import open_graph
from jobs.commands import jobs_app
from tests import sample
from tests.api.conftest import Api
from tests.api.test_scoring import VIEWS, activate, propose

LOG = """
query ($first: Int, $after: String, $actor: String, $action: String, $target: ID, $from: DateTime, $to: DateTime) {
  auditLog(first: $first, after: $after, actor: $actor, action: $action, target: $target, from: $from, to: $to) {
    nodes { id at action actor actorUserId actorKeyId targetId before after requestId }
    pageInfo { endCursor hasNextPage }
  }
}
"""


async def log(api: Api, **variables: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await api.data(LOG, role=Role.OPERATOR, **variables))["auditLog"]
    return found


async def test_a_change_is_told_with_before_and_after(api: Api) -> None:
    proposed = (await propose(api, VIEWS))["scoringModel"]
    await activate(api, proposed["id"])
    activated, made = (await log(api))["nodes"]
    assert (made["action"], made["targetId"], made["before"]) == ("scoring_model.proposed", proposed["id"], None)
    assert json.loads(made["after"]) == {"kind": "ACTIVITY", "weights": {"view": 0.25, "vote": 0.75}}
    assert (activated["action"], activated["targetId"]) == ("scoring_model.activated", proposed["id"])
    assert [json.loads(activated[when])["version"] for when in ("before", "after")] == [1, 2]
    assert activated["requestId"] and activated["actorKeyId"] is None


async def test_what_was_refused_leaves_no_entry(api: Api) -> None:
    await propose(api, [{"feature": "nonsense", "weight": 1}])
    await propose(api, VIEWS, role=None)
    await activate(api, "mdl_01jz000000000000000000000z")
    assert (await log(api))["nodes"] == []


async def test_pages_and_filters(api: Api) -> None:
    for _ in range(3):
        await propose(api, VIEWS)
    every = [row["id"] for row in (await log(api))["nodes"]]
    assert every == sorted(every, reverse=True) and len(every) == 3
    head = await log(api, first=2)
    tail = await log(api, first=2, after=head["pageInfo"]["endCursor"])
    assert [row["id"] for row in head["nodes"] + tail["nodes"]] == every
    assert (head["pageInfo"]["hasNextPage"], tail["pageInfo"]["hasNextPage"]) == (True, False)
    assert len((await log(api, action="scoring_model.proposed"))["nodes"]) == 3
    assert (await log(api, action="scoring_model.activated"))["nodes"] == []
    assert (await log(api, actor=sample.ADA))["nodes"] == []


async def test_entries_of_one_actor_one_target_and_one_time(api: Api) -> None:
    ids = [(await propose(api, VIEWS, as_=who))["scoringModel"]["id"] for who in (sample.ADA, None, sample.BEN)]
    every = (await log(api))["nodes"]
    assert [row["actor"] for row in every] == [f"user:{sample.BEN}", "role:operator", f"user:{sample.ADA}"]
    for actor in (sample.ADA, f"user:{sample.ADA}"):
        assert [row["targetId"] for row in (await log(api, actor=actor))["nodes"]] == [ids[0]]
    assert [row["targetId"] for row in (await log(api, target=ids[1]))["nodes"]] == [ids[1]]
    newest, middle, oldest = (row["at"] for row in every)
    spans = {(middle, None): ids[:0:-1], (None, middle): ids[:1], (middle, newest): ids[1:2], (newest, None): ids[2:]}
    for (since, until), expected in spans.items():
        found = await log(api, **{"from": since, "to": until})
        assert [row["targetId"] for row in found["nodes"]] == expected, (since, until, oldest)


@pytest.mark.parametrize(
    "span",
    [
        {"from": "2026-01-02T00:00:00Z", "to": "2026-01-01T00:00:00Z"},
        {"from": "2026-01-02T00:00:00Z", "to": "2026-01-02T00:00:00Z"},
    ],
)
async def test_a_time_that_can_hold_nothing_is_refused(api: Api, span: dict[str, str]) -> None:
    assert await api.code(LOG, role=Role.OPERATOR, **span) == "INVALID_INPUT"


async def test_a_job_run_by_hand_is_told(api: Api, graph: Graph, server: Server, tmp_path: Path) -> None:
    app = jobs_app(lambda: open_graph(tmp_path, server))
    done = await asyncio.to_thread(CliRunner().invoke, app, ["prune"])
    assert done.exit_code == 0, done.output
    (entry,) = (await log(api, actor="cli"))["nodes"]
    assert (entry["action"], entry["targetId"], entry["actorUserId"]) == ("job.started", "prune", None)
    assert entry["actor"] == f"cli:{getuser()}"
    assert (await log(api, actor=f"cli:{getuser()}"))["nodes"] == [entry]
    assert (await log(api, actor="cli:nobody-of-that-name"))["nodes"] == []


@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.MODERATOR])
async def test_only_operators_read_it(api: Api, role: Role | None) -> None:
    assert await api.code(LOG, role=role) == "NOT_ALLOWED"
