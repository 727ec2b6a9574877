"""`recordEvents` over the API: outcomes row by row, and permissions."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.access import Role
from tests import sample
from tests.api.conftest import Api

RECORD = """
mutation ($events: [EventInput!]!) { recordEvents(input: {events: $events}) {
  accepted duplicates results { eventId outcome reason } userErrors { __typename code message path }
} }
"""


def _event(**changes: Any) -> dict[str, Any]:
    now = datetime.now(UTC)
    plain = {
        "source": "test",
        "eventId": "1",
        "type": "VIEW",
        "userId": sample.ADA,
        "contentId": sample.ASKED,
        "occurredAt": now.isoformat(),
    }
    return {key: value for key, value in (plain | changes).items() if value is not None}


async def _record(api: Api, events: list[dict[str, Any]], **viewer: Any) -> dict[str, Any]:
    found: dict[str, Any] = (await api.data(RECORD, events=events, **viewer))["recordEvents"]
    return found


async def test_a_batch_counts_once(api: Api) -> None:
    events = [_event(eventId=str(number), type="LIKE") for number in range(5)]
    first = await _record(api, events, role=Role.OPERATOR)
    assert (first["accepted"], first["duplicates"], first["userErrors"]) == (5, 0, [])
    again = await _record(api, events, role=Role.OPERATOR)
    assert (again["accepted"], again["duplicates"]) == (0, 5)
    stats = (await api.data("query ($id: ID!) { content(id: $id) { stats { likes } } }", id=sample.ASKED))["content"]
    assert stats == {"stats": {"likes": 5}}


def _days(days: float) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat()


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"occurredAt": _days(1)}, "5 minutes ahead"),
        ({"occurredAt": "1970-01-01T00:00:00Z"}, "before 1990"),
        ({"userId": sample.user("z")}, "No such user"),
        ({"contentId": sample.content("z")}, "No such content"),
        ({"contentId": None}, "needs contentId"),
        ({"userExternalId": "1"}, "not by both"),
        ({"source": ""}, "source must have"),
        ({"eventId": "x" * 201}, "eventId must have"),
        ({"dwellSeconds": -1}, "dwellSeconds"),
        ({"userId": "nonsense"}, "No such user"),
    ],
)
async def test_a_bad_event_is_rejected_and_the_others_count(api: Api, changes: dict[str, Any], reason: str) -> None:
    found = await _record(api, [_event(eventId="good"), _event(**changes)], role=Role.OPERATOR)
    assert [result["outcome"] for result in found["results"]] == ["ACCEPTED", "REJECTED"]
    assert reason in found["results"][1]["reason"]


async def test_the_same_identity_with_another_payload_is_a_conflict(api: Api) -> None:
    await _record(api, [_event(occurredAt=_days(-1))], role=Role.OPERATOR)
    (result,) = (await _record(api, [_event(occurredAt=_days(-2))], role=Role.OPERATOR))["results"]
    assert result["outcome"] == "CONFLICT"


async def test_members_record_their_own_acts_only_and_not_the_distant_past(api: Api) -> None:
    events = [
        _event(eventId="own"),
        _event(eventId="other", userId=sample.BEN),
        _event(eventId="late", occurredAt=_days(-8)),
    ]
    found = await _record(api, events, as_=sample.ADA)
    assert [result["outcome"] for result in found["results"]] == ["ACCEPTED", "REJECTED", "REJECTED"]
    assert "events:backfill" in found["results"][2]["reason"]


async def test_operators_may_backfill(api: Api) -> None:
    (result,) = (await _record(api, [_event(occurredAt=_days(-800))], role=Role.OPERATOR))["results"]
    assert result["outcome"] == "ACCEPTED"


@pytest.mark.parametrize(
    ("events", "viewer", "code"),
    [
        ([_event()], {}, "NOT_ALLOWED"),
        ([], {"role": Role.OPERATOR}, "INVALID_INPUT"),
        ([_event(eventId=str(number)) for number in range(501)], {"role": Role.OPERATOR}, "INVALID_INPUT"),
    ],
)
async def test_a_refused_batch_says_why_and_writes_nothing(
    api: Api, events: list[dict[str, Any]], viewer: dict[str, Any], code: str
) -> None:
    found = await _record(api, events, **viewer)
    assert [error["code"] for error in found["userErrors"]] == [code]
    assert found["accepted"] == 0


async def test_interactions_tell_what_was_done_to_those_who_may_know(api: Api) -> None:
    await _record(api, [_event(eventId="1"), _event(eventId="2"), _event(eventId="3", type="LIKE")], as_=sample.ADA)
    document = '{ user(handle: "ada") { interactions { edges { node { type count content { title } } } } } }'
    edges = (await api.data(document, as_=sample.ADA))["user"]["interactions"]["edges"]
    assert {(edge["node"]["type"], edge["node"]["count"]) for edge in edges} == {("VIEW", 2), ("LIKE", 1)}
    assert await api.code(document, as_=sample.BEN) == "NOT_ALLOWED"
    assert await api.code(document) == "NOT_ALLOWED"
