"""Scoring models over the API: what everyone may see, and what operators may change."""

from typing import Any

import pytest

from domain.access import Role
from domain.ids import IdPrefix, new_id
from tests import sample
from tests.api.conftest import Api

MODEL = """
query ($version: Int) { scoringModel(kind: ACTIVITY, version: $version) {
  id kind version active createdAt
  features { name description weight active halfLifeDays dailyCap saturation }
} }
"""
PROPOSE = """
mutation ($weights: [FeatureWeightInput!]!) { proposeScoringModel(input: {kind: ACTIVITY, weights: $weights}) {
  scoringModel { id version active features { name weight halfLifeDays } } userErrors { __typename code message path }
} }
"""
ACTIVATE = """
mutation ($id: ID!) { activateScoringModel(input: {id: $id}) {
  scoringModel { id version active } userErrors { __typename code message path }
} }
"""
VIEWS = [{"feature": "view", "weight": 1}, {"feature": "vote", "weight": 3, "halfLifeDays": 7}]


async def propose(
    api: Api, weights: list[dict[str, Any]], role: Role | None = Role.OPERATOR, as_: str | None = None
) -> dict[str, Any]:
    found: dict[str, Any] = (await api.data(PROPOSE, weights=weights, role=role, as_=as_))["proposeScoringModel"]
    return found


async def activate(api: Api, id: str, role: Role | None = Role.OPERATOR) -> dict[str, Any]:
    found: dict[str, Any] = (await api.data(ACTIVATE, id=id, role=role))["activateScoringModel"]
    return found


async def test_anyone_sees_the_weights_in_use(api: Api) -> None:
    model = (await api.data(MODEL))["scoringModel"]
    assert (model["kind"], model["version"], model["active"]) == ("ACTIVITY", 1, True)
    assert len(model["features"]) == 10 and all(feature["description"] for feature in model["features"])
    assert [feature["active"] for feature in model["features"]] == [True] * 5 + [False] * 5
    assert sum(feature["weight"] for feature in model["features"]) == pytest.approx(1, abs=1e-9)


async def test_weights_are_proposed_seen_by_those_who_tune_and_put_in_use(api: Api) -> None:
    proposed = (await propose(api, VIEWS))["scoringModel"]
    assert (proposed["version"], proposed["active"]) == (2, False)
    assert proposed["features"][0] == {"name": "vote", "weight": 0.75, "halfLifeDays": 7}
    assert (await api.data(MODEL, version=2, role=Role.MODERATOR))["scoringModel"]["id"] == proposed["id"]
    assert await api.code(MODEL, version=2) == "NOT_ALLOWED"
    assert (await api.data(MODEL))["scoringModel"]["version"] == 1
    done = await activate(api, proposed["id"])
    assert done == {"scoringModel": {"id": proposed["id"], "version": 2, "active": True}, "userErrors": []}
    assert (await api.data(MODEL))["scoringModel"]["version"] == 2
    every = "{ scoringModels(kind: ACTIVITY) { version active } }"
    listed = (await api.data(every, role=Role.MODERATOR))["scoringModels"]
    assert listed == [{"version": 2, "active": True}, {"version": 1, "active": False}]


async def test_a_proposal_is_found_by_its_id_only_by_those_who_may(api: Api) -> None:
    id = (await propose(api, VIEWS))["scoringModel"]["id"]
    node = "query ($id: ID!) { node(id: $id) { id ... on ScoringModel { version } } }"
    assert (await api.data(node, id=id))["node"] is None
    assert (await api.data(node, id=id, role=Role.MODERATOR))["node"] == {"id": id, "version": 2}


@pytest.mark.parametrize("role", [None, Role.MEMBER, Role.MODERATOR])
async def test_weights_are_changed_by_operators_alone(api: Api, role: Role | None) -> None:
    for answer in (await propose(api, VIEWS, role), await activate(api, new_id(IdPrefix.MODEL), role)):
        assert answer["scoringModel"] is None
        assert [error["__typename"] for error in answer["userErrors"]] == ["NotAllowedError"]


@pytest.mark.parametrize(
    ("weights", "path"),
    [
        ([], ["input", "weights"]),
        ([{"feature": "karma", "weight": 1}], ["input", "weights", "0", "feature"]),
        ([{"feature": "view", "weight": -1}], ["input", "weights", "0", "weight"]),
        ([{"feature": "view", "weight": 1, "dailyCap": 0}], ["input", "weights", "0", "dailyCap"]),
    ],
)
async def test_bad_weights_are_user_errors(api: Api, weights: list[dict[str, Any]], path: list[str]) -> None:
    (error,) = (await propose(api, weights))["userErrors"]
    assert (error["__typename"], error["path"]) == ("InvalidInputError", path)


@pytest.mark.parametrize(
    ("id", "kind"),
    [(new_id(IdPrefix.MODEL), "NotFoundError"), (sample.ADA, "InvalidInputError"), ("mdl_x", "InvalidInputError")],
    ids=["none has it", "a user", "no id"],
)
async def test_what_is_no_model_is_not_activated(api: Api, id: str, kind: str) -> None:
    (error,) = (await activate(api, id))["userErrors"]
    assert error["__typename"] == kind


async def test_a_version_that_is_not_there(api: Api) -> None:
    for version in (0, -1, 99, 2**31 - 1):
        assert await api.code(MODEL, version=version, role=Role.OPERATOR) == "NOT_FOUND"
