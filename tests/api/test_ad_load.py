"""How many ads members bear: the cap on it, and members who see none."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.access import Role
from domain.ad_load import NO_CAP, AdLoad
from graph import ad_load, ad_return
from graph.database import Graph
from tests import sample
from tests.api.conftest import Api
from tests.api.test_sponsor import change
from tests.graph.merging import merged
from tests.graph.privacy import rows

SET = """mutation ($input: SetAdLoadInput!) { setAdLoad(input: $input) {
  adLoad { perDay perPlacement } userErrors { code path } } }"""
GRANT = """mutation ($input: GrantAdFreeInput!) { grantAdFree(input: $input) {
  user { adFreeUntil } userErrors { code path } } }"""
REPORT = """query ($from: Date!, $to: Date!) { adLoadReport(from: $from, to: $to) {
  countedUntil bands { leastViews mostViews status returned { value low high n } } } }"""
UNTIL = "query ($handle: String) { user(handle: $handle) { adFreeUntil } }"
LATER = (datetime.now(UTC) + timedelta(days=30)).replace(microsecond=0)


async def test_the_cap_holds_until_another_is_set(api: Api, graph: Graph) -> None:
    assert await graph.read(ad_load.current) == NO_CAP
    assert (await change(api, SET, perDay=12, perPlacement=4))["adLoad"] == {"perDay": 12, "perPlacement": 4}
    assert await graph.read(ad_load.current) == AdLoad(per_day=12, per_placement=4)
    await change(api, SET, perDay=0)
    assert (await api.data("{ adLoad { perDay perPlacement } }", role=Role.OPERATOR))["adLoad"] == {
        "perDay": 0,
        "perPlacement": None,
    }
    (last, first) = (await api.data("{ auditLog { nodes { action before after } } }", role=Role.OPERATOR))["auditLog"][
        "nodes"
    ]
    assert (last["action"], first["action"]) == ("ad_load.set", "ad_load.set")
    assert "12" in str(last["before"]) and "0" in str(last["after"])


@pytest.mark.parametrize(("input", "name"), [({"perDay": -1}, "perDay"), ({"perPlacement": 1_001}, "perPlacement")])
async def test_what_nobody_could_keep_is_refused(api: Api, input: dict[str, int], name: str) -> None:
    payload = await change(api, SET, **input)
    assert payload == {"adLoad": None, "userErrors": [{"code": "INVALID_INPUT", "path": ["input", name]}]}


async def test_the_report_tells_who_came_back_and_says_little_of_few(api: Api, graph: Graph) -> None:
    days = [("2026-05-01", 0, 100, 60), ("2026-05-02", 0, 100, 70), ("2026-05-02", 5, 9, 1), ("2026-04-30", 0, 900, 0)]
    kept = [dict(zip(("date", "band", "readers", "returned"), day, strict=True)) for day in days]
    await graph.write(ad_return.store, kept)
    span = {"from": "2026-05-01", "to": "2026-05-31"}
    found = (await api.data(REPORT, role=Role.OPERATOR, **span))["adLoadReport"]
    first, *between, last = found["bands"]
    assert (first["leastViews"], first["mostViews"], first["status"]) == (0, 0, "MEASURED")
    assert (first["returned"]["value"], first["returned"]["n"]) == (0.65, 200)
    assert first["returned"]["low"] < 0.65 < first["returned"]["high"]
    assert (last["leastViews"], last["mostViews"], last["status"]) == (21, None, "INSUFFICIENT_DATA")
    assert (last["returned"]["value"], last["returned"]["n"]) == (None, 9)
    assert [band["returned"]["n"] for band in between] == [0] * 4
    assert found["countedUntil"] == "2026-05-31"
    assert await api.code(REPORT, role=Role.OPERATOR, **{"from": "2026-05-02", "to": "2026-05-01"}) == "INVALID_INPUT"
    assert await api.code(REPORT, role=Role.OPERATOR, **{"from": "2026-01-01", "to": "2026-05-01"}) == "INVALID_INPUT"


async def test_a_key_of_one_sponsor_sees_nothing_of_what_members_bear(api: Api) -> None:
    key = await change(
        api,
        "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret userErrors { message } } }",
        name="Portal",
        scopes=["sponsor:manage", "report:read"],
        sponsorId=sample.ACME,
    )
    for document in (
        "{ adLoad { perDay } }",
        '{ adLoadReport(from: "2026-05-01", to: "2026-05-02") { countedUntil } }',
    ):
        assert await api.code(document, bearer=key["secret"]) == "NOT_ALLOWED"
    answer = await api.data(SET, bearer=key["secret"], input={"perDay": 5})
    assert answer["setAdLoad"]["userErrors"][0]["code"] == "NOT_ALLOWED"


async def test_a_member_is_without_ads_until_then(api: Api, graph: Graph) -> None:
    payload = await change(api, GRANT, userId=sample.ADA, until=LATER.isoformat(), reason="She gave a talk.")
    assert datetime.fromisoformat(payload["user"]["adFreeUntil"]) == LATER
    shown = await api.data(UNTIL, as_=sample.ADA, handle="ada")
    assert datetime.fromisoformat(shown["user"]["adFreeUntil"]) == LATER
    assert await api.code(UNTIL, as_=sample.BEN, handle="ada") == "NOT_ALLOWED"
    await rows(graph, "MATCH (u:User {id: $id}) SET u.ad_free_until = $at", id=sample.ADA, at=sample.NOW)
    assert (await api.data(UNTIL, as_=sample.ADA, handle="ada"))["user"]["adFreeUntil"] is None
    payload = await change(api, GRANT, userId=sample.ADA, reason="It was somebody else.")
    assert payload == {"user": {"adFreeUntil": None}, "userErrors": []}
    (entry, *_) = (await api.data("{ auditLog { nodes { action targetId before after } } }", role=Role.OPERATOR))[
        "auditLog"
    ]["nodes"]
    assert (entry["action"], entry["targetId"]) == ("user.ad_free_set", sample.ADA)
    assert "2026-06-01" in str(entry["before"]) and "somebody else" in str(entry["after"])


@pytest.mark.parametrize(
    ("input", "error"),
    [
        ({"until": "2020-01-01T00:00:00Z"}, ("INVALID_INPUT", ["input", "until"])),
        ({"until": "2099-01-01T00:00:00Z"}, ("INVALID_INPUT", ["input", "until"])),
        ({"reason": " "}, ("INVALID_INPUT", ["input", "reason"])),
        ({"userId": sample.user("z")}, ("NOT_FOUND", ["input", "userId"])),
        ({"userId": sample.RUST}, ("INVALID_INPUT", ["userId"])),
    ],
)
async def test_a_grant_names_a_member_and_a_time_to_come(api: Api, input: Any, error: Any) -> None:
    payload = await change(api, GRANT, **{"userId": sample.ADA, "reason": "A prize.", **input})
    assert [(each["code"], each["path"]) for each in payload["userErrors"]] == [error]


async def test_of_two_accounts_the_longer_time_stays(api: Api, graph: Graph) -> None:
    ids = [f"usr_{sample.ULID}{letter}" for letter in ("k", "m")]
    made = "CREATE (:User {id: $id, handle: $id, joined_at: $at, ad_free_until: $until})"
    for id, until in zip(ids, (LATER, LATER - timedelta(days=1)), strict=True):
        await rows(graph, made, id=id, at=sample.NOW, until=until)
    await merged(graph, *ids)
    (found,) = await rows(graph, "MATCH (u:User {id: $id}) RETURN u.ad_free_until AS until", id=ids[1])
    assert found["until"].to_native() == LATER
