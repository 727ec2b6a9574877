"""Exports: everything that is known of a member, in one document, for those who hold a link, and for a while."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.access import Role
from domain.data_request import ErasureMode
from domain.export import SECTIONS, LinkKey
from domain.ids import UserId
from graph import export
from graph.database import Graph, Transaction
from jobs import enforce_retention, erase_persons, export_persons
from tests import sample
from tests.api.conftest import SECRET, Api
from tests.graph.privacy import MAIL, WORDS, leave_traces, rows

ASK = """
mutation ($sections: [String!]) { requestDataExport(input: {sections: $sections}) {
  request { id kind state downloadUrl expiresAt counts { kind count } } userErrors { code path }
} }
"""
UNREAD = """
CREATE (:Content:Article:Standalone {
  id: $id, kind: 'ARTICLE', slug: 'unread', title: 'Unread', visibility: 'PUBLIC', published_at: $now})
"""
MINE = "{ viewer { dataRequests { id kind state downloadUrl expiresAt problem counts { kind count } } } }"


async def ask(api: Api, as_: str | None = sample.BEN, **more: Any) -> dict[str, Any]:
    payload: dict[str, Any] = (await api.data(ASK, as_=as_, **more))["requestDataExport"]
    return payload


async def latest(api: Api, as_: str = sample.BEN) -> dict[str, Any]:
    request: dict[str, Any] = (await api.data(MINE, as_=as_))["viewer"]["dataRequests"][0]
    return request


async def exported(api: Api, graph: Graph, **more: Any) -> dict[str, Any]:
    """The document as it is fetched."""
    assert (await ask(api, **more))["userErrors"] == []
    await export_persons.run(graph, datetime.now(UTC))
    answer = await api.http.get((await latest(api))["downloadUrl"])
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store" and answer.headers["content-type"] == "application/json"
    assert answer.headers["content-disposition"].startswith('attachment; filename="stoa-req_')
    document: dict[str, Any] = json.loads(answer.text)
    return document


async def test_everything_that_is_known_is_handed_over(api: Api, graph: Graph) -> None:
    await leave_traces(graph)
    await rows(graph, UNREAD, id=sample.content("h"), now=sample.NOW)
    found = await exported(api, graph)
    assert found["format"] == "stoa-export-1" and list(found)[2:] == list(SECTIONS)
    (account,) = found["account"]
    assert (account["handle"], account["external_id"]) == ("ben", "2")
    assert [(row["issuer"], row["subject"]) for row in found["identities"]] == [("https://login.example", "b-1")]
    assert found["personal_data"][0]["email"] == MAIL
    assert [(row["purpose"], row["granted"], row["version"]) for row in found["consents"]] == [("MAIL", True, "v1")]
    written = {row["title"]: row for row in found["contents"]}
    assert written.keys() == {WORDS, "Why so slow"} and written["Why so slow"]["body"] == "<p>Why so slow</p>"
    assert (written["Why so slow"]["tags"], written["Why so slow"]["area"]) == (["neo4j"], "help")
    events = [event for day in found["days"] for event in day["events"]]
    assert sorted(event["event_id"] for event in events) == ["ben-1", "ben-2", "ben-3"]
    assert "payload_hash" not in events[0] and events[0]["occurred_at"].startswith("2026-")
    assert {row["content_id"] for row in found["interactions"]} == {sample.GRAPHS, sample.SECRET}
    assert {row["name"] for row in found["follows"]} == {"ada", "python"}
    assert {row["tag"] for row in found["interests"]} >= {"rust", "python"}
    assert [(row["badge"], row["evidence"]) for row in found["badges"]] == [("one", ["cnt_1"])]
    assert [(row["benefit"], row["source_kind"]) for row in found["grants"]] == [("all", "GIFT")]
    assert found["saved_segments"] == [{"slug": "rusty", "name": "Rust people", "activity": 1.0}]
    assert found["segment_proposals"] == [{"version": 9, "previous": "LOW_VALUE", "segment": "POTENTIAL"}]
    assert found["churn"][0]["reason"] and found["segments"][0]["reason"] and found["candidates"][0]["recent_ids"]
    assert found["audit_entries"][0]["action"] == "webhook.created" and len(found["made"]) == 2
    assert sum(part["contribution"] for part in found["activity"]["parts"]) == pytest.approx(found["activity"]["value"])
    assert found["recommendations"]["personalised"] and found["recommendations"]["items"][0]["parts"]
    assert {"kind": "contents", "count": 2} in (await latest(api))["counts"]


async def test_nothing_of_others_is_in_it(api: Api, graph: Graph) -> None:
    await leave_traces(graph)
    found = await exported(api, graph)
    blocks = found.pop("blocks")
    assert [(row["handle"], row["kind"]) for row in blocks] == [("cleo", "BLOCKS")], "not that cleo mutes ben"
    assert [(row["name"], row["weight"]) for row in found.pop("preferences")] == [("cleo", 1.0)], "nor what she wants"
    text = json.dumps(found)
    assert "cleo" not in text and "c-cnt" not in text and "sealed" not in text


async def test_only_some_sections(api: Api, graph: Graph) -> None:
    found = await exported(api, graph, sections=["consents", "account"])
    assert list(found) == ["format", "as_of", "account", "consents"]


async def test_pages_make_one_document(api: Api, graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    await leave_traces(graph)
    whole = await exported(api, graph)
    monkeypatch.setattr(export, "PAGE", 1)
    monkeypatch.setattr(export, "ONE_BY_ONE", {})
    paged = await exported(api, graph)
    for name in set(SECTIONS) - {"data_requests"}:
        if isinstance(whole[name], list):
            assert paged[name] == whole[name], name


async def test_while_it_is_made_it_is_one_request(api: Api, graph: Graph) -> None:
    first = (await ask(api))["request"]
    assert (first["kind"], first["state"], first["downloadUrl"]) == ("EXPORT", "QUEUED", None)
    assert (await ask(api))["request"]["id"] == first["id"]
    assert len(await rows(graph, "MATCH (r:DataRequest) RETURN r")) == 1


async def test_three_can_be_kept(api: Api, graph: Graph) -> None:
    for _ in range(3):
        assert (await ask(api))["userErrors"] == []
        await export_persons.run(graph, datetime.now(UTC))
    assert (await ask(api)) == {"request": None, "userErrors": [{"code": "LIMIT_REACHED", "path": None}]}


@pytest.mark.parametrize(
    ("viewer", "sections", "code", "path"),
    [
        ({"as_": None}, None, "NOT_ALLOWED", None),
        ({"as_": None, "role": Role.OPERATOR}, None, "NOT_ALLOWED", None),
        ({"as_": sample.user("x")}, None, "NOT_FOUND", None),
        ({"as_": sample.BEN}, ["account", "x"], "INVALID_INPUT", ["input", "sections", "1"]),
    ],
)
async def test_a_request_is_refused(
    api: Api, graph: Graph, viewer: dict[str, Any], sections: list[str] | None, code: str, path: list[str] | None
) -> None:
    refused = await ask(api, sections=sections, **viewer)
    assert refused == {"request": None, "userErrors": [{"code": code, "path": path}]}
    assert await rows(graph, "MATCH (r:DataRequest) RETURN r") == []


async def test_one_cut_off_is_begun_again(api: Api, graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    await ask(api)
    whole = export.add

    async def die(tx: Transaction, id: str, number: int, text: str) -> bool:
        if number == 5:
            raise KeyboardInterrupt
        return await whole(tx, id, number, text)

    monkeypatch.setattr(export, "add", die)
    with pytest.raises(KeyboardInterrupt):
        await export_persons.run(graph, datetime.now(UTC))
    assert (await latest(api))["state"] == "RUNNING"
    monkeypatch.setattr(export, "add", whole)
    await export_persons.run(graph, datetime.now(UTC))
    request = await latest(api)
    assert request["state"] == "DONE" and {"kind": "account", "count": 1} in request["counts"]
    json.loads((await api.http.get(request["downloadUrl"])).text)


async def test_one_that_cant_be_made_fails_and_keeps_no_other(
    api: Api, graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ask(api)
    await ask(api, as_=sample.ADA)
    whole = export_persons.document

    def broken(graph: Graph, user_id: UserId, *rest: Any) -> Any:
        if user_id == sample.BEN:
            raise ValueError("a bug")
        return whole(graph, user_id, *rest)

    monkeypatch.setattr(export_persons, "document", broken)
    await export_persons.run(graph, datetime.now(UTC))
    failed = await latest(api)
    assert failed["state"] == "FAILED" and failed["problem"] and failed["downloadUrl"] is None
    assert (await latest(api, sample.ADA))["state"] == "DONE"


async def test_a_link_is_refused(api: Api, graph: Graph) -> None:
    await ask(api)
    await export_persons.run(graph, datetime.now(UTC))
    request = await latest(api)
    link = request["downloadUrl"]
    last = "0" if link[-1] != "0" else "1"
    for forged in (link[:-1] + last, link.replace("expires=", "expires=9"), f"/exports/{request['id']}", "/exports/x"):
        assert (await api.http.get(forged)).status_code == 404
    assert (await api.http.post(link)).status_code == 405
    old = LinkKey(SECRET.encode()).link(request["id"], datetime.now(UTC) - timedelta(seconds=1))
    assert (await api.http.get(old)).status_code == 410
    other = LinkKey(SECRET.encode()).link("req_01jz000000000000000000000z", datetime.now(UTC) + timedelta(hours=1))
    assert (await api.http.get(other)).status_code == 410


async def test_a_document_is_there_for_a_week(api: Api, graph: Graph) -> None:
    await ask(api)
    await export_persons.run(graph, datetime.now(UTC))
    link = (await latest(api))["downloadUrl"]
    await enforce_retention.run(graph, datetime.now(UTC) + timedelta(days=6))
    assert (await api.http.get(link)).status_code == 200
    await enforce_retention.run(graph, datetime.now(UTC) + timedelta(days=8))
    request = await latest(api)
    assert (request["state"], request["downloadUrl"]) == ("EXPIRED", None)
    assert (await api.http.get(link)).status_code == 410
    assert await rows(graph, "MATCH (p:ExportPart) RETURN p") == []


async def test_an_erasure_takes_the_document_along(api: Api, graph: Graph) -> None:
    await ask(api, as_=sample.CLEO)
    await export_persons.run(graph, datetime.now(UTC))
    link = (await latest(api, sample.CLEO))["downloadUrl"]
    document = 'mutation ($mode: ErasureMode!, $id: ID!) { requestErasure(input: {mode: $mode, confirmHandle: "cleo",'
    document += " userId: $id}) { userErrors { code } } }"
    await api.data(document, mode=ErasureMode.ANONYMISE, id=sample.CLEO, role=Role.OPERATOR)
    await erase_persons.run(graph, datetime.now(UTC))
    assert (await api.http.get(link)).status_code == 410
    assert await rows(graph, "MATCH (p:ExportPart) RETURN p") == []
