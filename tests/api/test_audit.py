"""The audit log over the API: written with each change, read by operators alone, page by page, and never changed."""

import json
from typing import Any

import pytest

from domain.access import Role
from graph.queries import ALL
from tests import sample
from tests.api.conftest import Api
from tests.api.test_scoring import VIEWS, activate, propose

LOG = """
query ($first: Int, $after: String, $actor: ID, $action: String) {
  auditLog(first: $first, after: $after, actor: $actor, action: $action) {
    nodes { id at action actorUserId actorKeyId targetId before after requestId }
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


@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.MODERATOR])
async def test_only_operators_read_it(api: Api, role: Role | None) -> None:
    assert await api.code(LOG, role=role) == "NOT_ALLOWED"


def test_nothing_but_the_append_writes_entries() -> None:
    writers = {query.name for query in ALL if "AuditEntry" in query.text and query.header.access == "write"}
    assert writers == {"audit/append"}
