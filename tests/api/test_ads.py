"""Pixels and redirects over HTTP: the visitor always gets theirs, and nothing a request says leads elsewhere."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from starlette.applications import Starlette

from app import create_app
from domain.ad_token import AdTicket, AdTokenKey
from graph.database import Graph
from settings import Settings
from tests.api.conftest import SECRET, Api
from tests.graph.flights import AGENT, account, fund, live, rows, ticket

KEY = AdTokenKey(SECRET.encode())
OTHER = (
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1"
)
GOOGLE = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"
INVALID = "MATCH (act:InvalidAct) RETURN act.kind AS kind, act.reason AS reason ORDER BY act.at, act.id"


def visitor(application: Starlette, address: str = "203.0.113.7", **headers: str) -> httpx.AsyncClient:
    """Somebody at an address, with a browser unless told otherwise."""
    transport = httpx.ASGITransport(application, client=(address, 50_000))
    return httpx.AsyncClient(transport=transport, base_url="http://stoa.test", headers={"User-Agent": AGENT} | headers)


@pytest_asyncio.fixture(loop_scope="session")
async def shown(api: Api, graph: Graph) -> AdTicket:
    """A decision of now, of a flight that pays 0.50 a click."""
    await fund(graph, 10_000)
    return await ticket(graph, await live(graph, pricing="CPC", price_minor=50), datetime.now(UTC))


@pytest_asyncio.fixture(loop_scope="session")
async def reader(application: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    """A reader with a browser."""
    async with visitor(application) as http:
        yield http


async def counts(graph: Graph, made: AdTicket) -> tuple[int, int, int]:
    """Views, clicks, and what was charged in minor units."""
    text = "MATCH (c:DeliveryCell {flight_id: $id}) RETURN sum(c.views) AS views, sum(c.clicks) AS clicks"
    (found,) = await rows(graph, text, id=made.flight_id)
    return found["views"], found["clicks"], (await account(graph, made.flight_id)).spent_minor


async def test_a_view_gets_its_pixel_and_a_click_its_landing_page(
    graph: Graph, shown: AdTicket, reader: httpx.AsyncClient
) -> None:
    token = KEY.sign(shown)
    pixel = await reader.get(f"/a/v/{token}")
    assert (pixel.status_code, pixel.headers["content-type"], pixel.content[:6]) == (200, "image/gif", b"GIF89a")
    assert pixel.headers["cache-control"] == "no-store" and "set-cookie" not in pixel.headers
    led = await reader.get(f"/a/c/{token}")
    assert (led.status_code, led.headers["location"]) == (302, f"https://acme.example/?stoa_click={shown.id}")
    assert led.headers["referrer-policy"] == "no-referrer"
    assert await counts(graph, shown) == (1, 1, 50)


async def test_whoever_asks_again_gets_the_same_and_is_not_counted(
    graph: Graph, shown: AdTicket, reader: httpx.AsyncClient
) -> None:
    token = KEY.sign(shown)
    pixels = [await reader.get(f"/a/v/{token}") for _ in range(3)]
    led = [await reader.get(f"/a/c/{token}") for _ in range(3)]
    assert len({each.content for each in pixels}) == 1 == len({each.headers["location"] for each in led})
    assert await counts(graph, shown) == (1, 1, 50)


@pytest.mark.parametrize(
    ("address", "headers", "reason"),
    [
        ("203.0.113.7", {"User-Agent": GOOGLE}, "BOT"),
        ("203.0.113.7", {"User-Agent": "curl/8.9.1"}, "BOT"),
        ("203.0.113.7", {"User-Agent": ""}, "BOT"),
        ("203.0.113.7", {"Sec-Purpose": "prefetch;prerender"}, "PREFETCH"),
        ("203.0.113.7", {"X-Moz": "prefetch"}, "PREFETCH"),
        ("198.51.100.7", {}, "STAFF"),
        ("::ffff:198.51.100.7", {}, "STAFF"),
        ("192.0.2.200", {}, "DATA_CENTRE"),
        ("2001:db8:7::1", {}, "DATA_CENTRE"),
    ],
)
async def test_who_is_no_reader_gets_the_same_and_is_kept_with_a_reason(
    graph: Graph, shown: AdTicket, screening: Starlette, address: str, headers: dict[str, str], reason: str
) -> None:
    token = KEY.sign(shown)
    async with visitor(screening, address, **headers) as http:
        assert (await http.get(f"/a/v/{token}")).status_code == 200
        assert (await http.get(f"/a/c/{token}")).headers["location"].startswith("https://acme.example/")
    assert await rows(graph, INVALID) == [{"kind": "VIEW", "reason": reason}, {"kind": "CLICK", "reason": reason}]
    assert await counts(graph, shown) == (0, 0, 0)


@pytest.fixture(scope="module")
def screening(connected: Graph, tmp_path_factory: pytest.TempPathFactory) -> Starlette:
    """An app that knows networks of staff and of data centres."""
    home = tmp_path_factory.mktemp("screening")
    (home / "networks.txt").write_text("# racks\n192.0.2.128/25\n\n2001:db8:7::/48 # more\n")
    settings = Settings(
        home=home,
        secret=SECRET,
        run_jobs=False,
        ad_staff_networks=("198.51.100.0/24",),
        ad_data_centres=home / "networks.txt",
    )
    return create_app(settings, connected)


async def test_a_request_for_the_headers_alone_counts_nothing(
    graph: Graph, shown: AdTicket, reader: httpx.AsyncClient
) -> None:
    token = KEY.sign(shown)
    await reader.head(f"/a/v/{token}")
    await reader.get(f"/a/v/{token}")
    assert (await reader.head(f"/a/c/{token}")).status_code == 302
    assert await counts(graph, shown) == (1, 0, 0)


async def test_a_click_by_another_browser_is_a_mismatch(
    graph: Graph, shown: AdTicket, reader: httpx.AsyncClient, application: Starlette
) -> None:
    token = KEY.sign(shown)
    await reader.get(f"/a/v/{token}")
    async with visitor(application, **{"User-Agent": OTHER}) as other:
        assert (await other.get(f"/a/c/{token}")).status_code == 302
    assert await rows(graph, INVALID) == [{"kind": "CLICK", "reason": "MISMATCH"}]


@pytest.mark.parametrize("token", ["forged", "%00", "a" * 5_000, "%F0%9F%92%A9", "..%2f..%2fetc", "'%20OR%201=1"])
async def test_what_was_not_made_here_leads_nowhere(
    graph: Graph, reader: httpx.AsyncClient, api: Api, token: str
) -> None:
    assert (await reader.get(f"/a/v/{token}")).status_code in (200, 404)
    led = await reader.get(f"/a/c/{token}?url=https://evil.example/&u=//evil.example")
    assert led.status_code == 404 and "location" not in led.headers
    assert {row["reason"] for row in await rows(graph, INVALID)} <= {"FORGED"}


async def test_forged_acts_are_kept_as_often_as_an_address_may_be_refused(
    connected: Graph, graph: Graph, api: Api, tmp_path: Path
) -> None:
    few = create_app(Settings(home=tmp_path, secret=SECRET, run_jobs=False, rate_refused=3), connected)
    async with visitor(few) as http:
        assert {(await http.get("/a/c/forged")).status_code for _ in range(8)} == {404}
    assert len(await rows(graph, INVALID)) == 3


async def test_a_token_of_another_community_leads_nowhere(
    graph: Graph, shown: AdTicket, reader: httpx.AsyncClient
) -> None:
    foreign = AdTokenKey(b"the secret of another community").sign(shown)
    assert (await reader.get(f"/a/c/{foreign}")).status_code == 404
    assert await rows(graph, INVALID) == [{"kind": "CLICK", "reason": "FORGED"}]
    assert await counts(graph, shown) == (0, 0, 0)


async def test_nothing_in_a_request_changes_where_a_click_leads(shown: AdTicket, reader: httpx.AsyncClient) -> None:
    token = KEY.sign(shown)
    hostile: dict[str, Any] = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "Referer": "//evil.example"}
    led = await reader.get(f"/a/c/{token}?url=https://evil.example&stoa_click=x", headers=hostile)
    assert led.headers["location"] == f"https://acme.example/?stoa_click={shown.id}"


@pytest.mark.parametrize(
    ("url", "location"),
    [
        ("https://acme.example/p?a=1#top", "https://acme.example/p?a=1&stoa_click={id}#top"),
        ("https://acme.example/?stoa_click=old&b=%20", "https://acme.example/?b=%20&stoa_click={id}"),
        ("https://acme.example/übung", "https://acme.example/%C3%BCbung?stoa_click={id}"),
    ],
)
async def test_a_landing_page_keeps_its_own_query(
    graph: Graph, shown: AdTicket, reader: httpx.AsyncClient, url: str, location: str
) -> None:
    made = shown.model_copy(update={"landing_url": url})
    led = await reader.get(f"/a/c/{KEY.sign(made)}")
    assert led.headers["location"] == location.format(id=shown.id)


async def test_an_old_token_still_leads_on(graph: Graph, shown: AdTicket, reader: httpx.AsyncClient) -> None:
    old = shown.model_copy(update={"decided_at": shown.decided_at - timedelta(days=3)})
    token = KEY.sign(old)
    assert (await reader.get(f"/a/v/{token}")).status_code == 200
    assert (await reader.get(f"/a/c/{token}")).status_code == 302
    assert [row["reason"] for row in await rows(graph, INVALID)] == ["EXPIRED", "NOT_VIEWED"]


async def test_a_click_leads_on_while_the_database_is_away(connected: Graph, api: Api, shown: AdTicket) -> None:
    async with visitor(create_app(Settings(secret=SECRET, run_jobs=False), None)) as http:
        assert (await http.get(f"/a/v/{KEY.sign(shown)}")).status_code == 200
        assert (await http.get(f"/a/c/{KEY.sign(shown)}")).status_code == 302
