"""GraphiQL as a user meets it: it starts without internet, knows the schema, runs what is typed and offers examples."""

import re
from pathlib import Path

from playwright.async_api import Page, expect

from server.examples import read_examples
from server.pages import ROOT
from tests.browser.conftest import Faults, serve
from tests.browser.toy_app import FACTS, create_toy_app

EXAMPLES = read_examples(ROOT / "examples")
QUERY, QUERY_ANSWER = '{ user(handle: "ada") { displayName } }', "The member called ada"
SUBSCRIPTION, SUBSCRIPTION_ANSWER = "subscription { countdown(start: 2) }", '"countdown": 0'
HEADER_EDITOR = ".graphiql-editor-tool .graphiql-editor:not(.hidden)"
STARTED = 20_000  # milliseconds; a cold start of Monaco on a busy machine


async def open_graphiql(page: Page, origin: str, path: str = "/graphiql") -> None:
    await page.goto(origin + path)
    await expect(page.locator(".graphiql-query-editor .monaco-editor").first).to_be_visible(timeout=STARTED)
    await expect(page.locator(".graphiql-spinner")).to_have_count(0, timeout=STARTED)


async def replace_text(page: Page, editor: str, text: str) -> None:
    await page.locator(f"{editor} .monaco-editor").first.click()
    await page.keyboard.press("Control+A")
    await page.keyboard.press("Delete")
    await page.keyboard.insert_text(text)


async def run(page: Page, document: str, answer: str) -> None:
    """Type and run at once, faster than GraphiQL notices what kind of operation it is."""
    await replace_text(page, ".graphiql-query-editor", document)
    await page.keyboard.press("Control+Enter")
    await expect_text(page, ".graphiql-response", answer)


async def expect_text(page: Page, where: str, text: str) -> None:
    """Monaco draws spaces as no-break spaces and lines as blocks, so white space is left out of the comparison."""
    letters = (re.escape(letter) for letter in re.sub(r"\s", "", text))
    await expect(page.locator(where)).to_have_text(re.compile(r"\s*".join(letters)), timeout=STARTED)


async def test_the_schema_is_documented(page: Page, live_server: str) -> None:
    await open_graphiql(page, live_server)
    await page.get_by_role("button", name="Show Documentation Explorer").click()
    await expect(page.locator(".graphiql-doc-explorer-content")).to_contain_text("Query", timeout=STARTED)


async def test_a_query_runs(page: Page, live_server: str) -> None:
    await open_graphiql(page, live_server)
    await run(page, QUERY, QUERY_ANSWER)


async def test_a_subscription_runs(page: Page, live_server: str) -> None:
    await open_graphiql(page, live_server)
    await run(page, SUBSCRIPTION, SUBSCRIPTION_ANSWER)


async def test_a_subscription_runs_where_no_socket_opens(
    page: Page, server_without_sockets: str, faults: Faults
) -> None:
    await open_graphiql(page, server_without_sockets)
    await run(page, SUBSCRIPTION, SUBSCRIPTION_ANSWER)
    refused = faults.page_errors.pop()  # the browser itself reports it, whatever the page does about it
    assert refused.startswith("WebSocket connection to") and "403" in refused


async def test_headers_are_sent_and_forgotten(page: Page, live_server: str) -> None:
    await open_graphiql(page, live_server)
    await page.get_by_role("button", name="Headers", exact=True).click()
    await replace_text(page, HEADER_EDITOR, '{"Authorization": "Bearer secret"}')
    async with page.expect_request("**/graphql") as sent:
        await run(page, QUERY, QUERY_ANSWER)
    assert (await sent.value).headers["authorization"] == "Bearer secret"
    await page.wait_for_timeout(1_000)  # GraphiQL writes its tabs half a second after the last change
    kept = await page.evaluate("JSON.stringify(localStorage)")
    assert "displayName" in kept and "secret" not in kept


async def test_tabs_outlive_a_reload(page: Page, live_server: str) -> None:
    await open_graphiql(page, live_server)
    await run(page, QUERY, QUERY_ANSWER)
    await page.wait_for_timeout(1_000)
    await open_graphiql(page, live_server)
    await expect_text(page, ".graphiql-query-editor", QUERY)
    await expect(page.locator(".graphiql-tab")).to_have_count(3)


async def test_a_first_visit_shows_the_first_examples(page: Page, live_server: str) -> None:
    await open_graphiql(page, live_server)
    await expect(page.locator(".graphiql-tab")).to_have_count(3)
    await expect(page.locator(".stoa-examples li")).to_have_count(len(EXAMPLES))
    await expect_text(page, ".graphiql-query-editor", EXAMPLES[0].title)
    await expect_text(page, ".graphiql-editors", '"handle": "mira-okafor"')


async def test_every_example_opens_in_a_tab_of_its_own(page: Page, live_server: str) -> None:
    await open_graphiql(page, live_server)
    for example in EXAMPLES:
        await page.locator(".stoa-examples button", has_text=example.title).click()
        await expect_text(page, ".graphiql-query-editor", example.title)
    await expect(page.locator(".graphiql-tab")).to_have_count(len(EXAMPLES))


async def test_an_example_is_linked_to(page: Page, live_server: str) -> None:
    example = EXAMPLES[8]
    await open_graphiql(page, live_server, f"/graphiql?example={example.slug}")
    await expect_text(page, ".graphiql-query-editor", example.title)
    await expect_text(page, ".graphiql-editors", '"contentId": "cnt_01"')


async def test_an_unbuilt_bundle_is_explained(page: Page, faults: Faults, tmp_path: Path) -> None:
    with serve(create_toy_app(FACTS, tmp_path)) as origin:
        answer = await page.goto(origin + "/graphiql")
        assert answer is not None and answer.status == 503
        await expect(page.get_by_role("main")).to_contain_text("make setup")
    assert "503" in faults.page_errors.pop()
