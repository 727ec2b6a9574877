"""Asking for ads over the API: by the page, by a reader who consents, with reasons, never for who mustn't see one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from math import fsum
from pathlib import Path
from typing import Any

import httpx
import pytest

from app import create_app
from domain.access import Role
from graph.database import Graph
from resolvers import ad_facts
from settings import Settings
from tests import sample
from tests.api.conftest import SECRET, Api
from tests.api.test_ad_load import GRANT
from tests.graph.privacy import rows

ASK = """mutation ($input: RequestAdInput!) { requestAd(input: $input) {
  decision { id ad { id headline landingUrl } viewUrl clickUrl expiresAt propensity policy paidBy matched personalised
    noFillReason why { feature weight value contribution } }
  userErrors { code message path } } }"""
NOSY = "mutation ($input: RequestAdInput!) { requestAd(input: $input) { decision { ad { $more } } } }"
DECIDE_SPONSOR = """mutation ($input: DecideSponsorInput!) {
  decideSponsor(input: $input) { sponsor { state } userErrors { code message } } }"""
CHANGE_FLIGHT = """mutation ($input: ChangeFlightStateInput!) {
  changeFlightState(input: $input) { flight { state } userErrors { code message } } }"""
CONSENT = """mutation ($granted: Boolean!) {
  setConsent(input: {purpose: AD_PERSONALISATION, granted: $granted, version: "ads-1"}) { userErrors { code } } }"""
NODE = "query ($id: ID!) { node(id: $id) { id ... on AdDecision { ad { id } viewUrl why { feature } personalised } } }"
KEY = """mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret userErrors { code message } } }"""
LIVE = """MATCH (flight:Flight {id: $flight})
SET flight.state = 'LIVE', flight.starts_at = $now - duration('P1D'), flight.ends_at = $now + duration('P30D'),
    flight.exclude_tags = [], flight.daily_cap_minor = null"""
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
GRAPHS = {"placement": "sidebar", "contentId": sample.GRAPHS}


@asynccontextmanager
async def serving(graph: Graph, home: Path, **changes: Any) -> AsyncIterator[Api]:
    """A worker with the sample's flight live, changed so; at the end all it had to write is written."""
    await rows(graph, LIVE, flight=sample.FLIGHT, now=datetime.now(UTC))
    await rows(graph, "MATCH (flight:Flight {id: $id}) SET flight += $changes", id=sample.FLIGHT, changes=changes)
    app = create_app(Settings(home=home, secret=SECRET, run_jobs=False, time_limit=60), graph)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    client = httpx.AsyncClient(transport=transport, base_url="http://stoa.test", headers={"User-Agent": BROWSER})
    async with app.router.lifespan_context(app), client as http:
        yield Api(http)


async def asked(api: Api, as_: str | None = sample.ADA, **given: Any) -> dict[str, Any]:
    """What is decided."""
    who = {name: given.pop(name) for name in ("bearer", "role") if name in given}
    payload = (await api.data(ASK, as_=None if "bearer" in who else as_, input=GRAPHS | given, **who))["requestAd"]
    assert payload["userErrors"] == []
    decision: dict[str, Any] = payload["decision"]
    return decision


async def refused(api: Api, as_: str | None = sample.ADA, **given: Any) -> tuple[str, list[str]]:
    """Code and path of the refusal."""
    who = {name: given.pop(name) for name in ("bearer", "role") if name in given}
    payload = (await api.data(ASK, as_=None if "bearer" in who else as_, input=GRAPHS | given, **who))["requestAd"]
    assert payload["decision"] is None
    (error,) = payload["userErrors"]
    return error["code"], error["path"] or []


async def key(api: Api, **more: Any) -> str:
    """The secret of a new key that may request ads."""
    given = {"name": "pages", "scopes": ["ads:request"]} | more
    payload = (await api.data(KEY, as_=sample.CLEO, role=Role.OPERATOR, input=given))["createApiKey"]
    assert payload["userErrors"] == []
    secret: str = payload["secret"]
    return secret


async def test_a_page_has_an_ad_that_is_explained_and_written_behind(api: Api, graph: Graph, tmp_path: Path) -> None:
    async with serving(graph, tmp_path) as worker:
        found = await asked(worker)
        assert found["ad"] == {"id": sample.AD, "headline": "Graphs", "landingUrl": "https://acme.example/"}
        assert (found["paidBy"], found["matched"]) == ("Acme", ["tag python", "area blog"])
        assert (found["personalised"], found["propensity"], found["noFillReason"]) == (False, 1, None)
        assert found["viewUrl"].startswith("/a/v/") and found["clickUrl"].startswith("/a/c/")
        parts = {part["feature"]: part["contribution"] for part in found["why"]}
        assert parts["expected_value"] == pytest.approx(1000 * 0.5 * 0.003, rel=0.1)
        assert parts["relevance"] > 0
        worth = fsum(part["contribution"] for part in found["why"])
        last = found["why"][-1]
        assert last["weight"] + last["contribution"] == pytest.approx(worth, rel=1e-9)
        assert await rows(graph, "MATCH (n:AdDecision) RETURN n") == []
    (kept,) = await rows(graph, "MATCH (n:AdDecision) RETURN n {.*} AS n")
    assert kept["n"]["id"] == found["id"]
    assert "user_id" not in kept["n"] and "segment" not in kept["n"]
    assert (kept["n"]["flight_id"], kept["n"]["price_micro"]) == (sample.FLIGHT, 50_000_000)
    assert await rows(graph, "MATCH (n:DeliveryCell) RETURN n.decisions AS n, n.placement AS at") == [
        {"n": 1, "at": "sidebar"}
    ]
    assert await rows(graph, "MATCH (n:AdHour) RETURN n.requests AS asked, n.filled AS filled") == [
        {"asked": 1, "filled": 1}
    ]


@pytest.mark.parametrize("consents", [False, True])
async def test_what_was_decided_is_viewed_and_clicked_once(
    api: Api, graph: Graph, tmp_path: Path, consents: bool
) -> None:
    """Written behind or at once, a decision's addresses count for it, from the client that asked."""
    async with serving(graph, tmp_path) as worker:
        await worker.data(CONSENT, as_=sample.ADA, granted=consents)
        found = await asked(worker)
        for _ in range(2):
            assert (await worker.http.get(found["viewUrl"])).status_code == 200
            click = await worker.http.get(found["clickUrl"])
            assert click.status_code == 302
            assert click.headers["location"].partition("?")[0] == "https://acme.example/"
    (cell,) = await rows(graph, "MATCH (n:DeliveryCell) RETURN n {.decisions, .views, .clicks, .spend_micro} AS n")
    assert cell["n"] == {"decisions": 1, "views": 1, "clicks": 1, "spend_micro": 50_000_000}
    (kept,) = await rows(graph, "MATCH (n:AdDecision) RETURN n {.*} AS n")
    assert kept["n"]["viewed_at"] and kept["n"]["clicked_at"] and len(kept["n"]["factors"]) == 7
    assert kept["n"].get("user_id") == (sample.ADA if consents else None)


async def test_who_consents_is_known_capped_and_sees_why(api: Api, graph: Graph, tmp_path: Path) -> None:
    async with serving(graph, tmp_path, frequency_cap_per_day=2, segments=["HIGH_VALUE"]) as worker:
        await rows(graph, "MATCH (user:User {id: $id}) SET user.segment = 'HIGH_VALUE'", id=sample.ADA)
        assert (await asked(worker))["noFillReason"] == "NO_MATCH", "without consent nobody has a segment"
        await worker.data(CONSENT, as_=sample.ADA, granted=True)
        first, second, third = [await asked(worker) for _ in range(3)]
        assert "segment HIGH_VALUE" in first["matched"] and first["personalised"]
        assert [part["contribution"] for part in first["why"] if part["feature"] == "fatigue"] == [0]
        assert [part["contribution"] < 0 for part in second["why"] if part["feature"] == "fatigue"] == [True]
        assert (third["ad"], third["noFillReason"]) == (None, "CAPPED")
        own = (await worker.data(NODE, as_=sample.ADA, id=first["id"]))["node"]
        assert own["ad"] == {"id": sample.AD} and own["viewUrl"] is None and len(own["why"]) == 6
        assert (await worker.data(NODE, as_=sample.BEN, id=first["id"]))["node"] is None
        assert (await worker.data(NODE, role=Role.OPERATOR, id=first["id"]))["node"]["personalised"]
        await worker.data(CONSENT, as_=sample.ADA, granted=False)
        late = await asked(worker)
        assert (late["personalised"], late["noFillReason"]) == (False, "NO_MATCH"), "though she is remembered"
        assert await rows(graph, "MATCH (n) WHERE n:AdReader OR n:AdDecision AND n.user_id <> '' RETURN n") == []
    (hour,) = await rows(graph, "MATCH (n:AdHour) RETURN n {.*} AS n")
    counted = {name: hour["n"][name] for name in ("requests", "filled", "none_capped", "none_no_match")}
    assert counted == {"requests": 5, "filled": 2, "none_capped": 1, "none_no_match": 2}


async def test_there_is_a_reason_where_there_is_no_ad(
    api: Api, graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ad_facts, "PAGE_SECONDS", 0.0)
    async with serving(graph, tmp_path, countries=["DE"]) as worker:
        assert (await asked(worker))["noFillReason"] == "NO_MATCH"
        assert (await asked(worker, country="AT"))["noFillReason"] == "NO_MATCH"
        assert (await asked(worker, country="DE"))["matched"] == ["tag python", "area blog", "country DE"]
        await rows(graph, "MATCH (n:Area {id: $id}) SET n.ads_allowed = false", id=sample.BLOG)
        assert (await asked(worker, country="DE"))["noFillReason"] == "NO_ADS_HERE"
        await rows(graph, "MATCH (n:Area {id: $id}) SET n.ads_allowed = true", id=sample.BLOG)
        await rows(graph, "MATCH (n:Content {id: $id}) SET n.visibility = 'HIDDEN'", id=sample.GRAPHS)
        assert (await asked(worker, country="DE"))["noFillReason"] == "NO_ADS_HERE"
        await rows(graph, "MATCH (n:Content {id: $id}) SET n.visibility = 'PUBLIC'", id=sample.GRAPHS)
        free = "MATCH (n:User {id: $id}) SET n.ad_free_until = datetime() + duration('P1D')"
        await rows(graph, free, id=sample.ADA)
        found = await asked(worker, country="DE")
        assert (found["noFillReason"], found["ad"], found["viewUrl"], found["why"]) == ("AD_FREE", None, None, [])
        assert (await asked(worker, sample.BEN, country="DE"))["ad"] is not None
        given = GRAPHS | {"country": "DE"}
        for more in ("flight { id }", "effectiveness { n }"):
            nosy = NOSY.replace("$more", more)
            assert await worker.code(nosy, as_=sample.BEN, input=given) == "NOT_ALLOWED", "it is the sponsor's affair"


async def test_what_operators_change_holds_at_once_where_they_change_it(api: Api, graph: Graph, tmp_path: Path) -> None:
    async with serving(graph, tmp_path) as worker:
        assert (await asked(worker))["ad"] is not None
        for state, reason in (("SUSPENDED", "NO_MATCH"), ("APPROVED", None)):
            given = {"id": sample.ACME, "state": state, "reason": "So."}
            await worker.data(DECIDE_SPONSOR, role=Role.OPERATOR, input=given)
            assert (await asked(worker))["noFillReason"] == reason
        paused = {"id": sample.FLIGHT, "state": "PAUSED"}
        await worker.data(CHANGE_FLIGHT, role=Role.OPERATOR, input=paused)
        assert (await asked(worker))["noFillReason"] == "NO_MATCH"


async def test_who_comes_to_see_no_ads_sees_none_from_then_on(api: Api, graph: Graph, tmp_path: Path) -> None:
    async with serving(graph, tmp_path) as worker:
        await worker.data(CONSENT, as_=sample.ADA, granted=True)
        assert (await asked(worker))["personalised"]
        until = (datetime.now(UTC) + timedelta(days=1)).isoformat()
        given = {"userId": sample.ADA, "until": until, "reason": "She gave a talk."}
        await worker.data(GRANT, role=Role.OPERATOR, input=given)
        assert [(await asked(worker))["noFillReason"] for _ in range(2)] == ["AD_FREE", "AD_FREE"]


async def test_a_flight_that_is_ahead_rests(api: Api, graph: Graph, tmp_path: Path) -> None:
    today = datetime.now(UTC).date().isoformat()
    async with serving(graph, tmp_path, time_zone="UTC", spent_micro=499_000_000 - 50_000_000) as worker:
        day = "CREATE (:FlightDay {key: $id + '|' + $day, flight_id: $id, date: date($day), spent_micro: 449000000})"
        await rows(graph, day, id=sample.FLIGHT, day=today)
        assert (await asked(worker))["noFillReason"] == "PACED"


async def test_servers_ask_by_key_and_name_a_reader_only_where_they_may(api: Api, graph: Graph, tmp_path: Path) -> None:
    async with serving(graph, tmp_path) as worker:
        server = await key(worker)
        client = {"address": "192.0.2.77", "userAgent": "A browser"}
        found = await asked(worker, bearer=server, client=client)
        assert found["ad"] is not None and not found["personalised"]
        assert not (await asked(worker, bearer=server, readerId=sample.BEN))["personalised"], "he doesn't consent"
        await worker.data(CONSENT, as_=sample.BEN, granted=True)
        assert (await asked(worker, bearer=server, readerId=sample.BEN))["personalised"]
        other = await key(worker, sponsorId=sample.ACME)
        assert (await asked(worker, bearer=other))["ad"] is not None
        assert await refused(worker, bearer=other, readerId=sample.BEN) == ("NOT_ALLOWED", [])
        assert await refused(worker, readerId=sample.BEN) == ("NOT_ALLOWED", [])
        assert await refused(worker, None) == ("NOT_ALLOWED", [])
        missing = sample.user("z")
        assert await refused(worker, bearer=server, readerId=missing) == ("NOT_FOUND", ["input", "readerId"])
    voids = await rows(graph, "MATCH (n:AdDecision) RETURN n.refused AS why, count(*) AS n ORDER BY n")
    assert voids == [{"why": "SPONSOR", "n": 1}, {"why": None, "n": 3}]


@pytest.mark.parametrize(
    ("given", "code", "path"),
    [
        ({"placement": "Side bar"}, "INVALID_INPUT", ["input", "placement"]),
        ({"placement": ""}, "INVALID_INPUT", ["input", "placement"]),
        ({"contentId": "cnt_1"}, "INVALID_INPUT", ["input", "contentId"]),
        ({"contentId": sample.ADA}, "INVALID_INPUT", ["input", "contentId"]),
        ({"contentId": sample.content("z")}, "NOT_FOUND", ["input", "contentId"]),
        ({"area": "nowhere"}, "NOT_FOUND", ["input", "area"]),
        ({"device": "fridge"}, "INVALID_INPUT", ["input", "device"]),
        ({"country": "de"}, "INVALID_INPUT", ["input", "country"]),
        ({"language": "xx-"}, "INVALID_INPUT", ["input", "language"]),
        ({"besides": [sample.ADA]}, "INVALID_INPUT", ["input", "besides", "0"]),
        ({"besides": [sample.AD] * 51}, "INVALID_INPUT", ["input", "besides"]),
    ],
)
async def test_what_makes_no_sense_is_refused(api: Api, given: dict[str, Any], code: str, path: list[str]) -> None:
    assert await refused(api, **given) == (code, path)


async def test_what_stands_on_the_page_isnt_shown_again_and_a_repeat_has_one_answer(
    api: Api, graph: Graph, tmp_path: Path
) -> None:
    async with serving(graph, tmp_path) as worker:
        assert (await asked(worker, besides=[sample.AD]))["noFillReason"] == "NO_MATCH"
        await worker.data(CONSENT, as_=sample.ADA, granted=True)
        once, again = [await asked(worker, idempotencyKey="page-1") for _ in range(2)]
        assert once == again
    assert await rows(graph, "MATCH (n:AdDecision) RETURN count(*) AS n") == [{"n": 1}]
