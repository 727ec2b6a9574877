"""Effectiveness of ads over the API: measured or not, with the parts that add up to it, by who may see the sponsor."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.access import Role
from graph.database import Graph
from jobs import refresh_ad_norms
from tests import sample
from tests.api.conftest import Api
from tests.graph.cells import cell, put, put_rivals

E = """query ($id: ID!, $area: ID, $tag: ID, $segment: ValueSegment, $placement: String, $device: String,
              $country: String) {
  node(id: $id) { ... on Ad { effectiveness(area: $area, tag: $tag, segment: $segment, placement: $placement,
    device: $device, country: $country) {
    status value n low high parts { feature weight preference value contribution }
    model { kind version features { name active } } } } } }"""


async def effectiveness(api: Api, **asked: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await api.data(E, role=Role.OPERATOR, **{"id": sample.AD} | asked))["node"][
        "effectiveness"
    ]
    return found


async def deliver(graph: Graph, *cells: dict[str, Any]) -> None:
    today = datetime.now(UTC)
    day = today.date() - timedelta(days=3)
    await put(graph, [cell(date=day, **each) for each in cells])
    await put_rivals(graph, day)
    await refresh_ad_norms.run(graph, today)


async def test_before_anything_is_delivered_too_little_is_known(api: Api) -> None:
    found = await effectiveness(api)
    assert (found["status"], found["value"], found["n"], found["low"], found["parts"]) == (
        "INSUFFICIENT_DATA",
        None,
        0,
        None,
        [],
    )
    names = [feature["name"] for feature in found["model"]["features"]]
    assert (found["model"]["kind"], len(set(names)) >= 50) == ("AD_EFFECTIVENESS", True)
    assert sum(feature["active"] for feature in found["model"]["features"]) == 20


async def test_its_parts_add_up(api: Api, graph: Graph) -> None:
    python = {"tag_ids": [sample.PYTHON], "area_id": sample.BLOG, "segment": "HIGH_VALUE", "device": "mobile"}
    await deliver(
        graph,
        {"decisions": 4_000, "views": 2_000, "clicks": 40, "conversions": 4, "spend_micro": 9_000_000, **python},
        {"decisions": 4_000, "views": 900, "clicks": 9, "country": "DE"},
    )
    found = await effectiveness(api, tag=sample.PYTHON, area=sample.BLOG, segment="HIGH_VALUE", device="mobile")
    assert (found["status"], found["n"], len(found["parts"])) == ("MEASURED", 2_000, 20)
    assert found["value"] == pytest.approx(sum(part["contribution"] for part in found["parts"]), abs=1e-9)
    for part in found["parts"]:
        assert part["contribution"] == pytest.approx(part["weight"] * part["preference"] * part["value"], abs=1e-12)
    assert 0 < found["low"] < found["value"] < found["high"] < 1
    assert (await effectiveness(api, country="DE"))["status"] == "INSUFFICIENT_DATA"
    assert (await effectiveness(api))["n"] == 2_900


@pytest.mark.parametrize(
    "asked",
    [
        {"area": sample.PYTHON},
        {"tag": "python"},
        {"device": "fridge"},
        {"country": "Germany"},
        {"placement": "x" * 101},
    ],
)
async def test_a_part_that_cannot_be_is_refused(api: Api, asked: dict[str, str]) -> None:
    assert await api.code(E, role=Role.OPERATOR, id=sample.AD, **asked) == "INVALID_INPUT"


async def test_weights_are_proposed_and_activated_as_those_of_other_formulas(api: Api, graph: Graph) -> None:
    await deliver(graph, {"decisions": 2_000, "views": 1_500, "clicks": 30})
    propose = """mutation { proposeScoringModel(input: {kind: AD_EFFECTIVENESS, weights: [
      {feature: "click_rate_tag", weight: 1, saturation: 50}]}) { scoringModel { id } userErrors { code } } }"""
    id = (await api.data(propose, role=Role.OPERATOR))["proposeScoringModel"]["scoringModel"]["id"]
    activate = "mutation ($id: ID!) { activateScoringModel(input: {id: $id}) { userErrors { code } } }"
    await api.data(activate, role=Role.OPERATOR, id=id)
    (part,) = (await effectiveness(api))["parts"]
    assert (part["feature"], part["weight"]) == ("click_rate_tag", 1)


async def test_members_see_no_effectiveness(api: Api) -> None:
    assert (await api.data(E, as_=sample.ADA, id=sample.AD))["node"] is None
