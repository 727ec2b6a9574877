"""Saved segments in the targeting of flights: named by who may, kept from small groups, served to who consents."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from domain.access import Role
from graph.database import Graph
from jobs import refresh_reach
from tests import sample
from tests.api.conftest import Api
from tests.api.test_ad_decision import CONSENT, asked, key, serving
from tests.api.test_ad_explanation import ASK as EXPLAIN
from tests.api.test_ad_explanation import explained, live
from tests.api.test_reach import ASK as REACH
from tests.api.test_reach import community, reached
from tests.api.test_targeting import FLIGHT, TERMS, written
from tests.graph.privacy import rows

BOTH = ("savedSegments", "excludeSavedSegments")
SAVED = """
CREATE (saved:SavedSegment {id: 'sgs_1', slug: 'rusty', name: 'Rusty', segments: [], churn: [], tags: ['rust'],
  areas: [], tiers: [], created_at: $now, changed_at: $now, members: $members})
WITH saved
UNWIND $ids AS id
MATCH (user:User {id: id})
CREATE (user)-[:IN_SAVED {saved_id: 'sgs_1', activity: 1.0}]->(saved)
"""


async def saved(graph: Graph, members: int | None, *ids: str) -> None:
    """A saved segment that a run has found so many members in; these are."""
    await rows(graph, SAVED, now=datetime.now(UTC), members=members, ids=list(ids))


async def test_a_flight_names_one_that_is_large_enough(api: Api, graph: Graph) -> None:
    await saved(graph, 20)
    payload = await written(api, FLIGHT, **TERMS, targeting={"savedSegments": ["rusty"]})
    assert payload["userErrors"] == []
    assert payload["flight"]["targeting"]["savedSegments"] == ["rusty"]
    assert await rows(graph, "MATCH (f:Flight {saved_segments: ['sgs_1']}) RETURN f.exclude_saved_segments AS no") == [
        {"no": []}
    ]


@pytest.mark.parametrize(
    ("members", "targeting", "code", "path"),
    [
        (19, {"savedSegments": ["rusty"]}, "CONFLICT", ["savedSegments", "0"]),
        (None, {"excludeSavedSegments": ["rusty"]}, "CONFLICT", ["excludeSavedSegments", "0"]),
        (20, {"savedSegments": ["rusty", "gone"]}, "NOT_FOUND", ["savedSegments", "1"]),
        (20, {name: ["rusty"] for name in BOTH}, "INVALID_INPUT", ["excludeSavedSegments"]),
    ],
)
async def test_what_singles_somebody_out_or_is_not_there_is_refused(
    api: Api, graph: Graph, members: int | None, targeting: dict[str, Any], code: str, path: list[str]
) -> None:
    await saved(graph, members)
    (error,) = (await written(api, FLIGHT, **TERMS, targeting=targeting))["userErrors"]
    assert (error["code"], error["path"]) == (code, ["input", "targeting", *path])


async def test_only_who_may_read_members_names_one(api: Api, graph: Graph) -> None:
    await saved(graph, 20)
    secret = await key(api, scopes=["sponsor:manage"])
    assert await api.code(REACH, bearer=secret, targeting={"savedSegments": ["rusty"]}) == "NOT_ALLOWED"


@pytest.mark.parametrize("members", [19, 20])
async def test_it_serves_who_is_in_it_and_consents(api: Api, graph: Graph, tmp_path: Path, members: int) -> None:
    await saved(graph, members, sample.ADA)
    async with serving(graph, tmp_path, saved_segments=["sgs_1"]) as worker:
        assert (await asked(worker))["noFillReason"] == "NO_MATCH", "without consent nobody is in one"
        await worker.data(CONSENT, as_=sample.ADA, granted=True)
        found = await asked(worker)
        if members < 20:
            assert found["noFillReason"] == "NO_MATCH", "of so few it isn't known"
        else:
            assert "saved segment" in found["matched"] and "rusty" not in str(found)
        await worker.data(CONSENT, as_=sample.BEN, granted=True)
        assert (await asked(worker, as_=sample.BEN))["noFillReason"] == "NO_MATCH"


async def test_its_reach_is_estimated_of_who_consents(api: Api, graph: Graph) -> None:
    await community(graph)
    members = [row["id"] for row in await rows(graph, "MATCH (u:User) WHERE u.id =~ '[hs][0-9]+' RETURN u.id AS id")]
    await saved(graph, len(members), *members)
    await refresh_reach.run(graph, datetime.now(UTC))
    assert (await reached(api, savedSegments=["rusty"]))["members"] == 60, "not of those who didn't consent"
    assert (await reached(api, excludeSavedSegments=["rusty"]))["members"] == 80
    await rows(graph, "MATCH (saved:SavedSegment) SET saved.members = 19")
    assert await api.code(REACH, role=Role.OPERATOR, targeting={"savedSegments": ["rusty"]}) == "CONFLICT"


async def test_what_is_in_the_way_is_told_by_its_slug(api: Api, graph: Graph) -> None:
    await saved(graph, 20)
    await live(graph, saved_segments=["sgs_1"])
    here = {"contentId": sample.GRAPHS}
    (reason,) = (await explained(api, **here))["reasons"]
    assert reason["text"] == "It asks for saved segment rusty; here it isn't known."
    assert await explained(api, **here, savedSegments=["rusty"]) == {"eligible": True, "reasons": []}
    await rows(graph, "MATCH (saved:SavedSegment) SET saved.members = 19")
    given = {"id": sample.FLIGHT, "context": {"savedSegments": ["rusty"]}}
    assert await api.code(EXPLAIN, role=Role.OPERATOR, **given) == "CONFLICT"


async def test_what_was_deleted_is_asked_for_in_vain(api: Api, graph: Graph) -> None:
    await saved(graph, 20)
    await live(graph, saved_segments=["sgs_1"])
    gone = 'mutation { deleteSegment(input: {slug: "rusty"}) { userErrors { code } } }'
    assert (await api.data(gone, role=Role.OPERATOR))["deleteSegment"]["userErrors"] == []
    shown = f'{{ node(id: "{sample.FLIGHT}") {{ ... on Flight {{ targeting {{ savedSegments }} }} }} }}'
    assert (await api.data(shown, role=Role.OPERATOR))["node"]["targeting"] == {"savedSegments": []}
    assert not (await explained(api, contentId=sample.GRAPHS))["eligible"]
