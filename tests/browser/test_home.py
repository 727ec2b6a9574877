"""The home page as a reader meets it, and the headers and files behind both pages."""

import json
from dataclasses import replace

import httpx
import pytest
from playwright.async_api import Browser, Page, expect

from server.examples import read_examples
from server.pages import ROOT
from tests.browser.conftest import serve
from tests.browser.toy_app import ASSETS, FACTS, create_toy_app

EXAMPLES = read_examples(ROOT / "examples")


async def test_it_says_what_runs_here(page: Page, live_server: str) -> None:
    await page.goto(live_server)
    for fact in ("2,000", "18,402", "1,204,977", FACTS.version, FACTS.database, FACTS.community):
        await expect(page.get_by_text(fact).first).to_be_visible()


async def test_every_first_query_opens_in_graphiql(page: Page, live_server: str) -> None:
    for example in EXAMPLES[:3]:
        await page.goto(live_server)
        await page.get_by_role("article", name=example.title).get_by_role("link").click()
        await expect(page.locator(".graphiql-tab-active")).to_contain_text(example.query.split()[1].split("(")[0])


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_nothing_is_cut_off_and_text_can_be_read(page: Page, live_server: str, width: int, scheme: str) -> None:
    await page.set_viewport_size({"width": width, "height": 800})
    await page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    await page.goto(live_server)
    assert await page.evaluate("document.documentElement.scrollWidth") == width
    assert await page.evaluate(LOWEST_CONTRAST) >= 4.5, "WCAG 2.2 AA asks for 4.5:1"


async def test_it_works_without_scripts(browser: Browser, live_server: str) -> None:
    context = await browser.new_context(java_script_enabled=False)
    page = await context.new_page()
    await page.goto(live_server)
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await expect(page.get_by_role("article")).to_have_count(3)
    await context.close()


async def test_a_silent_database_is_said(page: Page) -> None:
    facts = replace(FACTS, users=None, contents=None, interactions=None, problem="See /readyz & the log <neo4j.log>.")
    with serve(create_toy_app(facts)) as origin:
        await page.goto(origin)
        await expect(page.get_by_role("status")).to_contain_text("See /readyz & the log <neo4j.log>.")


async def test_what_comes_from_the_graph_is_never_markup(live_server: str) -> None:
    facts = replace(FACTS, samples={"handle": "</script><script>alert(1)</script>"})
    with serve(create_toy_app(facts)) as origin:
        async with httpx.AsyncClient(base_url=origin) as client:
            page = (await client.get("/graphiql")).text
    assert "<script>alert" not in page


@pytest.mark.parametrize("path", ["/", "/graphiql"])
async def test_pages_lock_themselves_in(live_server: str, path: str) -> None:
    async with httpx.AsyncClient(base_url=live_server) as client:
        headers = (await client.get(path)).headers
    directives = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert directives["default-src"] == directives["frame-ancestors"] == "'none'"
    assert directives.get("script-src", "'none'") in {"'self'", "'none'"}
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("accepted", "encoding"), [("gzip, deflate, br", "gzip"), ("identity", None), ("gzip;q=0, br", None)]
)
async def test_assets_are_kept_for_ever_and_packed(live_server: str, accepted: str, encoding: str | None) -> None:
    script = json.loads((ASSETS / "manifest.json").read_text())["script"]
    async with httpx.AsyncClient(base_url=live_server, headers={"Accept-Encoding": accepted}) as client:
        answer = await client.get(f"/assets/graphiql/{script}")
        again = await client.get(f"/assets/graphiql/{script}", headers={"If-None-Match": answer.headers["etag"]})
    assert answer.content == (ASSETS / script).read_bytes()
    assert answer.headers.get("content-encoding") == encoding
    assert answer.headers["vary"] == "Accept-Encoding"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/javascript")
    assert again.status_code == 304


@pytest.mark.parametrize("path", ["nothing-ABCDEFGH.js", "..%2fpackage.json", "%00", "x" * 5_000, ""])
async def test_only_assets_are_served(live_server: str, path: str) -> None:
    async with httpx.AsyncClient(base_url=live_server) as client:
        assert (await client.get(f"/assets/graphiql/{path}")).status_code == 404


# The lowest contrast ratio (WCAG 2.2, 1.4.3) of any text in the page against the nearest background behind it.
LOWEST_CONTRAST = """() => {
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = (color) => {
    const [red, green, blue] = channels(color).slice(0, 3).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const isClear = (color) => channels(color)[3] === 0;
  const behind = (element) => {
    const color = getComputedStyle(element).backgroundColor;
    return isClear(color) ? behind(element.parentElement) : color;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let lowest = 21;
  while (walker.nextNode()) {
    if (!walker.currentNode.textContent.trim()) continue;
    const element = walker.currentNode.parentElement;
    const both = [luminance(getComputedStyle(element).color), luminance(behind(element))].sort((a, b) => a - b);
    lowest = Math.min(lowest, (both[1] + 0.05) / (both[0] + 0.05));
  }
  return lowest;
}"""
