"""A trial over the API: an operator starts it, feeds follow it with their cursors, and it says nothing too early."""

from typing import Any

from domain.access import Role
from domain.ids import UserId
from domain.trial import TrialId, challenged
from graph.database import Graph
from tests import sample
from tests.api import library
from tests.api.conftest import Api

PROPOSE = """mutation {
  proposeScoringModel(input: {kind: RECOMMENDATION, weights: [{feature: "fresh_3d", weight: 1}]}) {
  scoringModel { id } } }"""
START = """mutation ($id: ID!, $share: Int!) { startModelTrial(input: {modelId: $id, sharePercent: $share}) {
  modelTrial { id sharePercent startedAt endedAt model { version } former { version } countedUntil finding
               gain { value } challengers { members readEach } others { members } }
  userErrors { code path } } }"""
END = "mutation ($id: ID!) { endModelTrial(input: {id: $id}) { modelTrial { endedAt } userErrors { code path } } }"
FEED = "query ($after: String) { feed(first: 2, after: $after) { model { version } pageInfo { endCursor } } }"


async def version(api: Api, as_: str | None, after: str | None = None) -> tuple[int, str]:
    found: dict[str, Any] = (await api.data(FEED, as_=as_, after=after))["feed"]
    return found["model"]["version"], found["pageInfo"]["endCursor"]


async def test_a_trial_from_its_start_to_its_end(api: Api, graph: Graph) -> None:
    await graph.write(library.fill)
    model = (await api.data(PROPOSE, role=Role.OPERATOR))["proposeScoringModel"]["scoringModel"]["id"]
    for share, path in ((0, ["input", "sharePercent"]), (100, ["input", "sharePercent"])):
        refused = (await api.data(START, id=model, share=share, role=Role.OPERATOR))["startModelTrial"]
        assert refused["userErrors"] == [{"code": "INVALID_INPUT", "path": path}]
    begun = (await api.data(START, id=model, share=50, role=Role.OPERATOR))["startModelTrial"]["modelTrial"]
    assert (begun["model"], begun["former"]) == ({"version": 2}, {"version": 1})
    assert (begun["finding"], begun["gain"], begun["challengers"]) == (
        "TOO_FEW",
        None,
        {"members": 0, "readEach": None},
    )
    expected = {id: 2 if challenged(TrialId(begun["id"]), 50, UserId(id)) else 1 for id in (sample.ADA, sample.BEN)}
    assert {id: (await version(api, id))[0] for id in expected} == expected
    assert (await version(api, None))[0] == 1, "nobody is in it"
    cursors = {id: (await version(api, id))[1] for id in expected}
    ended = (await api.data(END, id=begun["id"], role=Role.OPERATOR))["endModelTrial"]
    assert ended["userErrors"] == [] and ended["modelTrial"]["endedAt"]
    assert [(await version(api, id))[0] for id in expected] == [1, 1]
    assert {id: (await version(api, id, cursors[id]))[0] for id in expected} == expected, "a list keeps its model"
    again = (await api.data(END, id=begun["id"], role=Role.OPERATOR))["endModelTrial"]
    assert again["userErrors"] == [{"code": "CONFLICT", "path": ["input", "id"]}]


async def test_feeds_ask_nothing_of_trials_while_none_runs(api: Api, graph: Graph, statements: list[str]) -> None:
    await graph.write(library.fill)
    for _ in range(3):
        await version(api, sample.ADA)
    assert {name for name in statements if name.startswith("trial/")} == {"trial/runs"}
