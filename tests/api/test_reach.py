"""Estimates of reach over the API, from the samples that the job takes; what they cost and whom they leave out."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain import reach as rules
from domain.access import Role
from graph import reach
from graph.database import Graph
from jobs import refresh_reach
from tests import sample
from tests.api.conftest import Api
from tests.graph.privacy import rows
from tests.profiling import hits

NOW = datetime.now(UTC)
ASK = """query ($targeting: TargetingInput!) { reachEstimate(targeting: $targeting) {
  members viewsPerDay gap notCounted asOf } }"""
MEMBERS = """
MATCH (python:Tag {id: $python})
UNWIND range(1, $count) AS n
CREATE (user:User {id: $prefix + n, handle: $prefix + n, joined_at: $at, segment: $segment, consents: $consents})
CREATE (:UserDay {user_id: user.id, date: date($at), touched_at: $at, view: 1})
CREATE (user)-[:INTERESTED_IN {affinity: 0.5}]->(python)
"""
VIEWS = """
MATCH (content:Content {id: $id})
CREATE (:ContentDay {content_id: content.id, date: date($at), touched_at: $at, view: $views})
"""


async def members(graph: Graph, prefix: str, count: int, segment: str, *consents: str, ago: int = 3) -> None:
    """So many members who were active some days ago and are interested in Python."""
    values = {"prefix": prefix, "count": count, "segment": segment, "consents": consents, "python": sample.PYTHON}
    await rows(graph, MEMBERS, at=NOW - timedelta(days=ago), **values)


async def community(graph: Graph) -> None:
    """Members of some kinds, of two viewed contents."""
    await members(graph, "h", 60, "HIGH_VALUE", "AD_PERSONALISATION")
    await members(graph, "l", 30, "LOW_VALUE", "AD_PERSONALISATION")
    await members(graph, "s", 50, "HIGH_VALUE")
    await members(graph, "o", 40, "HIGH_VALUE", "AD_PERSONALISATION", ago=40)
    await members(graph, "f", 40, "HIGH_VALUE", "AD_PERSONALISATION")
    await rows(graph, "MATCH (u:User) WHERE u.id STARTS WITH 'f' SET u.ad_free_until = $at", at=NOW + timedelta(days=9))
    for id, views in ((sample.GRAPHS, 900), (sample.ASKED, 600), (sample.SECRET, 300)):
        await rows(graph, VIEWS, id=id, views=views, at=NOW - timedelta(days=2))


async def reached(api: Api, **targeting: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await api.data(ASK, role=Role.OPERATOR, targeting=targeting))["reachEstimate"]
    return found


async def test_before_anything_was_counted_nothing_is_told(api: Api) -> None:
    assert await reached(api) == {
        "members": None, "viewsPerDay": None, "gap": "NOT_COUNTED", "notCounted": [], "asOf": None,
    }  # fmt: skip


async def test_members_who_were_active_and_what_is_viewed_are_estimated(api: Api, graph: Graph) -> None:
    await community(graph)
    await refresh_reach.run(graph, NOW)
    everybody = await reached(api)
    assert (everybody["members"], everybody["viewsPerDay"], everybody["gap"]) == (140, 60, None)
    high = await reached(api, segments=["HIGH_VALUE"], includeTags=["python"], countries=["DE"])
    assert (high["members"], high["viewsPerDay"], high["notCounted"]) == (60, 40, ["COUNTRY"])
    assert (await reached(api, interestTags=["python"], keywords=["slow"]))["viewsPerDay"] == 20
    assert (await reached(api, interestTags=["python"]))["members"] == 90
    assert (await reached(api, excludeInterestTags=["python"], excludeAreas=["help"]))["members"] == 50
    few = await reached(api, segments=["POTENTIAL"])
    assert (few["members"], few["viewsPerDay"], few["gap"]) == (None, None, "TOO_FEW")


async def test_who_was_sampled_and_isnt_any_more_leaves_the_sample(api: Api, graph: Graph) -> None:
    await community(graph)
    await refresh_reach.run(graph, NOW)
    await refresh_reach.run(graph, NOW + timedelta(days=31))
    assert (await reached(api))["gap"] == "TOO_FEW"
    marked = "MATCH (n:User|Content) WHERE n.reach_at IS NOT NULL OR n.reach_views IS NOT NULL RETURN n.id AS id"
    assert await rows(graph, marked) == []


async def test_a_sample_costs_the_same_however_many_there_are(
    api: Api, graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MEMBERS", 20)
    await members(graph, "h", 40, "HIGH_VALUE", "AD_PERSONALISATION")
    await refresh_reach.run(graph, NOW)
    readers = reach.ReadersParams(as_of=NOW, interests=10)
    few = await hits(graph, reach.READERS, readers)
    await members(graph, "m", 800, "HIGH_VALUE", "AD_PERSONALISATION")
    later = NOW + timedelta(seconds=1)
    await refresh_reach.run(graph, later)
    assert (await reached(api, segments=["HIGH_VALUE"]))["members"] == 840
    assert await hits(graph, reach.READERS, readers.model_copy(update={"as_of": later})) <= few


async def test_what_nobody_could_match_is_refused_where_it_was_given(api: Api) -> None:
    answer = await api.ask(ASK, role=Role.OPERATOR, targeting={"excludeCountries": ["Germany"]})
    (error,) = answer["errors"]
    assert error["extensions"]["code"] == "INVALID_INPUT"
    assert error["extensions"]["path"] == ["targeting", "excludeCountries"]
