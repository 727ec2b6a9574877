"""Where webhooks may lead: no spelling of a private address, no redirect and no name that moves gets through."""

import asyncio
import socket
from ipaddress import ip_address
from typing import Any

import httpx
import pytest

from graph.database import Graph
from jobs.webhook_target import TargetRefused, is_public, resolve
from tests.api.conftest import Api
from tests.api.receiver import Receiver, create, only, run_due, send_test, worker


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.8.8.8", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
     "192.0.2.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fec0::1", "fd00::1", "ff02::1",
     "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::a00:1", "64:ff9b:1::a00:1", "2002:7f00:1::", "2001:0:1::1",
     "2001:db8::1"],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "[::1]", "[::]",
     "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "169.254.169.254", "[fe80::1%25lo]"],
)  # fmt: skip
async def test_no_spelling_of_a_private_address_gets_through(host: str) -> None:
    with pytest.raises(TargetRefused):
        await resolve(f"http://{host}:8000/hook", allow_private=False)


async def test_a_private_target_is_never_connected_to(api: Api, graph: Graph) -> None:
    async with Receiver() as receiver, httpx.AsyncClient() as http:
        await send_test(api, await create(api, receiver.url))
        assert await run_due(worker(graph, http, private=False)) == 0
        assert receiver.attempts == 0
    assert "public internet" in (await only(api))["deliveries"][0]["problem"]


async def test_a_redirect_is_not_followed(api: Api, graph: Graph) -> None:
    async with Receiver(lambda: 302) as receiver, httpx.AsyncClient() as http:
        await send_test(api, await create(api, receiver.url))
        await run_due(worker(graph, http, attempts=1))
        assert receiver.attempts == 1
    assert (await only(api))["deliveries"][0]["responseCode"] == 302


def names(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Let names lead to one list of addresses after another, and note what was looked up."""
    asked: list[str] = []
    left = list(answers)

    async def look_up(host: str, port: int, **_: Any) -> list[Any]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in left.pop(0)]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", look_up)
    return asked


async def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    names(monkeypatch, ["8.8.8.8", "10.0.0.1"])
    with pytest.raises(TargetRefused, match="public internet"):
        await resolve("https://partner.example/hook", allow_private=False)


async def test_the_address_that_was_checked_is_the_one_connected_to(
    api: Api, graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads elsewhere at the second look (DNS rebinding) gains nothing: there is no second look."""
    async with Receiver() as receiver, httpx.AsyncClient() as http:
        await send_test(api, await create(api, f"http://partner.example:{receiver.port}/hook"))
        asked = names(monkeypatch, ["127.0.0.1"], ["127.0.0.2"])
        due = worker(graph, http)
        turns = await due.due()
        assert [await due.serve(id) for id in turns] == [1]
    assert asked == ["partner.example"]
    assert receiver.accepted[0][0]["host"] == f"partner.example:{receiver.port}"
