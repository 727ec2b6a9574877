"""A live server and a real Chromium that can reach nothing else."""

import os
import shutil
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
import uvicorn
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Route, async_playwright
from starlette.types import ASGIApp, Receive, Scope, Send

from tests.browser.toy_app import create_toy_app

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
CHROMIUM_FLAGS = [
    "--no-sandbox",  # Chromium refuses to start as root otherwise, as it does in most CI machines
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
START_SECONDS = 20


def create_app() -> ASGIApp:
    """The app that these tests drive: the one place to put another in."""
    return create_toy_app()


@contextmanager
def serve(app: ASGIApp) -> Iterator[str]:
    """Serve an app on a free loopback port from a thread of its own; gives its origin."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + START_SECONDS
        while not server.started:
            if not thread.is_alive() or time.monotonic() > deadline:
                raise RuntimeError("the server under test did not start")
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=START_SECONDS)


@pytest.fixture(scope="session")
def live_server() -> Iterator[str]:
    with serve(create_app()) as origin:
        yield origin


@pytest.fixture(scope="session")
def server_without_sockets() -> Iterator[str]:
    """The same app behind a proxy that lets no WebSocket through."""
    app = create_app()

    async def proxy(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close"})
        else:
            await app(scope, receive, send)

    with serve(proxy) as origin:
        yield origin


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if found is None:
        pytest.skip("no Chromium found: install one (Debian: apt-get install chromium) or name it in CHROMIUM")
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=found, args=CHROMIUM_FLAGS)
        yield launched
        await launched.close()


@dataclass
class Faults:
    """What went wrong in a page without anybody clicking on it; empty at the end of a good test."""

    outside_requests: list[str] = field(default_factory=list)
    policy_violations: list[str] = field(default_factory=list)
    page_errors: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.page_errors.append(error.message))
        page.on("console", self._read)

    def _read(self, message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            self.policy_violations.append(message.text)
        elif message.type == "error":
            self.page_errors.append(message.text)


@pytest.fixture
def faults() -> Faults:
    return Faults()


@pytest.fixture
async def context(browser: Browser, faults: Faults) -> AsyncIterator[BrowserContext]:
    """A fresh profile whose requests to anything but this machine are refused and noted."""

    async def refuse_others(route: Route) -> None:
        if route.request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            await route.continue_()
        else:
            faults.outside_requests.append(route.request.url)
            await route.abort()

    fresh = await browser.new_context(viewport={"width": 1280, "height": 800})
    await fresh.route("**/*", refuse_others)
    yield fresh
    await fresh.close()


@pytest.fixture
async def page(context: BrowserContext, faults: Faults) -> AsyncIterator[Page]:
    """A page that must not ask another origin, break its own policy or raise an error."""
    opened = await context.new_page()
    faults.watch(opened)
    yield opened
    assert faults == Faults()
