"""Personal data over the API: kept apart, changed by its owner, seen by nobody else but operators."""

from typing import Any

import pytest

from domain.access import Role
from graph.database import Graph
from tests import sample
from tests.api.conftest import Api
from tests.graph.privacy import rows

UPDATE = """
mutation ($email: String, $name: String, $address: String) {
  updatePersonalData(input: {email: $email, name: $name, address: $address}) {
    personalData { email name address } userErrors { code path }
  }
}
"""
SEE = "query ($id: ID!) { user(id: $id) { handle personalData { email name address } } }"
LEFT = {"email": "ada@mail.example", "name": "Ada Byron", "address": "12 Dorset Street, London"}


async def update(api: Api, **more: Any) -> dict[str, Any]:
    payload: dict[str, Any] = (await api.data(UPDATE, **more))["updatePersonalData"]
    return payload


async def test_what_is_left_is_seen_by_its_owner_and_by_operators(api: Api, graph: Graph) -> None:
    assert (await update(api, as_=sample.ADA, **LEFT)) == {"personalData": LEFT, "userErrors": []}
    for viewer in ({"as_": sample.ADA}, {"role": Role.OPERATOR}):
        assert (await api.data(SEE, id=sample.ADA, **viewer))["user"]["personalData"] == LEFT
    for viewer in ({}, {"as_": sample.BEN}, {"role": Role.MODERATOR, "as_": sample.CLEO}):
        assert await api.code(SEE, id=sample.ADA, **viewer) == "NOT_ALLOWED"
    assert (await api.data(SEE, id=sample.BEN, role=Role.OPERATOR))["user"]["personalData"] is None
    (kept,) = await rows(graph, "MATCH (n:UserPii) RETURN n.user_id AS id, COUNT { (n)--() } AS edges")
    assert kept == {"id": sample.ADA, "edges": 0}


async def test_null_removes(api: Api) -> None:
    await update(api, as_=sample.ADA, **LEFT)
    kept = await update(api, as_=sample.ADA, email="  new@mail.example ", name="")
    assert kept["personalData"] == {"email": "new@mail.example", "name": None, "address": None}


@pytest.mark.parametrize(
    ("given", "viewer", "code", "path"),
    [
        ({"email": "no address"}, {"as_": sample.ADA}, "INVALID_INPUT", ["input", "email"]),
        ({"email": "a@" + "b" * 260}, {"as_": sample.ADA}, "INVALID_INPUT", ["input", "email"]),
        ({"name": "n" * 201}, {"as_": sample.ADA}, "INVALID_INPUT", ["input", "name"]),
        ({"address": "a" * 501}, {"as_": sample.ADA}, "INVALID_INPUT", ["input", "address"]),
        ({}, {}, "NOT_ALLOWED", None),
        ({}, {"role": Role.OPERATOR}, "NOT_ALLOWED", None),
        ({}, {"as_": sample.user("x")}, "NOT_FOUND", None),
    ],
)
async def test_a_bad_update_changes_nothing(
    api: Api, graph: Graph, given: dict[str, Any], viewer: dict[str, Any], code: str, path: list[str] | None
) -> None:
    refused = await update(api, **given, **viewer)
    assert refused == {"personalData": None, "userErrors": [{"code": code, "path": path}]}
    assert await rows(graph, "MATCH (n:UserPii) RETURN n") == []
