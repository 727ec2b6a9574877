"""`stoa key`: what it prints opens the API, and what it revokes no longer does."""

import asyncio

from typer.testing import CliRunner, Result

from domain.errors import Refused
from graph.database import Graph, Server
from graph.opening import open_graph
from key_commands import key_app
from tests.api.conftest import SECRET, Api
from tests.api.test_api_key import actions, status


async def invoke(server: Server, tmp_path_home: object, *arguments: str) -> Result:
    """In a thread, for a command runs an event loop of its own."""
    app = key_app(lambda: open_graph(tmp_path_home, server), lambda: SECRET)  # type: ignore[arg-type]
    return await asyncio.to_thread(CliRunner().invoke, app, list(arguments))


async def test_a_key_from_the_command_line(api: Api, graph: Graph, server: Server, tmp_path: object) -> None:
    made = await invoke(server, tmp_path, "create", "--name", "CRM", "--scope", "events:write", "--days", "30")
    assert made.exit_code == 0, made.output
    secret, id = made.stdout.strip(), made.stderr.split()[0]
    assert await status(api.http, secret) == 200
    assert (await invoke(server, tmp_path, "revoke", id)).exit_code == 0
    await asyncio.sleep(2)
    assert await status(api.http, secret) == 401
    assert await actions(api) == ["api_key.revoked", "api_key.created"]


async def test_what_cannot_be_is_refused(api: Api, server: Server, tmp_path: object) -> None:
    refused = await invoke(server, tmp_path, "create", "--name", "CRM", "--scope", "everything")
    assert isinstance(refused.exception, Refused) and "content:read" in str(refused.exception)
    unknown = await invoke(server, tmp_path, "revoke", "key_01jz000000000000000000000z")
    assert isinstance(unknown.exception, Refused)
