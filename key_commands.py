"""`stoa key …`: API keys from the command line, for the first one and for when the API can't be reached."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer
from rich.console import Console

from domain.access import Scope, Viewer
from domain.api_key import new_key
from domain.audit import by_command_line
from domain.errors import NotFound
from domain.ids import IdPrefix, require_id
from domain.key_secret import SecretDigest
from graph import api_key
from graph.database import Graph

OpenGraph = Callable[[], AbstractAsyncContextManager[Graph]]
Name = Annotated[str, typer.Option(help="What the key is for.")]
Scopes = Annotated[list[str], typer.Option("--scope", help="What it may do; give the option once for each.")]
Days = Annotated[int | None, typer.Option(min=1, max=3650, help="After how many days it ends; never by default.")]
Id = Annotated[str, typer.Argument(help="As `stoa key create` and `apiKeys` tell it.")]

SHELL = Viewer(scopes=frozenset(Scope))
"""Whoever has a shell where the graph is may give any scope."""


def key_app(open_graph: OpenGraph, signing_secret: Callable[[], str]) -> typer.Typer:
    """The commands below `stoa key`, over the graph that `open_graph` opens."""
    app = typer.Typer(help="Make and end the API keys of partners.", no_args_is_help=True)

    @app.command("create")
    def create(name: Name, scope: Scopes, days: Days = None) -> None:
        """Print the secret of a new key, to be sent as `Authorization: Bearer …`. It can't be shown again."""
        id, secret = asyncio.run(_create(open_graph, signing_secret(), name, scope, days))
        Console(stderr=True).print(f"{id} is its id. Keep the secret: it can't be shown again.")
        print(secret)

    @app.command("revoke")
    def revoke(id: Id) -> None:
        """End a key for good; a running server needs up to two seconds to see it."""
        asyncio.run(_revoke(open_graph, id))

    return app


async def _create(
    open_graph: OpenGraph, signing_secret: str, name: str, scopes: list[str], days: int | None
) -> tuple[str, str]:
    now = datetime.now(UTC)
    expires_at = None if days is None else now + timedelta(days=days)
    key, secret = new_key(SecretDigest(signing_secret), SHELL, now, name, scopes, expires_at=expires_at)
    async with open_graph() as graph:
        await graph.write(api_key.create, key, by_command_line("api_key.created", key.id, now))
    return key.id, secret


async def _revoke(open_graph: OpenGraph, id: str) -> None:
    now = datetime.now(UTC)
    params = api_key.RevokeParams(id=require_id(id, IdPrefix.API_KEY), at=now)
    async with open_graph() as graph:
        if await graph.write(api_key.revoke, params, by_command_line("api_key.revoked", id, now)) is None:
            raise NotFound(f"There is no key {id}.")
